// liantu evaluate: how often matching is right, by a column of classes that is hidden from it, or by a table of judged
// pairs of firm and node.
#include "command.hpp"

#include "liantu/firm/evaluation.hpp"
#include "liantu/firm/table.hpp"
#include "liantu/json/writer.hpp"

#include <fmt/format.h>

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool {

namespace {

double share(double part, std::uint64_t whole) { return whole == 0 ? 0 : part / static_cast<double>(whole); }

boost::json::object hits_json(const ClassHits& hits) {
  return {{"firms", hits.firms},
          {"unmatched", hits.unmatched},
          {"hit1_class", share(hits.hit1_class, hits.firms)},
          {"hit3_class", share(hits.hit3_class, hits.firms)},
          {"hit1_group", share(hits.hit1_group, hits.firms)},
          {"hit3_group", share(hits.hit3_group, hits.firms)}};
}

boost::json::object hits_json(const PairHits& hits) {
  return {{"pairs", hits.pairs},           {"right", hits.right},     {"confident", hits.confident},
          {"precision", hits.precision()}, {"recall", hits.recall()}, {"found", hits.found_right}};
}

template <class Hits>
boost::json::object hits_json(const std::map<std::string, Hits>& hits) {
  boost::json::object out;
  for (const auto& [name, part] : hits) out[name] = hits_json(part);
  return out;
}

boost::json::object calibration_json(const Calibration& calibration) {
  boost::json::array bins;
  for (std::size_t i = 0; i < calibration.bins().size(); ++i) {
    const Calibration::Bin& bin = calibration.bins()[i];
    boost::json::object one{{"from", static_cast<double>(i) / 10}, {"samples", bin.samples}};
    if (bin.samples > 0) {
      one["confidence"] = bin.mean();
      one["right"] = bin.share();
    }
    bins.push_back(std::move(one));
  }
  return {{"error", calibration.error()}, {"bins", std::move(bins)}};
}

std::string calibration_text(const Calibration& calibration, bool zh) {
  std::string out =
      fmt::format(fmt::runtime(zh ? "校准误差 {}\n" : "calibration error {}\n"), plain(calibration.error(), 3));
  for (std::size_t i = 0; i < calibration.bins().size(); ++i) {
    const Calibration::Bin& bin = calibration.bins()[i];
    if (bin.samples == 0) continue;
    out += fmt::format(
        fmt::runtime(zh ? "  置信度 0.{}–：{} 例，平均 {}，对 {}\n" : "  confidence 0.{}-: {} of mean {}, right {}\n"),
        i, bin.samples, plain(bin.mean(), 3), plain(bin.share(), 3));
  }
  return out;
}

class EvaluateCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::chains);
    add_table_options(app, options)->required();
    CLI::Option* label = app.add_option(
        "--label", m_label,
        zh ? "含小类代码的列，对应时看不到；它若是行业列，其他行业列也一并隐去"
           : "column of classes, hidden from the matcher, and all other columns of industry if it is one");
    app.add_option("--gold", m_gold,
                   zh ? "人工判定表：企业名称、环节（链:环节）、标签（是或否）"
                      : "judged pairs: 企业名称, 环节 (chain:node), 标签 (是 or 否)")
        ->excludes(label);
    app.add_option("--worst", m_worst, zh ? "列出错得最厉害的几条" : "how many of the worst mistakes to list")
        ->check(CLI::Range(0, 10000));
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& given) override {
    if (m_label.empty() == m_gold.empty())
      throw InputError(
          {"--label", "", Text("未给", "nothing"), Text("--label 与 --gold 之一", "one of --label and --gold"), {}});
    Options options = given;
    if (!m_label.empty()) {
      options.keep_columns.push_back(m_label);
      options.hidden_columns.push_back(m_label);
    }
    const Session session(options);
    std::cout << (m_gold.empty() ? by_classes(session, options.lang) : by_pairs(session, options.lang));
    return std::cout.flush() ? 0 : 1;
  }

 private:
  // ---- classes

  // The class of a label as tables write it: 3525, C3525, or its name; empty where it is none.
  static std::string class_of(const Classification& classification, std::string_view cell) {
    std::string_view code = trim(cell);
    if (!code.empty() && code.front() >= 'A' && code.front() <= 'T') code.remove_prefix(1);
    if (classification.is_class(code)) return std::string(code);
    const auto named = classification.code_of(trim(cell));
    return named && named->size() == 4 ? *named : std::string();
  }

  std::string by_classes(const Session& session, Lang lang) const {
    ClassEvaluation evaluation(session.atlas(), m_worst);
    std::uint64_t unreadable = 0;
    Corrections none = session.corrections();
    const ReadingReport reading = session.match_all(none, [&](const Firm& firm, const std::vector<Match>& matches) {
      const auto label = std::find_if(firm.kept.begin(), firm.kept.end(),
                                      [&](const auto& kept) { return trim(kept.first) == trim(m_label); });
      const std::string code = label == firm.kept.end() ? "" : class_of(session.classification(), label->second);
      if (code.empty()) {
        ++unreadable;
      } else {
        evaluation.add(firm, code, matches);
      }
    });
    session.tell(reading);
    return m_format == "json" ? classes_json(session, evaluation, unreadable)
                              : classes_text(session, evaluation, unreadable, lang);
  }

  static std::string classes_json(const Session& session, const ClassEvaluation& evaluation, std::uint64_t unreadable) {
    boost::json::object out = hits_json(evaluation.all());
    out["outside"] = evaluation.outside();
    out["unreadable"] = unreadable;
    out["divisions"] = hits_json(evaluation.divisions());
    out["rules"] = hits_json(evaluation.rules());
    out["calibration"] = calibration_json(evaluation.calibration());
    boost::json::array mistakes;
    for (const auto& mistake : evaluation.mistakes()) {
      boost::json::object one{
          {"row", mistake.row}, {"firm", mistake.firm}, {"label", mistake.label}, {"among_three", mistake.among_three}};
      if (mistake.first) {
        one["node"] = session.atlas().key(mistake.first->node);
        one["confidence"] = mistake.first->value();
        if (!mistake.first->evidence.empty()) one["text"] = mistake.first->evidence.front().text;
      }
      mistakes.push_back(std::move(one));
    }
    out["mistakes"] = std::move(mistakes);
    return to_json_text(out, 2);
  }

  static std::string hits_text(const std::string& name, const ClassHits& hits, bool zh) {
    return fmt::format(
        fmt::runtime(zh ? "{}：{} 家，无对应 {}；小类首位 {}，前三 {}；中类首位 {}，前三 {}\n"
                        : "{}: {} firms, {} unmatched; class first {}, in three {}; group first {}, in three {}\n"),
        name, hits.firms, hits.unmatched, plain(share(hits.hit1_class, hits.firms), 3),
        plain(share(hits.hit3_class, hits.firms), 3), plain(share(hits.hit1_group, hits.firms), 3),
        plain(share(hits.hit3_group, hits.firms), 3));
  }

  static std::string classes_text(const Session& session, const ClassEvaluation& evaluation, std::uint64_t unreadable,
                                  Lang lang) {
    const bool zh = lang == Lang::zh;
    std::string out =
        hits_text(zh ? "图谱含其小类的企业" : "firms whose class the atlas carries", evaluation.all(), zh);
    out += fmt::format(
        fmt::runtime(zh ? "图谱未含其小类 {} 家，标签读不出 {} 家\n" : "outside the atlas: {}; label unreadable: {}\n"),
        evaluation.outside(), unreadable);
    for (const auto& [rule, hits] : evaluation.rules()) {
      const auto known = from_string<EvidenceRule>(rule);
      out +=
          hits_text("  " + (known ? std::string(label(*known, lang)) : std::string(zh ? "无依据" : "none")), hits, zh);
    }
    for (const auto& [division, hits] : evaluation.divisions()) {
      const auto* entry = session.classification().find(division);
      out += hits_text("  " + division + (entry != nullptr && zh ? " " + entry->name : ""), hits, zh);
    }
    out += calibration_text(evaluation.calibration(), zh);
    for (const auto& mistake : evaluation.mistakes()) {
      out += fmt::format("  {} {} {}", mistake.row, mistake.firm, mistake.label);
      if (mistake.first) {
        out += fmt::format(" ≠ {} {}", session.atlas().key(mistake.first->node), plain(mistake.first->value(), 2));
        if (!mistake.first->evidence.empty()) out += " " + mistake.first->evidence.front().text;
      }
      out += "\n";
    }
    return out;
  }

  // ---- pairs

  using Judged = std::map<std::string, std::map<NodeIndex, bool>>;  // by folded name of the firm

  Judged read_gold(const Atlas& atlas) const {
    Judged out;
    Problems problems;
    std::map<std::string, std::size_t> columns;
    (void)read_table(m_gold, {}, [&](const TableRow& row) {
      if (columns.empty()) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) columns.emplace(std::string(trim(row.cells[i])), i);
        for (const char* wanted : {"企业名称", "环节", "标签"}) {
          if (!columns.contains(wanted))
            throw InputError({m_gold,
                              "row " + std::to_string(row.number),
                              Text("没有列 " + std::string(wanted), "no column " + std::string(wanted)),
                              Text("企业名称, 环节, 标签"),
                              {}});
        }
        return true;
      }
      const auto cell = [&](const char* column) {
        const std::size_t at = columns.at(column);
        return at < row.cells.size() ? std::string(trim(row.cells[at])) : std::string();
      };
      const std::string label = cell("标签");
      const auto node = atlas.find(cell("环节"));
      const std::string where = "row " + std::to_string(row.number);
      if (!node)
        problems.push_back({m_gold,
                            where,
                            Text("没有环节 \"" + cell("环节") + "\"", "no node \"" + cell("环节") + "\""),
                            Text("chain:node"),
                            {}});
      else if (label != "是" && label != "否" && label != "1" && label != "0")
        problems.push_back(
            {m_gold, where, Text("标签是 \"" + label + "\"", "label \"" + label + "\""), Text("是 | 否 | 1 | 0"), {}});
      else
        out[fold(cell("企业名称"))][*node] = label == "是" || label == "1";
      return true;
    });
    if (!problems.empty()) throw InputError(std::move(problems));
    return out;
  }

  std::string by_pairs(const Session& session, Lang lang) const {
    const bool zh = lang == Lang::zh;
    Judged judged = read_gold(session.atlas());
    PairEvaluation evaluation(session.atlas(), session.policy().coverage.c_min, session.policy().coverage.c_high);
    Corrections none = session.corrections();
    session.tell(session.match_all(none, [&](const Firm& firm, const std::vector<Match>& matches) {
      const auto it = judged.find(fold(trim(firm.name)));
      if (it == judged.end()) return;
      evaluation.add(firm, it->second, matches);
      judged.erase(it);
    }));
    std::uint64_t missing = 0;
    for (const auto& [firm, pairs] : judged) missing += pairs.size();
    if (m_format == "json") return pairs_json(session, evaluation, missing);
    const PairHits& all = evaluation.all();
    std::string out = fmt::format(
        fmt::runtime(
            zh ? "判定 {} 对（对的 {}），表中没有的企业的 {} 对不计\n置信度不低于 {} 的 {} 对，准确率 "
                 "{}；召回率（不低于 {}）{}，有对应的 {}\n"
                 "有判定为对的企业 {} 家：首位命中 {}，前三命中 {}\n"
               : "{} pairs ({} right), {} of firms that the table lacks left out\nconfidence {} or more: {} pairs, "
                 "precision {}; recall "
                 "(at {} or more) {}, matched at all {}\nfirms with a right pair: {}; first {}, in three {}\n"),
        all.pairs, all.right, missing, plain(session.policy().coverage.c_high, 2), all.confident,
        plain(all.precision(), 3), plain(session.policy().coverage.c_min, 2), plain(all.recall(), 3),
        plain(share(static_cast<double>(all.found_right), all.right), 3), evaluation.firms(),
        plain(share(static_cast<double>(evaluation.hit1()), evaluation.firms()), 3),
        plain(share(static_cast<double>(evaluation.hit3()), evaluation.firms()), 3));
    for (const auto& [rule, hits] : evaluation.rules()) {
      const auto known = from_string<EvidenceRule>(rule);
      out += pair_text(known ? std::string(label(*known, lang)) : std::string(zh ? "无对应" : "none"), hits, zh);
    }
    for (const auto& [division, hits] : evaluation.divisions()) out += pair_text(division, hits, zh);
    out += calibration_text(evaluation.calibration(), zh);
    for (const auto& mistake : evaluation.mistakes(m_worst)) {
      out += fmt::format("  {} {} {} {}\n", mistake.firm, session.atlas().key(mistake.node),
                         mistake.right ? (zh ? "是" : "right") : (zh ? "否" : "wrong"),
                         plain(mistake.confidence / double{certain}, 3));
    }
    return out;
  }

  static std::string pair_text(const std::string& name, const PairHits& hits, bool zh) {
    return fmt::format(fmt::runtime(zh ? "  {}：{} 对，对的 {}；把握大的 {} 对，准确率 {}；召回率 {}\n"
                                       : "  {}: {} pairs, {} right; confident {}, precision {}; recall {}\n"),
                       name, hits.pairs, hits.right, hits.confident, plain(hits.precision(), 3),
                       plain(hits.recall(), 3));
  }

  std::string pairs_json(const Session& session, const PairEvaluation& evaluation, std::uint64_t missing) const {
    boost::json::object out = hits_json(evaluation.all());
    out["missing"] = missing;
    out["firms"] = evaluation.firms();
    out["hit1"] = share(static_cast<double>(evaluation.hit1()), evaluation.firms());
    out["hit3"] = share(static_cast<double>(evaluation.hit3()), evaluation.firms());
    out["divisions"] = hits_json(evaluation.divisions());
    out["rules"] = hits_json(evaluation.rules());
    out["calibration"] = calibration_json(evaluation.calibration());
    boost::json::array mistakes;
    for (const auto& mistake : evaluation.mistakes(m_worst)) {
      mistakes.push_back(boost::json::object{{"firm", mistake.firm},
                                             {"node", session.atlas().key(mistake.node)},
                                             {"right", mistake.right},
                                             {"confidence", mistake.confidence / double{certain}}});
    }
    out["mistakes"] = std::move(mistakes);
    return to_json_text(out, 2);
  }

  std::string m_label;
  std::string m_gold;
  std::string m_format = "text";
  std::size_t m_worst = 20;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() { return std::make_unique<EvaluateCommand>(); }

}  // namespace liantu::tool
