// 依据: what was read, what it can and cannot show, the rules and figures that somebody chose, and whose statements the
// chains are.
#include "lists_sheets.hpp"

#include <algorithm>

namespace liantu::lists_detail {
namespace {

class BasisRows {
 public:
  BasisRows(const Study& study, Lang lang, ListSheet& sheet) : m_study(study), m_say(lang), m_sheet(sheet) {}

  void reading() {
    const std::string kind = m_say("读入", "Reading");
    for (const auto& [what, count] : reading_rows(m_study, m_say.lang())) add(kind, what, "", ListCell(count));
    const std::string grade = m_say("数据等级", "Data grade");
    add(grade, std::string(1, m_study.reading.grade()), grade_text(m_study, m_say.lang()));
    for (const std::string& line : turned_off(m_study, m_say.lang())) add(grade, m_say("因此", "so"), line);
    for (const std::string& line : not_covered(m_study, m_say.lang())) add(m_say("未覆盖", "Not covered"), "", line);
    const std::string column = m_say("列", "Column");
    for (const auto& [header, field] : m_study.reading.recognised) {
      add(column, clean(header, 1000),
          m_say("读作", "read as ") + word(field, m_say.lang()) +
              m_say("；右为有值的企业数", "; firms with a value at the right"),
          ListCell(m_study.reading.filled[static_cast<std::size_t>(field)]));
    }
    for (const std::string& header : m_study.reading.dropped_columns)
      add(column, clean(header, 1000), m_say("未识别，未用", "not recognised, not used"));
    for (const std::string& header : m_study.reading.personal_columns)
      add(column, clean(header, 1000), m_say("个人信息，未读", "personal, not read"));
    const std::string size = m_say("规模来源", "Source of size");
    for (std::size_t i = 0; i < m_study.reading.size_sources.size(); ++i) {
      if (m_study.reading.size_sources[i] == 0) continue;
      const auto source = static_cast<SizeSource>(i);
      const std::string what = source == SizeSource::none
                                   ? m_say("规模未知的企业数", "firms of unknown size")
                                   : m_say("由此得到规模的企业数", "firms whose size comes from it");
      add(size, word(source, m_say.lang()), what, ListCell(m_study.reading.size_sources[i]));
    }
  }

  void rules() {
    const Profile& profile = m_study.policy->profile();
    const std::string kind = m_say("规则", "Rule");
    add(kind, m_say("口径", "profile"), clean(profile.title.in(m_say.lang())));
    int order = 0;
    for (const ProfileRule& rule : profile.rules) {
      add(kind, std::string(to_string(rule.rule)),
          word(rule.rule, m_say.lang()) + m_say(" → ", " -> ") + word(rule.action, m_say.lang()), ListCell(++order));
    }
    for (const Text& text : definitions(m_study)) add(m_say("动作释义", "Definition"), "", text.in(m_say.lang()));
  }

