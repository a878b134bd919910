// Part of liantu::publish: what a card says. See project_cards.hpp.
#include "liantu/publish/project_cards.hpp"

#include "explanation_facts.hpp"
#include "lists_promotion.hpp"

#include <algorithm>
#include <utility>

namespace liantu {
namespace {

using lists_detail::clean;
using lists_detail::joined;
using lists_detail::name_limit;
using lists_detail::node_name;
using lists_detail::Say;
using lists_detail::word;

constexpr std::size_t names_told = 5;
constexpr std::size_t nodes_told = 8;

class Drafter {
 public:
  Drafter(const Study& study, NodeIndex v, Lang lang)
      : m_study(study),
        m_v(v),
        m_node(study.atlas->node(v)),
        m_chain(study.atlas->chain_of(v)),
        m_target(*study.target_of(v)),
        m_lang(lang),
        m_say(lang) {}

  [[nodiscard]] std::string of(CardField field) const {
    switch (field) {
      case CardField::name: return name();
      case CardField::content: return content();
      case CardField::market: return market();
      case CardField::supply: return supply();
      case CardField::park: return park();
      case CardField::investment:
        return typical(&Typical::investment_10k_yuan, say("总投资 ", "investment "), say(" 万元", " (10,000 yuan)"));
      case CardField::land_energy: return land_energy();
      case CardField::benefit: return benefit();
      case CardField::cooperation: return cooperation();
      case CardField::candidates: return candidates();
      case CardField::contact: return contact();
      case CardField::updated: return clean(m_study.question.date, 40);
    }
    return {};
  }

 private:
  [[nodiscard]] std::string say(std::string zh, std::string en) const { return m_say(std::move(zh), std::move(en)); }

  [[nodiscard]] std::string name() const {
    const std::string node = node_name(m_study, m_v, m_lang);
    std::string county;
    if (m_study.county != nullptr)
      county =
          clean(m_lang == Lang::en && !m_study.county->name_en.empty() ? m_study.county->name_en : m_study.county->name,
                name_limit);
    if (m_target.gap.action == Action::strengthen)
      return say(county + node + "扩能提升项目", node + ": expansion, " + county);
    return say(county + node + "项目", node + ", " + county);
  }

  // What the chain says of the node: never a capacity, which would be made up.
  [[nodiscard]] std::string content() const {
    std::vector<std::string> out;
    out.push_back(say(m_chain.title(m_lang) + "产业链" + word(m_node.stage, Lang::zh) +
                          (m_node.segment.empty() ? "" : "（" + clean(m_node.segment, name_limit) + "）") + "，" +
                          word(m_node.role, Lang::zh) + " " + node_name(m_study, m_v, Lang::zh),
                      word(m_node.role, Lang::en) + " " + node_name(m_study, m_v, Lang::en) + ", " +
                          word(m_node.stage, Lang::en) + " of " + m_chain.title(Lang::en)));
    if (m_node.min_scale)
      out.push_back(say("合理规模下限 ", "smallest sensible scale ") + plain(m_node.min_scale->amount, 2) + " " +
                    clean(m_node.min_scale->unit, 40) + source(m_node.min_scale->basis));
    std::vector<std::string> needs;
    for (const Need need : m_node.needs) needs.push_back(word(need, m_lang));
    if (!needs.empty()) out.push_back(say("须具备：", "needs ") + joined(needs, m_lang));
    std::vector<std::string> permits;
    for (const std::string& permit : m_node.permits) permits.push_back(clean(permit, name_limit));
    if (!permits.empty()) out.push_back(say("许可：", "permits: ") + joined(permits, m_lang));
    return sentences(out);
  }

  [[nodiscard]] std::string market() const {
    std::vector<std::string> out;
    std::vector<std::string> customers = told(true);
    if (customers.empty()) {
      out.push_back(say("本地未见客户环节，面向外地市场，须另作市场调查",
                        "no customer is seen here: it sells elsewhere, and its market is to be studied"));
    } else {
      out.push_back(say("本地客户环节：", "customers here: ") + joined(customers, m_lang));
    }
    out.push_back(say("列入依据：", "why: ") + clean(m_target.reason.in(m_lang)));
    return sentences(out);
  }

  [[nodiscard]] std::string supply() const {
    std::vector<std::string> out;
    const std::vector<std::string> suppliers = told(false);
    if (!suppliers.empty()) out.push_back(say("本地供给环节：", "suppliers here: ") + joined(suppliers, m_lang));
    if (m_study.groups()[m_v].empty()) {
      out.push_back(say("图谱内没有投入", "the chains state no input"));
    } else {
      const NodeSupply& own = m_study.analysis.supply[m_v];
      out.push_back(say("本地可配套度（按环节测算）", "local supply by nodes ") +
                    lists_detail::percent_range(own.whole.low, own.whole.high));
      out.push_back(explanation_detail::essentials_text(m_study, m_v, m_lang));
    }
    const std::string nearby = explanation_detail::nearby_text(m_study, m_v, m_lang);
    if (!nearby.empty()) out.push_back(nearby);
    return sentences(out);
  }

  // Parks of the county file that offer all the siting needs; without needs the office chooses.
  [[nodiscard]] std::string park() const {
    if (m_study.county == nullptr || m_node.needs.empty()) return {};
    std::vector<std::string> parks;
    for (const Park& park : m_study.county->parks) {
      const auto offered = [&](Need need) {
        return std::find(park.offers.begin(), park.offers.end(), need) != park.offers.end();
      };
      if (std::all_of(m_node.needs.begin(), m_node.needs.end(), offered)) parks.push_back(clean(park.name, name_limit));
    }
    if (parks.empty()) return {};
    return joined(parks, m_lang) +
           say("（县情文件所载条件符合，待比选）", " (by what the county file says they offer; to be compared)");
  }

