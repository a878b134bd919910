// A county small enough to work out by hand: two chains, eight firms, states and targets set as values, so that the
// tests of what is shown do not depend on how it is found. Some names are hostile.
#pragma once

#include "liantu/publish/study.hpp"

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::test {

inline const std::string formula_name = "=cmd|' /C calc'!A0";
inline const std::string script_name = "<script>alert(1)</script>";
inline const std::string control_name =
    "甲\x01乙\t丙\xE2\x80\xAE丁\n石英厂";  // control, tab, right-to-left override, line break

inline Node node(std::string id, std::string name, std::string name_en, Stage stage, Role role, std::string industry) {
  Node out;
  out.id = std::move(id);
  out.name = std::move(name);
  out.name_en = std::move(name_en);
  out.stage = stage;
  out.segment = "主线";
  out.role = role;
  out.core = true;
  if (!industry.empty()) out.industry = {std::move(industry)};
  out.basis.source = "s1";
  return out;
}

inline Link link(std::string from, std::string to, LinkKind kind, bool essential) {
  Link out;
  out.from = std::move(from);
  out.to = std::move(to);
  out.kind = kind;
  out.essential = essential;
  return out;  // on judgement
}

inline Chain quartz() {
  Chain out;
  out.id = "quartz";
  out.name = "石英";
  out.name_en = "Quartz";
  out.sources = {{"s1", "石英行业资料", "某协会", 2024, "https://example.org/a", ""}};
  out.nodes = {node("mine", "石英砂开采", "Quartz mining", Stage::upstream, Role::mine, "1019"),
               node("sand", "石英砂加工", "Quartz sand", Stage::midstream, Role::make, "3099"),
               node("pure", "高纯石英砂", "High-purity sand", Stage::midstream, Role::make, "3099"),
               node("crucible", "石英坩埚", "Crucibles", Stage::downstream, Role::make, "3051"),
               node("bag", "吨袋", "Bulk bags", Stage::support, Role::make, "1784"),
               node("lab", "质检平台", "Test centre", Stage::support, Role::serve, "")};
  out.nodes[2].value_added = Level::high;
  out.nodes[5].holder = Holder::facility;
  out.links = {link("mine", "sand", LinkKind::material, true), link("sand", "pure", LinkKind::material, true),
               link("pure", "crucible", LinkKind::material, true), link("bag", "sand", LinkKind::packaging, false),
               link("lab", "pure", LinkKind::service, false)};
  return out;
}

inline Chain dairy() {
  Chain out;
  out.id = "dairy";
  out.name = "乳业";
  out.name_en = "Dairy";
  out.nodes = {node("milk", "奶牛养殖", "Dairy farming", Stage::upstream, Role::grow, "0311"),
               node("drink", "液体乳", "Milk", Stage::downstream, Role::make, "1441")};
  out.nodes[0].holder = Holder::farm;
  out.nodes[1].terminal = true;
  out.links = {link("milk", "drink", LinkKind::material, true)};
  return out;
}

inline Policy policy() {
  Policy out;
  Profile county;
  county.title = Text("县级口径", "county");
  county.rules = {{Rule::fill_between, Action::fill}, {Rule::verify_suspected, Action::verify}};
  county.definitions = {{Action::fill, Text("补上现有环节缺少的投入", "inputs that held nodes lack")},
                        {Action::verify, Text("先问清再定", "ask first")}};
  out.gaps.profiles["county"] = county;
  return out;
}

inline Evidence evidence(EvidenceRule rule, Field field, std::string term, std::uint32_t start, Confidence weight) {
  Evidence out;
  out.rule = rule;
  out.field = field;
  out.term = term;
  out.text = std::move(term);
  out.start = start;
  out.length = static_cast<std::uint32_t>(utf8::length(out.text));
  out.weight = weight;
  return out;
}

// Owns what a Study points to.
struct Fixture {
  Atlas atlas;
  Classification classification;
  Policy policy_;
  County county;
  Study study;

  [[nodiscard]] NodeIndex at(std::string_view key) const { return *atlas.find(key); }

  Fixture()
      : atlas([] {
          std::vector<Chain> chains;
          chains.push_back(quartz());
          chains.push_back(dairy());
          return Atlas(std::move(chains));
        }()),
        classification(Classification::read(
            "code,section,name\nB,B,采矿业\nC,C,制造业\n1019,B,其他土砂石开采\n3099,C,其他非金属矿物制品制造\n1441,C,"
            "液体乳制造\n1784,C,篷、帆布制造\n0311,A,牛的饲养\n9999,C,玩具制造\n",
            "c")),
        policy_(policy()) {
    county.name = "示范县";
    county.name_en = "Sample County";
    CountyChain lead;
    lead.id = "quartz";
    lead.chief = "张三";
    lead.department = "县工信局";
    lead.anchors = {"甲石英矿业有限公司", "尚未登记的链主公司"};
    county.chains = {lead};
    study.atlas = &atlas;
    study.classification = &classification;
    study.policy = &policy_;
    study.county = &county;
    study.question = {{0, 1}, &county, "2026-09-30"};
    study.structure = std::make_shared<const Structure>(atlas, policy_.gaps.horizon);
    study.chains_chosen = true;
    study.table = {"示范县企业名单", "2026-09"};
    firms();
    reading();
    analysis();
  }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

 private:
  void add(Firm firm, const std::vector<std::pair<std::string, Confidence>>& where, bool code_only = false) {
    std::vector<Match> matches;
    for (const auto& [key, confidence] : where) {
      Match match;
      match.node = at(key);
      match.confidence = confidence;
      match.code_only = code_only;
      match.evidence = {
          code_only ? evidence(EvidenceRule::industry_class, Field::industry_code, firm.industry_code, 0, confidence)
                    : evidence(EvidenceRule::scope_term, Field::scope, atlas.node(match.node).name, 3, confidence)};
      matches.push_back(std::move(match));
    }
    study.add(firm, matches);
  }

  static Firm firm(std::uint64_t row, std::string name, std::string code, std::string industry) {
    Firm out;
    out.row = row;
    out.name = std::move(name);
    out.credit_code = std::move(code);
    out.province = "某省";
    out.city = "某市";
    out.county = "示范县";
    out.industry_code = std::move(industry);
    return out;
  }

  void firms() {
    study.coverage = Coverage(atlas.node_count());
    study.purchases = Purchases(atlas);
    study.roll = Roll(atlas.node_count());
    Firm a = firm(2, "甲石英矿业有限公司", "91320000MA1234567X", "1019");
    a.size = SizeClass::medium;
    a.size_source = SizeSource::insured_staff;
    add(a, {{"quartz:mine", 9500}, {"quartz:sand", 8600}});
    add(firm(3, "乙石英矿业有限公司", "", "1019"), {{"quartz:mine", 9000}});
    add(firm(4, script_name, "", "1019"), {{"quartz:mine", 8500}});
    add(firm(5, control_name, "", "3099"), {{"quartz:sand", 6000}});
    add(firm(6, "丙坩埚厂", "", "3051"), {{"quartz:crucible", 4000}}, true);
    Firm d = firm(7, "丁乳业股份有限公司", "", "1441");
    d.listed = true;
    d.size = SizeClass::large;
    d.size_source = SizeSource::insured_staff;
    add(d, {{"dairy:drink", 9900}});
    add(firm(8, formula_name, "", "9999"), {});
    add(firm(9, std::string(300, 'x'), "", "9999"), {});
    study.roll.finish();
  }

  void reading() {
    ReadingReport& r = study.reading;
    r.rows = 11;
    r.firms = 8;
    r.deregistered = 2;
    r.duplicates = 1;
    r.form.kind = "csv";
    r.form.encoding = "gb18030";
    r.form.sheet = "SECRET-SHEET";
    r.notes.push_back({"/home/secret/firms.csv", "row 3", Text("x"), Text("y"), {}});
    r.recognised = {{"企业名称", Field::name}, {"参保人数", Field::insured_staff}};
    r.dropped_columns = {"=1+1"};
    r.personal_columns = {"法定代表人"};
    r.filled[static_cast<std::size_t>(Field::name)] = 8;
    r.filled[static_cast<std::size_t>(Field::insured_staff)] = 2;
    r.size_sources[static_cast<std::size_t>(SizeSource::insured_staff)] = 2;
    r.size_sources[static_cast<std::size_t>(SizeSource::none)] = 6;
    r.fingerprint = "0123456789abcdef";
    study.observed.sections = {'B', 'C'};
  }

  Target target(const std::string& key, Action action, Rule rule, double score, const char* zh, const char* en) const {
    Target out;
    out.gap.node = at(key);
    out.gap.action = action;
    out.gap.rule = rule;
    for (CriterionValue& criterion : out.criteria) criterion.weight = 1.0 / 11;
    out.criteria[0].value = 0.75;
    out.criteria[2].value = 0.5;
    out.criteria[4].value = 0.9;
    out.criteria[6].value = 0;
    out.score = score;
    out.low = score - 0.1;
    out.high = score + 0.1;
    out.known = 0.7;
    out.reason = Text(zh, en);
    return out;
  }

  void analysis() {
    Analysis& out = study.analysis;
    // dairy: milk, drink; quartz: mine, sand, pure, crucible, bag, lab.
    out.states = {State::unobserved, State::strong,    State::present, State::weak,
                  State::missing,    State::suspected, State::missing, State::unobserved};
    using enum Essentials;
    out.supply = {{{1, 1}, {1, 1}, complete},           {{0, 1}, {0, 1}, open},
                  {{1, 1}, {1, 1}, complete},           {{0.5, 0.5}, {0.5, 0.5}, complete},
                  {{0.25, 0.25}, {0.5, 0.5}, complete}, {{0, 0}, {0, 0}, lacking},
                  {{1, 1}, {1, 1}, complete},           {{1, 1}, {1, 1}, complete}};
    Leak leak;
    leak.node = at("quartz:mine");
    leak.share = 0.7;
    leak.mass = 4;
    leak.customers = {at("quartz:sand")};
    out.leaks = {leak};
    Target pure =
        target("quartz:pure", Action::fill, Rule::fill_between, 0.612345, "本地有石英砂加工（1家），中间缺高纯石英砂",
               "Quartz sand is here; high-purity sand is not seen");
    pure.rank = 1;
    pure.gap.also = {Rule::extend_down};
    Target weak = target("quartz:sand", Action::fill, Rule::fill_weak, 0.5, "石英砂加工仅1家", "Quartz sand is weak");
    weak.caution_rank = 1;
    weak.cautions = {{"surplus", Text("产能过剩", "surplus")}};
    Target crucible = target("quartz:crucible", Action::verify, Rule::verify_suspected, 0.4, "石英坩埚有1家疑似企业",
                             "one firm may do crucibles");
    Target bag =
        target("quartz:bag", Action::extend, Rule::extend_up, 0.3, "可向上游延伸到吨袋", "bulk bags extend upstream");
    bag.veto = Objection{"refused", Text("本县不引进：\"塑料\"", "refused: plastics")};
    out.targets = {pure, weak, crucible, bag};
    Stability steady;
    steady.node = pure.gap.node;
    steady.top = {0.9321, 0.99, 1};
    steady.uniform = {0.5, 0.75, 1};
    steady.best = 1;
    steady.worst = 7;
    steady.band = 5;
    steady.kept = 0.9321;
    steady.word = Steadiness::stable;
    steady.sensitivity.down[4] = -0.214;
    steady.sensitivity.first_down = Sensitivity::Step{Criterion::value_added, -0.214};
    out.stability = {steady};
    study.verifications = {{at("quartz:crucible"), 3, 0}};
  }
};

}  // namespace liantu::test
