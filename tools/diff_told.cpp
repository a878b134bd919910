#include "diff_told.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool {

namespace {

constexpr std::size_t names_told = 5;

// Names come from tables: a line of text stays a line.
std::string shown(std::string_view name) {
  std::string out(utf8::prefix(name, 80));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return out;
}

std::string word_of(Setting setting, Lang lang) {
  std::string out(label(setting, lang));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

class DiffText {
 public:
  DiffText(const RunResult& before, const RunResult& after, const Changes& changes, Lang lang)
      : m_before(before), m_after(after), m_changes(changes), m_lang(lang) {}

  std::string all() {
    m_out = say("前：", "before: ") + run_line(m_before) + say("\n后：", "\nafter: ") + run_line(m_after) + "\n";
    if (m_changes.empty()) return m_out + say("没有变化\n", "nothing changed\n");
    rests_on();
    if (m_changes.still()) return m_out + say("成果没有变化\n", "the results are the same\n");
    targets();
    nodes();
    firms();
    return std::move(m_out);
  }

 private:
  [[nodiscard]] std::string say(const char* chinese, const char* english) const { return zh() ? chinese : english; }
  [[nodiscard]] bool zh() const { return m_lang == Lang::zh; }
  void line(const std::string& text) { m_out += text + "\n"; }
  [[nodiscard]] std::string counted(std::size_t count) const {
    return say("（", " (") + std::to_string(count) + say("）", ")");
  }

  [[nodiscard]] std::string run_line(const RunResult& run) const {
    std::string out;
    const auto add = [&](const std::string& part) {
      if (!part.empty()) out += (out.empty() ? "" : say("，", ", ")) + part;
    };
    add(shown(run.date));
    add(shown(run.table_title.empty() ? say("企业表", "table of firms") : run.table_title) +
        (run.table_date.empty() ? "" : say("（", " (") + shown(run.table_date) + say("）", ")")));
    add(zh() ? fmt::format("企业 {} 家，对应 {}", run.firms_read, matched(run))
             : fmt::format("{} firms, {} matched", run.firms_read, matched(run)));
    return out;
  }
  [[nodiscard]] std::string matched(const RunResult& run) const {
    if (!run.firms_listed) return fmt::format("> {}", most_result_firms);
    return std::to_string(run.firms.size()) + say(" 家", "");
  }

  // What differs besides the county, and what that means for the rest.
  void rests_on() {
    if (m_changes.differ(SettingKind::rules)) settings(SettingKind::rules, say("规则有变：", "rules differ: "));
    if (!m_changes.chains.empty()) {
      std::string list;
      for (const ChainFileChange& chain : m_changes.chains) {
        std::string what(label(chain.kind, m_lang));
        std::replace(what.begin(), what.end(), '_', ' ');
        list += (list.empty() ? "" : say("；", "; ")) + shown(chain.name) + " [" + shown(chain.id) + "] " + what;
      }
      line(say("产业链有变：", "chains differ: ") + list);
    }
    if (m_changes.differ(SettingKind::view))
      settings(SettingKind::view, say("表不同（口径）：", "the tables show other things: "));
    if (m_changes.differ(SettingKind::tables)) settings(SettingKind::tables, say("表的内容不同：", "tables differ: "));
    if (m_changes.comparable()) {
      line(say("规则、产业链、表的口径都没变：以下是表里的变化。",
               "Rules, chains and what the tables show are the same: what follows changed in the tables."));
    } else if (!m_changes.differ(SettingKind::tables)) {
      line(say("表的内容相同：以下变化都来自规则、产业链或口径，不是本县的变化。",
               "The tables are the same: what follows comes from rules, chains or what the tables show, and is no "
               "change of the county."));
    } else {
      line(say(
          "注意：规则、产业链或口径变了，以下变化不能都看作本县的变化。",
          "Note: rules, chains or what the tables show differ, so not all that follows is a change of the county."));
    }
  }

  void settings(SettingKind kind, const std::string& head) {
    std::string list;
    for (const SettingChange& change : m_changes.settings) {
      if (kind_of(change.setting) != kind) continue;
      list += (list.empty() ? "" : say("；", "; ")) + word_of(change.setting, m_lang) + setting_values(change);
    }
    line(head + list);
  }

  // Hashes say nothing to a reader, but whether one was given does.
  [[nodiscard]] std::string setting_values(const SettingChange& change) const {
    switch (change.setting) {
      case Setting::version:
      case Setting::profile:
      case Setting::home:
      case Setting::covers:
      case Setting::regions:
      case Setting::columns:
      case Setting::grade: {
        const auto value = [&](const std::string& text) { return text.empty() ? say("未给", "none") : shown(text); };
        return " " + value(change.before) + " → " + value(change.after);
      }
      default: break;
    }
    if (change.before.empty()) return say("（后一次才有）", " (only the later run has one)");
    if (change.after.empty()) return say("（后一次没有）", " (the later run has none)");
    return "";
  }

  [[nodiscard]] std::string place_text(const std::optional<ResultTarget>& target) const {
    if (!target) return say("不是目标", "no target");
    std::string out(label(target->action, m_lang));
    const std::string_view place = label(target->place, m_lang);
    if (place != out) out.append(" ").append(place);  // one to verify is in its own place
    if (target->rank) out += " " + std::to_string(*target->rank);
    return out;
  }
  [[nodiscard]] std::string state_text(const std::optional<State>& state) const {
    return state ? std::string(label(*state, m_lang)) : say("没有此环节", "no such node");
  }
  [[nodiscard]] static std::string node_text(const std::string& name, const std::string& id) {
    return shown(name) + " [" + shown(id) + "]";
  }

  void targets() {
    for (std::size_t i = 0; i < EnumWords<TargetMove::Kind>::names.size(); ++i) {
      const auto kind = static_cast<TargetMove::Kind>(i);
      std::string lines;
      std::size_t count = 0;
      for (const TargetMove& target : m_changes.targets) {
        if (target.kind != kind) continue;
        ++count;
        lines +=
            "  " + node_text(target.name, target.id) + say("  状态 ", "  state ") + state_text(target.state_before);
        if (target.state_before != target.state_after) lines += " → " + state_text(target.state_after);
        lines += say("；目标 ", "; target: ") + place_text(target.before) + " → " + place_text(target.after) + "\n";
      }
      if (count > 0) m_out += head_of(kind) + counted(count) + "\n" + lines;
    }
  }
  [[nodiscard]] std::string head_of(TargetMove::Kind kind) const {
    switch (kind) {
      case TargetMove::Kind::won:
        return say("补上的目标：原来空白或疑似，现已具备", "targets won: gaps that are held now");
      case TargetMove::Kind::lost:
        return say("失守的环节：原来具备，现为空白或疑似", "targets lost: held before, gaps now");
      case TargetMove::Kind::fresh: return say("新增的目标", "new targets");
      case TargetMove::Kind::gone: return say("退出的目标", "targets gone");
      case TargetMove::Kind::moved: break;
    }
    return say("位次或动作变动的目标", "targets whose place or action moved");
  }

  [[nodiscard]] std::string names(const std::vector<std::string>& list) const {
    std::string out;
    for (std::size_t i = 0; i < list.size() && i < names_told; ++i)
      out += (i == 0 ? "" : say("、", ", ")) + shown(list[i]);
    if (list.size() > names_told)
      out += zh() ? fmt::format(" 等 {} 家", list.size()) : fmt::format(" and {} more", list.size() - names_told);
    return out;
  }

  void node_lines(bool states) {
    for (const NodeChange& node : m_changes.nodes) {
      if (node.state_changed() != states) continue;
      std::string text = "  " + node_text(node.after.name, node.after.id) + "  ";
      if (states) text += state_text(node.before.state) + " → " + state_text(node.after.state) + say("；", "; ");
      const auto pair = [&](const std::string& a, const std::string& b) { return a == b ? a : a + " → " + b; };
      text += say("企业 ", "firms ") + pair(std::to_string(node.before.firms), std::to_string(node.after.firms)) +
              say("，量 ", ", mass ") + pair(plain(node.before.mass, 3), plain(node.after.mass, 3));
      if (!node.came.empty()) text += say("；新来 ", "; came: ") + names(node.came);
      if (!node.went.empty()) text += say("；离开 ", "; went: ") + names(node.went);
      line(text);
    }
  }

  void nodes() {
    std::size_t states = 0;
    for (const NodeChange& node : m_changes.nodes) states += node.state_changed() ? 1 : 0;
    const std::size_t rest = m_changes.nodes.size() - states;
    if (states > 0) line(say("状态有变的环节", "nodes whose state changed") + counted(states));
    node_lines(true);
    if (rest > 0)
      line(say("状态未变、企业或量有变的环节", "nodes of the same state with other firms or mass") + counted(rest));
    node_lines(false);
    for (const auto& node : m_changes.nodes_added)
      line(say("产业链里新有的环节：", "new in its chain: ") + node_text(node.name, node.id) + " " +
           state_text(node.state));
    for (const auto& node : m_changes.nodes_removed)
      line(say("产业链里已没有的环节：", "no longer in its chain: ") + node_text(node.name, node.id) + " " +
           state_text(node.state));
  }

  void firms() {
    if (!m_changes.firms_compared) {
      line(zh() ? fmt::format("企业太多（超过 {} 家），进出不作比较", most_result_firms)
                : fmt::format("more than {} firms: who came and went is not compared", most_result_firms));
    }
    for (std::size_t i = 0; i < EnumWords<FirmChange::Kind>::names.size(); ++i) {
      const auto kind = static_cast<FirmChange::Kind>(i);
      std::vector<const FirmChange*> list;
      for (const FirmChange& firm : m_changes.firms) {
        if (firm.kind == kind) list.push_back(&firm);
      }
      if (list.empty()) continue;
      line(firm_head(kind) + counted(list.size()));
      for (const FirmChange* firm : list) line("  " + firm_text(*firm));
    }
  }
  [[nodiscard]] std::string firm_head(FirmChange::Kind kind) const {
    switch (kind) {
      case FirmChange::Kind::came: return say("名单里新来的企业", "firms that came into the table");
      case FirmChange::Kind::went: return say("名单里离开的企业", "firms that went from the table");
      case FirmChange::Kind::renamed: return say("更名的企业", "firms of another name");
      case FirmChange::Kind::other_nodes: break;
    }
    return say("对应环节有变的企业", "firms that match other nodes");
  }
  [[nodiscard]] std::string firm_text(const FirmChange& firm) const {
    if (firm.kind == FirmChange::Kind::renamed) return shown(firm.before.name) + " → " + shown(firm.after.name);
    const auto nodes = [&](const ResultFirm& one) {
      std::string out;
      for (const std::string& id : one.nodes) out += (out.empty() ? "" : say("、", ", ")) + shown(id);
      return out.empty() ? "-" : out;
    };
    const bool went = firm.kind == FirmChange::Kind::went;
    const ResultFirm& one = went ? firm.before : firm.after;
    std::string out = shown(one.name);
    if (!one.credit_code.empty()) out += " " + shown(one.credit_code);
    out += "  ";
    return out + (firm.kind == FirmChange::Kind::other_nodes ? nodes(firm.before) + " → " : "") + nodes(one);
  }

  const RunResult& m_before;
  const RunResult& m_after;
  const Changes& m_changes;
  Lang m_lang;
  std::string m_out;
};

}  // namespace

std::string diff_text(const RunResult& before, const RunResult& after, const Changes& changes, Lang lang) {
  return DiffText(before, after, changes, lang).all();
}

}  // namespace liantu::tool
