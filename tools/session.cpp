#include "session.hpp"

#include "files.hpp"
#include "log.hpp"
#include "policy_in_force.hpp"
#include "progress.hpp"

#include "liantu/analysis/county_json.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/date.hpp"
#include "liantu/firm/firm_reader.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/firm/ordered_blocks.hpp"
#include "liantu/json/fields.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

namespace liantu::tool {

void add_options(CLI::App& app, Options& o, Takes most) {
  const bool zh = o.lang == Lang::zh;
  const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
  app.add_option("--chain", o.chains,
                 say("产业链 id 或文件，可多次；默认全部", "chain id or file, repeatable; all by default"));
  app.add_option("--chains-dir", o.chains_folder,
                 say("产业链文件夹，代替自带的", "folder of chains, instead of the shipped one"));
  add_policy_option(app, o);
  if (most == Takes::chains) return;
  add_table_options(app, o)->required();
  app.add_option("--scope", o.scope, say("名单覆盖范围，如 制造业,规上", "what the table covers, e.g. 制造业,规上"))
      ->delimiter(',');
  app.add_option("--threads", o.threads, say("线程数；默认全部", "threads; all by default"))
      ->check(CLI::Range(0, 1024));
  app.add_option("--county", o.county, say("县情文件", "county file"));
  app.add_option(
      "--above-scale", o.above_scale,
      say("规上企业名单：名称或信用代码，可多次", "lists of firms above scale: names or credit codes, repeatable"));
  app.add_option(
      "--anchors", o.anchors,
      say("链主企业名单：名称或信用代码，可多次", "lists of designated anchors: names or credit codes, repeatable"));
  app.add_option("--decisions", o.decisions,
                 say("核实结论表，可多次；结论优先于自动比对", "tables of decisions on matches, repeatable; they win"));
  app.add_option("--date", o.date,
                 say("日期，如 2026-09-30：印在成果上，依据和核实结论由此判断是否过期",
                     "date: printed on results; what is out of date is judged by it"))
      ->check(CLI::Validator(
          [](std::string& text) {
            return parse_date(text) ? std::string() : "2026-09-30 | 2026-09 | 2026, found " + text;
          },
          "DATE"));
  if (most == Takes::firms) return;
  app.add_option("--assets", o.assets,
                 say("家底表（基地、矿业权、景区、场馆、农用地等），可多次",
                     "tables of assets (bases, mining rights, scenic spots …), repeatable"))
      ->needs(app.get_option("--firms"));
  app.add_option("--profile", o.profile, say("动作口径，见 liantu policy", "profile of rules, see liantu policy"));
  app.add_option("--table-title", o.table_title,
                 say("企业表名称，印在成果上", "title of the table, printed on results"));
  app.add_option("--table-date", o.table_date, say("企业表日期，印在成果上", "date of the table, printed on results"));
  if (most == Takes::county) return;
  app.add_option("--candidates", o.candidates,
                 say("候选企业表（外地企业），可多次：列出目标企业清单",
                     "tables of firms from outside, repeatable: whom to go and see"))
      ->needs(app.get_option("--firms"));
  app.add_option("--reach", o.reach,
                 say("周边：更大的地区名，如所在市，可多次；其中不属本地的企业列为周边可配套",
                     "a wider region, e.g. the city, repeatable: its other firms are told as nearby supply"))
      ->needs(app.get_option("--region"));
  CLI::Option* table = app.add_option(
      "--regions-table", o.regions_table,
      say("多地区企业表：由此测算“产业相近可行”", "firms of many regions: feasibility is measured by it"));
  CLI::Option* home = add_home_options(app, o)->needs(table);
  table->needs(home);
}

CLI::Option* add_table_options(CLI::App& app, Options& o) {
  const bool zh = o.lang == Lang::zh;
  const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
  CLI::Option* firms = app.add_option("--firms", o.firms, say("企业表：CSV 或 XLSX", "table of firms: CSV or XLSX"));
  app.add_option("--column", o.columns,
                 say("指定列：字段=表头，如 name=单位名，可多次", "field=header, e.g. name=单位名, repeatable"));
  app.add_option("--keep-column", o.keep_columns, say("保留的列，可多次", "columns to keep, repeatable"));
  app.add_option("--encoding", o.encoding, say("编码；默认自动识别", "encoding; found out by default"));
  app.add_option("--sheet", o.sheet, say("工作表名", "sheet of a workbook"));
  app.add_option("--region", o.regions, say("本地：省市区县名，可多次", "what is local, repeatable"));
  return firms;
}

namespace {

// What is told on results, and read again out of result.json, is text.
void check_words(const Options& o) {
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

Session::Session(const Options& options) : m_options(options), m_data(data_folder()) {
  check_words(options);
  const std::string folder = m_data + "/classification/";
  m_classification = Classification::read(read_file(folder + "gbt4754-2017.csv"), "gbt4754-2017.csv");
  m_classification.read_aliases(read_file(folder + "aliases.csv"), "aliases.csv");
  m_classification.read_words(read_file(folder + "words.csv"), "words.csv");
  m_policy = policy_in_force(m_data, options);
  if (!options.profile.empty()) {
    if (!m_policy.gaps.profiles.contains(options.profile)) {
      throw InputError({"--profile",
                        "",
                        Text("无此口径 \"" + options.profile + "\"", "no profile \"" + options.profile + "\""),
                        Text("liantu policy 列出的一个", "one that liantu policy prints"),
                        {}});
    }
    m_policy.gaps.profile = options.profile;
  }
  if (!options.county.empty()) m_county = read_county(read_file(options.county), options.county);
  if (m_county) {
    for (const CountyChain& chain : m_county->chains) {
      for (const auto& name : chain.anchors) m_anchors.insert(fold(trim(name)));
    }
  }
  load_chains(m_data);
  choose_chains();
}

void Session::check_classes(const Chain& chain, ProblemSink& sink) const {
  for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
    for (std::size_t i = 0; i < chain.nodes[n].industry.size(); ++i) {
      const std::string& code = chain.nodes[n].industry[i];
      if (m_classification.is_class(code)) continue;
      sink.add("/nodes/" + std::to_string(n) + "/industry/" + std::to_string(i),
               Text("标准中没有 " + code, "no class " + code + " in the standard"),
               Text("GB/T 4754-2017 小类代码", "a class of GB/T 4754-2017"));
    }
  }
}

void Session::load_chains(const std::string& data) {
  std::vector<Chain> chains;
  std::set<std::string> given;  // ids of the files that --chain names
  Problems problems;
  const auto load = [&](const std::string& path, bool replace) {
    try {
      Chain chain = read_chain(read_file(path), path);
      ProblemSink sink{path, {}};
      check_classes(chain, sink);
      // A file named by --chain stands for the one of its id in the folder, not for another that --chain names.
      const auto known = m_chain_files.find(chain.id);
      const bool again = replace ? given.contains(chain.id) : known != m_chain_files.end();
      if (again) {
        sink.add("/id",
                 Text("产业链 \"" + chain.id + "\" 重复，已见于 " + known->second,
                      "chain \"" + chain.id + "\" again, as in " + known->second),
                 Text("每个产业链一个文件", "one file a chain"));
      }
      sink.throw_if_any();
      if (replace) {
        given.insert(chain.id);
        std::erase_if(chains, [&](const Chain& other) { return other.id == chain.id; });
      }
      m_chain_files[chain.id] = path;
      chains.push_back(std::move(chain));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  };
  for (const auto& path :
       files_of(m_options.chains_folder.empty() ? data + "/chains" : m_options.chains_folder, ".json"))
    load(path, false);
  for (auto& chosen : m_options.chains) {
    if (!chosen.ends_with(".json")) continue;
    load(chosen, true);
    // From here on the chain goes by its id, which is the last one loaded.
    if (problems.empty()) chosen = chains.back().id;
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  m_atlas = Atlas(std::move(chains), m_chain_files);
}

void Session::choose_chains() {
  Problems problems;
  const auto choose = [&](const std::string& id, const std::string& file, const std::string& where) {
    if (const auto chain = m_atlas.find_chain(id)) {
      m_chosen.insert(*chain);
      return;
    }
    std::string known;
    for (const Chain& chain : m_atlas.chains()) known += (known.empty() ? "" : ", ") + chain.id;
    problems.push_back({file, where, Text("没有产业链 \"" + id + "\"", "no chain \"" + id + "\""), Text(known), {}});
  };
  for (const auto& id : m_options.chains) choose(id, "--chain", "");
  if (m_county && m_options.chains.empty()) {
    for (std::size_t i = 0; i < m_county->chains.size(); ++i)
      choose(m_county->chains[i].id, m_options.county, "/chains/" + std::to_string(i) + "/id");
  }
  if (m_county) check_county(problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  m_chosen_by_user = !m_chosen.empty();
  if (!m_chosen_by_user) {
    for (ChainIndex chain = 0; chain < m_atlas.chains().size(); ++chain) m_chosen.insert(chain);
  }
}

// What a county file names must be there: a refusal of a misspelt node would refuse nothing.
void Session::check_county(Problems& problems) const {
  for (std::size_t r = 0; r < m_county->refuses.size(); ++r) {
    const auto& nodes = m_county->refuses[r].nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const bool whole = nodes[i].ends_with(":*");
      if (whole ? m_atlas.find_chain(nodes[i].substr(0, nodes[i].size() - 2)).has_value()
                : m_atlas.find(nodes[i]).has_value())
        continue;
      problems.push_back({m_options.county,
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
  const ColumnNames names = read_column_names(read_file(m_data + "/tables/columns.json"), "tables/columns.json");
  FirmOptions options;
  options.table = {m_options.encoding, m_options.sheet};
  options.keep_columns = m_options.keep_columns;
  options.offered_columns = how.offered;
  options.hidden_columns = m_options.hidden_columns;
  options.size = m_policy.size;
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
  const std::string& path = how.table.empty() ? m_options.firms : how.table;
  return read_firms(path, options, names, m_classification, each);
}

ReadingReport Session::read_all(const std::function<void(std::vector<Firm>&)>& each, const std::string& table) const {
  Reading how;
  how.table = table;
  Step step("read", {"读入企业", "reading firms"});
  std::uint64_t count = 0;
  return read_table(how, [&](std::vector<Firm>& firms) {
    count += firms.size();
    each(firms);
    step.done(count);
  });
}

Corrections Session::corrections() const {
  Problems notes;
  auto given = read_decisions(m_options.decisions, m_atlas, notes);
  const bool dated = std::any_of(given.begin(), given.end(), [](const Decision& d) { return d.date.has_value(); });
  Decisions decisions(std::move(given), parse_date(m_options.date), m_policy.match.decision_months);
  tell_notes(notes);
  if (dated && m_options.date.empty())
    log::warning("no-date", Text("没有给 --date，核实结论都不过期", "no --date, so no decision expires"));
  Corrections out(std::move(decisions), read_firm_list(m_options.above_scale), read_firm_list(m_options.anchors),
                  m_policy.size);
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
  for (const Decision& d : read_decisions(m_options.decisions, m_atlas, notes)) known.insert(key(d));
  for (const Decision& d : read_decisions({path}, m_atlas, notes)) {
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
  const Matcher matcher(m_atlas, m_classification, m_policy.match);
  struct Block {
    std::vector<Firm> firms;
    std::vector<std::vector<Match>> matches;
    Matcher::Memory memory;
  };
  const auto match = [&](Block& block) {
    block.matches.resize(std::max(block.matches.size(), block.firms.size()));
    for (std::size_t i = 0; i < block.firms.size(); ++i) {
      matcher.match(block.firms[i], block.memory, block.matches[i], how.detail, how.at_least);
    }
  };
  Step step("match", {"读入企业并对应环节", "reading and matching firms"});
  std::uint64_t count = 0;
  const auto done = [&](Block& block) {
    for (std::size_t i = 0; i < block.firms.size(); ++i) {
      designate(block.firms[i]);
      corrections.mark(block.firms[i]);
      corrections.decide(block.firms[i], block.matches[i]);
      each(block.firms[i], block.matches[i]);
    }
    step.done(count += block.firms.size());
  };
  OrderedBlocks<Block> blocks(static_cast<unsigned>(m_options.threads), match, done);
  const auto hand_on = [&](std::vector<Firm>& firms) {
    std::swap(blocks.next().firms, firms);
    blocks.submit();
  };
  ReadingReport reading = read_table(how, hand_on);
  blocks.finish();
  corrections.amend(reading);
  return reading;
}

}  // namespace liantu::tool
