#include "liantu/session/session.hpp"

#include "liantu/analysis/county_json.hpp"
#include "liantu/analysis/county_table.hpp"
#include "liantu/date.hpp"
#include "liantu/firm/firm_reader.hpp"
#include "liantu/firm/ordered_blocks.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/session/hashes.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

namespace liantu {

namespace {

// What is told on results, and read again out of result.json, is text.
void check_words(const SessionOptions& o) {
  Problems problems;
  const auto check = [&](const char* option, const std::string& words) {
    if (utf8::valid(words) && detail::printable(words)) return;
    problems.push_back(
        {option, "", Text("有控制字符或不是 UTF-8", "control characters, or not UTF-8"), Text("文字", "text"), {}});
  };
  check("--table-title", o.table_title);
  check("--table-date", o.table_date);
  check("--date", o.date);
  check("--home", o.home);
  for (const std::string& region : o.regions) check("--region", region);
  for (const std::string& region : o.reach) check("--reach", region);
  for (const std::string& words : o.scope) check("--scope", words);
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

namespace {

// The chains of these options are known by what was read of them.
SessionOptions without_chains(SessionOptions options) {
  options.chains.clear();
  return options;
}

}  // namespace

Session::Session(const SessionOptions& options, SessionListener& listener)
    : Session(std::make_shared<const Knowledge>(options), without_chains(options), listener) {}

Session::Session(std::shared_ptr<const Knowledge> knowledge, const SessionOptions& options, SessionListener& listener)
    : m_knowledge(std::move(knowledge)), m_options(options), m_listener(&listener) {
  check_words(options);
  if (options.county_text) {
    m_county = read_county(*options.county_text, county_name());
  } else if (!options.county.empty()) {
    m_county = read_county_file(options.county, atlas());
  }
  if (m_county) {
    for (const CountyChain& chain : m_county->chains) {
      for (const auto& name : chain.anchors) m_anchors.insert(fold(trim(name)));
    }
  }
  choose_chains();
}

void Session::choose_chains() {
  Problems problems;
  const auto choose = [&](const std::string& id, const std::string& file, const std::string& where) {
    if (const auto chain = atlas().find_chain(id)) {
      m_chosen.insert(*chain);
      return;
    }
    std::string known;
    for (const Chain& chain : atlas().chains()) known += (known.empty() ? "" : ", ") + chain.id;
    problems.push_back({file, where, Text("没有产业链 \"" + id + "\"", "no chain \"" + id + "\""), Text(known), {}});
  };
  const std::vector<std::string>& named = m_options.chains.empty() ? m_knowledge->named() : m_options.chains;
  for (const auto& id : named) choose(id, "--chain", "");
  if (m_county && named.empty()) {
    for (std::size_t i = 0; i < m_county->chains.size(); ++i)
      choose(m_county->chains[i].id, county_name(), "/chains/" + std::to_string(i) + "/id");
  }
  if (m_county) check_county(problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  m_chosen_by_user = !m_chosen.empty();
  if (!m_chosen_by_user) {
    for (ChainIndex chain = 0; chain < atlas().chains().size(); ++chain) m_chosen.insert(chain);
  }
}

// What a county file names must be there: a refusal of a misspelt node would refuse nothing.
void Session::check_county(Problems& problems) const {
  for (std::size_t r = 0; r < m_county->refuses.size(); ++r) {
    const auto& nodes = m_county->refuses[r].nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const bool whole = nodes[i].ends_with(":*");
      if (whole ? atlas().find_chain(nodes[i].substr(0, nodes[i].size() - 2)).has_value()
                : atlas().find(nodes[i]).has_value())
        continue;
      problems.push_back({county_name(),
                          "/refuses/" + std::to_string(r) + "/nodes/" + std::to_string(i),
                          Text("没有环节 \"" + nodes[i] + "\"", "no node \"" + nodes[i] + "\""),
                          Text("已载入产业链的 chain:node 或 chain:*", "chain:node or chain:* of a loaded chain"),
                          {}});
    }
  }
}

void Session::designate(Firm& firm) const {
  if (!m_anchors.empty() && m_anchors.contains(fold(trim(firm.name)))) firm.anchor = true;
}

ReadingReport Session::read_table(const Reading& how, const std::function<void(std::vector<Firm>&)>& each) const {
  FirmOptions options;
  options.table = {m_options.encoding, m_options.sheet};
  options.keep_columns = m_options.keep_columns;
  options.offered_columns = how.offered;
  options.hidden_columns = m_options.hidden_columns;
  options.size = policy().size;
  options.regions = how.regions.value_or(m_options.regions);
  options.outside = how.outside;
  for (const auto& column : m_options.columns) {
    const auto equals = column.find('=');
    const auto field = from_string<Field>(column.substr(0, equals));
    if (equals == std::string::npos || !field) {
      throw InputError(
          {"--column",
           "",
           Text("是 \"" + column + "\"", "found \"" + column + "\""),
           Text("字段=表头，字段为 " + all_words<Field>(), "field=header, field one of " + all_words<Field>()),
           {}});
    }
    options.columns[column.substr(equals + 1)] = *field;
  }
  if (how.table.empty() && m_rows)
    return read_firms("firms", m_rows, options, m_knowledge->column_names(), classification(), each);
  const std::string& path = how.table.empty() ? m_options.firms : how.table;
  return read_firms(path, options, m_knowledge->column_names(), classification(), each);
}

ReadingReport Session::read_all(const std::function<void(std::vector<Firm>&)>& each, const std::string& table) const {
  Reading how;
  how.table = table;
  const SessionStep step(*m_listener, "read", {"读入企业", "reading firms"});
  std::uint64_t count = 0;
  return read_table(how, [&](std::vector<Firm>& firms) {
    count += firms.size();
    each(firms);
    m_listener->done(count);
  });
}

Corrections Session::corrections() const {
  Problems notes;
  auto given = read_decisions(m_options.decisions, atlas(), notes);
  const bool dated = std::any_of(given.begin(), given.end(), [](const Decision& d) { return d.date.has_value(); });
  Decisions decisions(std::move(given), parse_date(m_options.date), policy().match.decision_months);
  tell_notes(notes);
  if (dated && m_options.date.empty())
    m_listener->warning("no-date", Text("没有给 --date，核实结论都不过期", "no --date, so no decision expires"));
  Corrections out(std::move(decisions), read_firm_list(m_options.above_scale), read_firm_list(m_options.anchors),
                  policy().size);
  const auto is = [](const std::string& word) { return word == above_scale_words[0] || word == above_scale_words[1]; };
  out.all_above_scale(std::any_of(covers().begin(), covers().end(), is));
  return out;
}

void Session::spare_decisions(const std::string& path) const {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return;
  for (const auto& given : m_options.decisions) {
    if (std::filesystem::equivalent(given, path, error)) return;
  }
  Problems notes;
  const auto key = [](const Decision& d) {
    return std::tuple(FirmFinder::name_key(d.firm), FirmFinder::code_key(d.credit_code), d.node, d.verdict, d.iso_date);
  };
  std::set<decltype(key(Decision{}))> known;
  for (const Decision& d : read_decisions(m_options.decisions, atlas(), notes)) known.insert(key(d));
  for (const Decision& d : read_decisions({path}, atlas(), notes)) {
    if (d.verdict == Verdict::open || known.contains(key(d))) continue;
    throw InputError(
        {path, "row " + std::to_string(d.row),
         Text("已有核实结论，写出会把它盖掉", "a verdict that would be lost by writing over it"),
         Text("以 --decisions 给出的文件", "a file given by --decisions"),
         Text("加上 --decisions " + path + "，或把它移走", "--decisions " + path + ", or moving it away")});
  }
}

ReadingReport Session::match_all(Corrections& corrections,
                                 const std::function<void(const Firm&, const std::vector<Match>&)>& each,
                                 const Reading& how) const {
  const SessionStep step(*m_listener, "match", {"读入企业并对应环节", "reading and matching firms"});
  std::uint64_t count = 0;
  const Matcher& matcher = m_knowledge->matcher();
  struct Block {
    std::vector<Firm> firms;
    std::vector<std::vector<Match>> matches;
  };
  const auto threads = static_cast<unsigned>(m_options.threads);
  std::vector<Matcher::Memory> memories(threads_of(threads));
  const auto match = [&](Block& block, unsigned thread) {
    matcher.match(block.firms, memories[thread], block.matches, how.detail, how.at_least);
  };
  const auto done = [&](Block& block) {
    for (std::size_t i = 0; i < block.firms.size(); ++i) {
      designate(block.firms[i]);
      corrections.mark(block.firms[i]);
      corrections.decide(block.firms[i], block.matches[i]);
      each(block.firms[i], block.matches[i]);
    }
    m_listener->done(count += block.firms.size());
  };
  OrderedBlocks<Block> blocks(threads, match, done);
  const auto hand_on = [&](std::vector<Firm>& firms) {
    std::swap(blocks.next().firms, firms);
    blocks.submit();
  };
  ReadingReport reading = read_table(how, hand_on);
  blocks.finish();
  corrections.amend(reading);
  return reading;
}

}  // namespace liantu