  void policy() {
    const Policy& p = *m_study.policy;
    number("对应明确的把握下限", "confidence of a clear match, at least", p.coverage.c_high);
    number("计量的把握下限", "confidence that counts towards mass, at least", p.coverage.c_min);
    for (std::size_t i = 0; i < p.coverage.weights.size(); ++i) {
      const auto size = static_cast<SizeClass>(i);
      number("企业权重：" + word(size, Lang::zh), "weight of a firm: " + word(size, Lang::en), p.coverage.weights[i]);
    }
    for (std::size_t i = 0; i < p.coverage.kind_weights.size(); ++i) {
      const auto kind = static_cast<FirmKind>(i);
      number("企业权重（假定）：" + word(kind, Lang::zh), "weight of a firm (assumed): " + word(kind, Lang::en),
             p.coverage.kind_weights[i]);
    }
    number("优势：规上企业数不少于", "strong: firms above scale, at least", p.coverage.strong_above_scale);
    number("具备：规上企业数不少于", "present: firms above scale, at least", p.coverage.present_above_scale);
    number("具备：其他企业数不少于", "present: other firms, at least", p.coverage.present_others);
    number("上下游视距（步）", "horizon in links", p.gaps.horizon);
    number("未成形：核心环节少于", "embryo: core nodes, fewer than", p.gaps.embryo_core);
    number("需求倍数", "demand ratio", p.gaps.demand_ratio);
    number("集中于一家企业：份额超过", "fragile: share of one firm over", p.gaps.fragile_share);
    number("配套递推系数", "delta of recursive supply", p.supply.delta);
    for (std::size_t i = 0; i < criterion_count; ++i) {
      const auto criterion = static_cast<Criterion>(i);
      number("指标权重：" + word(criterion, Lang::zh), "weight: " + word(criterion, Lang::en), p.rank.weights[i]);
    }
    number("已知权重低于此为资料不足", "insufficient below a known weight of", p.rank.known_min);
    number("稳定性：权重抽取次数", "stability: draws of weights", p.rank.stability.draws);
    number("稳定性：集中度（假定，越大越相信权重）", "stability: concentration (assumed; larger: surer of the weights)",
           p.rank.stability.concentration);
    number("稳定性：随机数种子", "stability: seed", p.rank.stability.seed);
    number("稳：留在原档的比例不低于", "stable: share of draws in its band, at least", p.rank.stability.stable);
    number("较稳：留在原档的比例不低于", "fairly stable: share of draws in its band, at least",
           p.rank.stability.fairly_stable);
    number("核实结论有效（月）", "a decision holds for months", p.match.decision_months);
    number("依据过期（月）", "a basis is out of date after months", p.rank.stale_months);
  }

  void chains() {
    const std::string kind = m_say("图谱来源", "Chain");
    for (ChainIndex index : m_study.chains()) {
      const Chain& chain = m_study.atlas->chains()[index];
      const std::string name = chain_name(m_study, index, m_say.lang());
      const auto share = [&](const auto& items, const std::string& what) {
        const auto judged =
            std::count_if(items.begin(), items.end(), [](const auto& item) { return item.basis.judgement(); });
        const double part = items.empty() ? 0 : 1 - static_cast<double>(judged) / static_cast<double>(items.size());
        add(kind, name,
            m_say(
                what + " " + grouped(items.size()) + " 条，有出处 " + percent(part) + "，其余为判断；右为有出处的条数",
                grouped(items.size()) + " " + what + ", " + percent(part) +
                    " with a source, the rest on judgement; number sourced at the right"),
            ListCell(static_cast<std::uint64_t>(items.size()) - static_cast<std::uint64_t>(judged)));
      };
      share(chain.nodes, m_say("环节", "nodes"));
      share(chain.links, m_say("上下游关系", "links"));
      for (const Source& source : chain.sources) {
        std::string text = clean(source.title, 1000);
        if (!source.publisher.empty()) text += m_say("，", ", ") + clean(source.publisher, 1000);
        if (source.year) text += m_say("，", ", ") + std::to_string(*source.year);
        add(m_say("文献", "Source"), name + " " + clean(source.id, name_limit), text);
      }
    }
  }

 private:
  void add(const std::string& kind, const std::string& what, const std::string& text, ListCell value = {}) {
    m_sheet.rows.push_back({kind, what, text, std::move(value)});
  }
  void number(std::string zh, std::string en, double value) {
    add(m_say("政策参数", "Policy value"), m_say(std::move(zh), std::move(en)), "", ListCell(rounded(value)));
  }

  const Study& m_study;
  Say m_say;
  ListSheet& m_sheet;
};

}  // namespace

ListSheet basis_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "basis";
  sheet.name = say("依据", "Basis");
  sheet.note = Text("本册各表由此得出：读了什么，看不到什么，用了什么规则和参数，图谱说法有无出处。",
                    "What all sheets rest on: what was read, what cannot be seen, the rules and values used, whose "
                    "statements the chains are.");
  sheet.columns = {text_column({"类别", "Kind"}, 14),
                   text_column({"项目", "Item"}, 34, true),
                   text_column({"内容", "Content"}, 80, true),
                   {Text("数值", "Value"), ListColumn::Kind::number, 12, -1, false}};
  BasisRows rows(study, lang, sheet);
  rows.reading();
  rows.rules();
  rows.policy();
  rows.chains();
  return sheet;
}

}  // namespace liantu::lists_detail