  [[nodiscard]] std::string source(const Basis& basis) const {
    return say("（", " (") + explanation_detail::basis_text(m_chain, basis, m_lang) + say("）", ")");
  }

  // A figure of a typical project, with where it is from; nothing where the chain gives none.
  [[nodiscard]] std::string typical(std::optional<double> Typical::*figure, const std::string& before,
                                    const std::string& unit) const {
    if (!m_node.typical || !((*m_node.typical).*figure)) return {};
    return say("同类项目参考：", "a project of the kind: ") + before + plain(*((*m_node.typical).*figure), 2) + unit +
           source(m_node.typical->basis);
  }

  [[nodiscard]] std::string land_energy() const {
    std::vector<std::string> out;
    const std::string land = typical(&Typical::land_mu, say("用地 ", "land "), say(" 亩", " mu"));
    if (!land.empty()) out.push_back(land);
    const auto assumed = [&](const std::optional<std::array<double, 3>>& table, const std::optional<Level>& level,
                             const std::string& what, const std::string& unit) {
      if (!level) return;
      std::string text = what + say("等级：", ": ") + word(*level, m_lang);
      if (table)
        text += say("，按规则文件折算约 ", ", assumed by the policy as some ") +
                plain((*table)[static_cast<std::size_t>(*level)], 2) + unit;
      out.push_back(text);
    };
    if (land.empty()) assumed(m_study.policy->plan.land_mu, m_node.land, say("用地", "land"), say(" 亩", " mu"));
    assumed(m_study.policy->plan.energy_tce, m_node.energy, say("用能", "energy"), say(" 吨标准煤/年", " tce a year"));
    return sentences(out);
  }

  [[nodiscard]] std::string benefit() const {
    std::vector<std::string> out;
    for (const std::string& text :
         {typical(&Typical::tax_10k_yuan, say("达产年税收 ", "tax a year "), say(" 万元", " (10,000 yuan)")),
          typical(&Typical::jobs, say("就业 ", "jobs "), say(" 人", ""))}) {
      if (!text.empty()) out.push_back(text);
    }
    return sentences(out);
  }

  [[nodiscard]] std::string cooperation() const {
    const Route* route = m_study.route_of(m_v);
    if (route == nullptr) return {};
    std::vector<std::string> out{word(route->kind, m_lang) + say("：", ": ") +
                                 lists_detail::route_reason(m_study, m_target, *route, m_lang)};
    if (!route->growers.empty())
      out.push_back(say("可内培或合作的本地企业：", "local firms to grow or to graft on: ") +
                    lists_detail::grower_names(m_study, m_target, *route, m_lang));
    return sentences(out);
  }

  [[nodiscard]] std::string candidates() const {
    if (m_study.candidates.count(m_v) == 0) return {};
    const auto& all = m_study.candidates.of(m_v);
    const auto standing = lists_detail::first_names(by_standing(all), names_told);
    const auto fit = lists_detail::first_names(by_fit(all, m_study.home), names_told);
    if (standing.empty()) return {};  // all are here already
    return sentences({say("龙头榜：", "by standing: ") + joined(standing, m_lang),
                      say("适配榜：", "by fit: ") + joined(fit, m_lang)});
  }

  [[nodiscard]] std::string contact() const {
    if (m_study.county == nullptr) return {};
    const CountyChain* chain = m_study.county->chain(m_chain.id);
    return chain == nullptr ? std::string() : clean(chain->department, name_limit);
  }

  // "石英坩埚（具备，3 家）", of held neighbours.
  [[nodiscard]] std::vector<std::string> told(bool customers) const {
    std::vector<std::string> out;
    for (const NodeIndex u : lists_detail::neighbours(m_study, m_v, customers, true)) {
      if (out.size() == nodes_told) break;
      out.push_back(explanation_detail::named_state(m_study, u, m_lang));
    }
    return out;
  }

  [[nodiscard]] std::string sentences(const std::vector<std::string>& parts) const {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : say("；", "; ")) + part;
    return out.empty() ? out : out + say("。", ".");
  }

  const Study& m_study;
  NodeIndex m_v;
  const Node& m_node;
  const Chain& m_chain;
  const Target& m_target;
  Lang m_lang;
  Say m_say;
};

}  // namespace

LinkedProjects linked_projects(const Atlas& atlas, const Projects& ledger, const std::vector<Project>& files,
                               std::string_view date, Lang lang) {
  LinkedProjects out;
  for (const auto& [id, project] : ledger) {
    const auto node = atlas.find(project.facts.target);
    if (!node) continue;
    const ProjectEvent* last = last_event(project, date);
    out[*node].push_back({clean(id, name_limit), clean(project.facts.name, name_limit),
                          last == nullptr ? std::string() : std::string(label(last->state, lang))});
  }
  for (const Project& project : files) {
    for (const std::string& key : project.nodes) {
      if (const auto node = atlas.find(key))
        out[*node].push_back({clean(project.id, name_limit), clean(project.name, name_limit), ""});
    }
  }
  return out;
}

std::vector<ProjectCard> draft_cards(const Study& study, const std::vector<NodeIndex>& nodes,
                                     const LinkedProjects& linked, Lang lang) {
  std::vector<ProjectCard> out;
  for (const NodeIndex v : nodes) {
    if (study.target_of(v) == nullptr) continue;
    ProjectCard card;
    card.node = v;
    const Drafter drafter(study, v, lang);
    for (std::size_t i = 0; i < card_fields; ++i) card.drafted[i] = drafter.of(static_cast<CardField>(i));
    if (const auto found = linked.find(v); found != linked.end()) card.projects = found->second;
    out.push_back(std::move(card));
  }
  return out;
}

}  // namespace liantu
