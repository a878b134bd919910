// The sentences of lists_facts.hpp: what to ask, what the data cannot show, what it turns off.
#include "lists_facts.hpp"

#include "liantu/firm/data_grade.hpp"

#include <map>
#include <utility>

namespace liantu::lists_detail {
namespace {

// "制造业" of 'C'; the letter where the classification has no name.
std::string section_name(const Study& study, char letter, Lang lang) {
  const std::string code(1, letter);
  const auto* entry = study.classification->find(code);
  if (entry == nullptr || lang == Lang::en) return lang == Lang::zh ? "门类 " + code : "section " + code;
  return entry->name;
}

std::string sections_of(const Study& study, NodeIndex v, Lang lang) {
  std::set<char> letters;
  for (const std::string& code : study.atlas->node(v).industry) letters.insert(study.classification->section_of(code));
  letters.erase('?');
  std::vector<std::string> names;
  names.reserve(letters.size());
  for (char letter : letters) names.push_back(section_name(study, letter, lang));
  return joined(names, lang);
}

}  // namespace

std::string stability_word(const Stability* stability, Lang lang) {
  if (stability == nullptr || !stability->word) return {};
  const std::string share = percent(stability->kept);
  return word(*stability->word, lang) + (lang == Lang::zh ? "（" + share + "）" : " (" + share + ")");
}

Text stability_note(const Study& study) {
  const StabilityPolicy& policy = study.policy->rank.stability;
  const std::string draws = grouped(static_cast<std::uint64_t>(policy.draws));
  const std::string stable = percent(policy.stable);
  const std::string fairly = percent(policy.fairly_stable);
  return {"稳定性：指标权重在政策权重上下随机取 " + draws + " 次，名次留在原档（前 5、前 10、前 20 或其后）的比例，" +
              stable + " 以上为稳，" + fairly + " 以上为较稳，以下为敏感。",
          "Stability: weights are drawn " + draws +
              " times around the policy's; the share of draws in which a target keeps its band (the first 5, 10, 20 or "
              "what follows): stable from " +
              stable + ", fairly stable from " + fairly + ", below it sensitive."};
}

std::string table_wanted(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  switch (study.atlas->node(v).holder) {
    case Holder::farm:
      return say("农业经营主体名录（合作社、家庭农场、种养大户），问农业农村部门",
                 "register of farms and cooperatives; ask the agriculture office");
    case Holder::resource:
      return say("资源台账（矿业权、水、林、景区等），问自然资源部门",
                 "register of resources and mining rights; ask the natural resources office");
    case Holder::facility:
      return say("设施台账（园区、基地、场馆、平台等），问主管部门和园区",
                 "register of facilities and parks; ask the office in charge");
    case Holder::firm: break;
  }
  const std::string sections = sections_of(study, v, lang);
  if (sections.empty()) return say("含该环节企业的名单", "a table of firms of this kind");
  return say(sections + "的企业名单", "a table of firms of " + sections);
}

std::string how_to_ask(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  const std::string name = node_name(study, v, lang);
  std::vector<std::string> names;
  for (const Holding& holding : study.roll.firms_of(v)) {
    if (names.size() == 3) break;
    names.push_back(clean(holding.firm->name, 40));
  }
  if (study.state(v) == State::unobserved) {
    return say("查" + table_wanted(study, v, lang) + "：本地有没有" + name + "，几家，多大规模。",
               "Look up the " + table_wanted(study, v, lang) + ": is there any " + name + ", how many, how large?");
  }
  if (names.empty() && study.by_asset(v)) {
    std::vector<std::string> assets;
    for (const Asset* asset : assets_of(study, v)) assets.push_back(clean(asset->name, 40));
    return say("查" + joined(assets, lang, 3) + "的来源：现状如何，由谁经营，规模多大。",
               "Find a source for " + joined(assets, lang, 3) + ": does it run, by whom, how large is it?");
  }
  const std::string listed = joined(names, lang);
  const std::string others =
      study.state(v) == State::weak ? say("名单外有没有同类企业。", " Who else does it?") : std::string();
  return say("问" + listed + "：", "Ask " + listed + ": ") + question_of(study, v, lang) + others;
}

std::string question_of(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  const std::string name = node_name(study, v, lang);
  if (is_held(study.state(v))) {
    return say(name + "是否在产，年产量和用工多少，供给本地哪些企业。",
               "is " + name + " in production, how much a year, with how many staff, for which local firms?");
  }
  return say("是否真做" + name + "，自产还是销售，年产量多少，供给谁。",
             "do you really do " + name + ", make it or trade it, how much a year, for whom?");
}

std::string why_asked(const Study& study, const Match& match, Lang lang) {
  const Say say(lang);
  if (confident(study, match)) return say("对应明确，规模和产量不明", "clearly matched; size and output are not known");
  const std::string level = fixed(match.value(), 2);
  if (match.code_only)
    return say("只有行业代码，未定环节（把握 " + level + "）",
               "industry code only, the node is not decided (confidence " + level + ")");
  return say("用语不足以确认（把握 " + level + "）：", "the wording does not settle it (confidence " + level + "): ") +
         evidence_text(match, lang, 2);
}

std::string grade_text(const Study& study, Lang lang) {
  const Say say(lang);
  switch (study.reading.grade()) {
    case 'A': return say("数据等级 A：有产值、营业收入或税收。", "Data grade A: output, revenue or tax is given.");
    case 'B':
      return say("数据等级 B：有规上名录，没有产值、营业收入和税收。",
                 "Data grade B: above-scale firms are marked; no output, revenue or tax.");
    case 'C':
      return say("数据等级 C：有参保人数，没有规上名录和产值。",
                 "Data grade C: insured staff is given; no above-scale list, no output.");
    default:
      return say("数据等级 D：只有名称、经营范围、行业代码等登记信息。",
                 "Data grade D: only names, scopes and industry codes.");
  }
}

std::vector<std::string> turned_off(const Study& study, Lang lang) {
  const Say say(lang);
  std::vector<std::string> out;
  for (const Text& line : turned_off_by_grade(study.reading)) out.push_back(line.in(lang));
  if (study.county == nullptr) {
    out.push_back(
        say("没有县情文件：不知道主导产业、园区和不予引进的事项，“契合主导链”一项按未知处理。",
            "No county file: lead chains, parks and refusals are unknown, and so is the fit with a lead chain."));
  }
  if (study.question.date.empty()) {
    out.push_back(say("没有给定日期：不判断政策依据是否过期。",
                      "No date was given: whether a policy basis is out of date is not judged."));
  }
  return out;
}

std::vector<std::string> not_covered(const Study& study, Lang lang) {
  const Say say(lang);
  std::vector<std::string> out;
  std::vector<std::string> names;
  for (char letter : study.observed.sections) {
    if (letter != '?') names.push_back(section_name(study, letter, lang));
  }
  if (!names.empty()) {
    out.push_back(say(study.observed.stated ? "企业表按说明覆盖：" : "企业表中出现的行业门类：",
                      study.observed.stated ? "Stated to be covered: " : "Sections found in the table: ") +
                  joined(names, lang) +
                  say("。其他门类的环节不作“空白”。", ". Nodes of other sections are never called missing."));
  }
  if (study.observed.above_scale_only) {
    out.push_back(say("名单只含规上企业，规下企业不在其中。",
                      "The table holds above-scale firms only; smaller ones are not in it."));
  }
  if (study.with_assets) {
    std::uint64_t sourced = 0;
    for (const Asset& asset : study.assets) sourced += asset.sourced() ? 1 : 0;
    const std::string all = grouped(study.assets.size());
    out.push_back(
        say("家底表 " + all + " 项，其中有来源 " + grouped(sourced) +
                " 项；有来源的家底使环节为“具备”（非企业），没有来源的只作疑似；表中没有的主体类别仍作数据未覆盖。",
            all + " assets, " + grouped(sourced) +
                " with a source: those make their nodes present (not by firms), others suspected only; nodes "
                "whose kind of holder is not in the table stay unobserved."));
  }
  std::size_t unobserved = 0;
  for (ChainIndex chain : study.chains()) unobserved += nodes_in(study, chain, State::unobserved).size();
  if (unobserved > 0) {
    out.push_back(say("所列产业链中有 " + std::to_string(unobserved) + " 个环节本表看不到，见“待补数据”。",
                      std::to_string(unobserved) +
                          " nodes of these chains cannot be seen in this table; see the sheet of data wanted."));
  }
  if (study.roll.outside_count() > 0) {
    out.push_back(
        say(grouped(study.roll.outside_count()) + " 家企业不在任何图谱环节内，见“图谱外企业”；图谱未含不等于本县没有。",
            grouped(study.roll.outside_count()) +
                " firms are on no chain; a chain that is not in the atlas may still be here."));
  }
  return out;
}

std::vector<std::pair<std::string, std::uint64_t>> reading_rows(const Study& study, Lang lang) {
  const Say say(lang);
  const ReadingReport& r = study.reading;
  std::vector<std::pair<std::string, std::uint64_t>> out{
      {say("企业表行数", "rows of the table"), r.rows},
      {say("读入企业", "firms read"), r.firms},
      {say("对应到所列产业链环节的企业", "firms matched to a node of these chains"), study.matched}};
  const auto add = [&](const char* zh, const char* en, std::uint64_t count) {
    if (count > 0) out.emplace_back(say(zh, en), count);
  };
  add("未计入：注销、吊销、迁出、清算", "left out: deregistered, revoked, moved or in liquidation", r.deregistered);
  add("未计入：重复", "left out: the same firm again", r.duplicates);
  add("未计入：不在本地区", "left out: outside the region", r.elsewhere);
  add("未计入：没有企业名称", "left out: no name", r.nameless);
  add("未计入：合计、表头重复、脚注等非企业行", "left out: totals, repeated headers, footnotes", r.not_firms);
  add("计入但有疑：经营异常或 0 人参保", "kept, flagged: abnormal or no insured staff", r.flagged);
  add("计入但有疑：信用代码有误", "kept: credit code does not check", r.bad_credit_codes);
  add("其中：信用代码被表格软件改成科学记数", "of these: turned into scientific notation by a spreadsheet",
      r.scientific_codes);
  add("已补：行业代码丢失的首位 0", "mended: industry code that had lost its leading zero", r.padded_codes);
  add("已补：由行业名称得到代码", "mended: industry given by name", r.named_industries);
  add("计入但有疑：行业代码或名称不在国标内", "kept: industry not in the classification", r.unknown_industries);
  add("计入但有疑：该行列数不足", "kept: row shorter than the header", r.short_rows);
  add("计入但有疑：该行列数过多", "kept: row longer than the header", r.long_rows);
  return out;
}

std::vector<Text> definitions(const Study& study) {
  std::vector<Text> out;
  const Profile& profile = study.policy->profile();
  for (const auto& [action, text] : profile.definitions) {
    out.emplace_back(word(action, Lang::zh) + "：" + clean(text.zh), word(action, Lang::en) + ": " + clean(text.en));
  }
  return out;
}

Text no_lead_warning() { return {"未指定主导产业，仅供摸底。", "No lead chain was named: a first survey only."}; }

}  // namespace liantu::lists_detail
