// The scanner against a search that tries every term at every place.
#include "term_scanner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace liantu::detail::term_scanner_test {
namespace {

using Found = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>;

Found found_in(const std::vector<Hit>& hits) {
  Found out;
  for (const Hit& hit : hits) out.emplace_back(hit.begin, hit.end, hit.term);
  return out;
}

Found scan(const TermScanner& scanner, const std::string& text) { return found_in(scanner.scan(text)); }

Found slow(const std::vector<std::u16string>& terms, const std::u16string& text) {
  Found out;
  std::uint32_t reach = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    std::uint32_t best = 0;
    std::uint32_t end = 0;
    for (std::uint32_t t = 0; t < terms.size(); ++t) {
      const auto stop = at + static_cast<std::uint32_t>(terms[t].size());
      if (text.compare(at, terms[t].size(), terms[t]) != 0 || stop <= end) continue;
      best = t;
      end = stop;
    }
    if (end <= reach) continue;
    reach = end;
    out.emplace_back(at, end, best);
  }
  return out;
}

TEST(TermScanner, TheLongestTermAtAPlaceWins) {
  const TermScanner scanner({"石英", "石英砂", "砂", "英砂滤料", "滤"});
  EXPECT_EQ(scan(scanner, "石英砂、石英砂滤料"), (Found{{0, 3, 1}, {4, 7, 1}, {5, 9, 3}}));
}

TEST(TermScanner, FormsOfATermAreFound) {
  const TermScanner scanner({"LED灯", "電纜"});
  EXPECT_EQ(scan(scanner, "ｌｅｄ燈；电缆"), (Found{{0, 4, 0}, {5, 7, 1}}));
}

TEST(TermScanner, NoTermsAndNoTextFindNothing) {
  EXPECT_TRUE(scan(TermScanner({}), "石英砂").empty());
  EXPECT_TRUE(scan(TermScanner({"石英砂"}), "").empty());
}

TEST(TermScanner, FindsWithinALimit) {
  const TermScanner scanner({"钢结构", "钢结构设计"});
  const Chars text("钢结构设计");
  std::vector<Hit> hits;
  EXPECT_TRUE(scanner.find_within(text, 0, 4, hits));
  EXPECT_EQ(hits.at(0).end, 3U);
  EXPECT_FALSE(scanner.find_within(text, 0, 2, hits));
}

TEST(TermScanner, ATermWithTheZerosAfterATextIsNeverFound) {
  const TermScanner scanner({std::string("砂\0", 4), "石英"});
  EXPECT_EQ(scan(scanner, "石英砂"), (Found{{0, 2, 1}}));
}

TEST(TermScanner, ATermOfMoreThan255CharactersIsNeverFound) {
  std::string longest;
  for (int i = 0; i < 255; ++i) longest += "砂";
  const TermScanner scanner({longest, longest + "石英", "砂石"});
  EXPECT_EQ(scanner.scan(longest + "石英").front().end, 255U);
  EXPECT_EQ(scanner.scan(longest + "石英").back().end, 256U);  // 砂石
}

// Few letters, so that terms overlap; texts longer than a block of the scanner, and several that are longer together
// than it looks at at once.
TEST(TermScanner, AgreesWithTheSlowSearch) {
  std::mt19937 random(7);
  const std::u16string letters = u"石英砂管料器";
  const auto word = [&](std::size_t size) {
    std::u16string out;
    for (std::size_t i = 0; i < size; ++i) out += letters[random() % letters.size()];
    return out;
  };
  const auto bytes = [](const std::u16string& text) {
    std::string out;
    for (const char16_t c : text) utf8::append(out, c);
    return out;
  };
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::u16string> terms;
    for (std::size_t i = 0; i < 1 + random() % 40; ++i) {
      std::u16string term = word(1 + random() % 6);
      if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
    }
    std::vector<std::string> written;
    for (const auto& term : terms) written.push_back(bytes(term));
    const TermScanner scanner(written);
    std::vector<std::string> texts;
    std::vector<Found> expected;
    for (std::size_t i = 0; i < 1 + random() % 4; ++i) {
      const std::u16string text = word(random() % 700);
      texts.push_back(bytes(text));
      expected.push_back(slow(terms, text));
      found += expected.back().size();
    }
    std::vector<Chars> chars(texts.size());
    std::vector<std::vector<Hit>> hits(texts.size(), {{1, 2, 3}});
    std::vector<TermScanner::Task> tasks;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      chars[i].assign(texts[i]);
      tasks.push_back({&chars[i], &hits[i]});
    }
    scanner.scan(tasks);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      ASSERT_EQ(scan(scanner, texts[i]), expected[i]) << round;
      ASSERT_EQ(found_in(hits[i]), expected[i]) << round;
    }
  }
  EXPECT_GT(found, 10000U);
}

}  // namespace
}  // namespace liantu::detail::term_scanner_test
