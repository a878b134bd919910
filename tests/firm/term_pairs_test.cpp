// Places where a term may begin: the same eight at once as one by one, and none is missed.
#include "term_pairs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace liantu::detail::term_pairs_test {
namespace {

TEST(TermPairs, AreFoundTheSameEightAtOnceAsOneByOne) {
  std::mt19937_64 random(1);
  std::vector<CharId> ids_of(0x10001);
  for (std::size_t c = 1; c < 0x10000; ++c) {
    if (random() % 3 == 0) ids_of[c] = static_cast<CharId>((1 + random() % 3000) | (random() % 40 == 0 ? alone : 0));
  }
  TermPairs wide(true);
  TermPairs narrow(false);
  std::vector<std::pair<CharId, CharId>> pairs;
  for (int i = 0; i < 15'000; ++i) {
    pairs.emplace_back(static_cast<CharId>(1 + random() % 3000), static_cast<CharId>(1 + random() % 3000));
    wide.add(pairs.back().first, pairs.back().second);
    narrow.add(pairs.back().first, pairs.back().second);
  }
  std::sort(pairs.begin(), pairs.end());
  std::size_t of_pairs = 0;
  std::size_t of_one = 0;
  std::size_t all = 0;
  std::size_t told = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::size_t count = 1 + random() % 256;
    std::vector<char16_t> chars(count + 2 + TermPairs::slack);
    for (auto& c : chars) c = static_cast<char16_t>(random() % 4 == 0 ? 0xFFFF - random() % 3 : random());
    std::vector<CharId> ids(chars.size() + TermPairs::slack);
    std::vector<CharId> other_ids(ids.size());
    std::vector<std::uint32_t> places(count + TermPairs::slack);
    std::vector<std::uint32_t> other_places(places.size());
    const std::size_t found = wide.find(ids_of.data(), chars.data(), count, ids.data(), places.data());
    ASSERT_EQ(narrow.find(ids_of.data(), chars.data(), count, other_ids.data(), other_places.data()), found);
    ASSERT_TRUE(std::equal(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(found), other_places.begin()));
    ASSERT_TRUE(std::equal(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(count + 2), other_ids.begin()));
    for (std::uint32_t i = 0; i < count; ++i) {
      ASSERT_EQ(ids[i], ids_of[chars[i]]);
      const std::pair<CharId, CharId> pair(ids[i] & id_bits, ids[i + 1] & id_bits);
      const bool is_pair = std::binary_search(pairs.begin(), pairs.end(), pair);
      const bool is_one = (ids[i] & alone) != 0;
      const bool is_told = std::find(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(found), i) !=
                           places.begin() + static_cast<std::ptrdiff_t>(found);
      ASSERT_TRUE(is_told || !(is_pair || is_one));
      of_pairs += is_pair ? 1 : 0;
      of_one += is_one ? 1 : 0;
      told += is_told ? 1 : 0;
    }
    all += count;
  }
  EXPECT_GT(of_pairs, 20U);
  EXPECT_GT(of_one, 1'000U);
  EXPECT_LT(told, all / 5);  // a filter
}

}  // namespace
}  // namespace liantu::detail::term_pairs_test
