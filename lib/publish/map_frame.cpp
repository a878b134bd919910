// Part of liantu::publish: see map_frame.hpp.
#include "map_frame.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace liantu::chain_map {

namespace {

constexpr double legend_row = 17;
constexpr double line_height = 16;  // of the title

// Words set line by line, each as long as fits; returns the base line below the last.
double paragraph(Canvas& canvas, double left, double right, double y, const std::string& words,
                 const Canvas::Style& style) {
  std::string line;
  const auto flush = [&] {
    canvas.fitted(0, left, y, right - left, line, style, style.size * 0.6);
    y += style.size * 1.45;
    line.clear();
  };
  for (const std::string& piece : pieces(clean(words))) {
    if (!line.empty() && ems(line + piece, style.bold) * style.size > right - left) flush();
    line += piece;
  }
  if (!line.empty()) flush();
  return y;
}

// Items from left to right, in rows.
class Legend {
 public:
  Legend(Canvas& canvas, Lang lang, double left, double right, double top)
      : m_canvas(canvas), m_lang(lang), m_left(left), m_right(right), m_x(left), m_y(top) {}

  using Mark = std::function<void(Canvas&, double x, double y)>;

  // A heading starts a row.
  void heading(const char* zh, const char* en) {
    if (m_x > m_left) next_row();
    m_canvas.text(0, m_x, m_y + 3, m_lang == Lang::zh ? zh : en, {9, colour::slate, true, MapAnchor::start});
    m_x = m_left + indent;
  }

  void item(double mark_width, const std::string& words, const Mark& mark) {
    const double width = mark_width + 5 + ems(words) * 8.5;
    if (m_x + width > m_right && m_x > m_left) {
      next_row();
      m_x = m_left + indent;
    }
    mark(m_canvas, m_x, m_y);
    m_canvas.fitted(0, m_x + mark_width + 5, m_y + 3, std::max(m_right - m_x - mark_width - 5, 40.0), words,
                    {8.5, colour::ink, false, MapAnchor::start}, 5);
    m_x += width + 16;
  }

  [[nodiscard]] double bottom() const { return m_y + legend_row; }

 private:
  static constexpr double indent = 50;

  void next_row() {
    m_x = m_left;
    m_y += legend_row;
  }

  Canvas& m_canvas;
  Lang m_lang;
  double m_left;
  double m_right;
  double m_x;
  double m_y;
};

void states(Legend& legend, Lang lang) {
  legend.heading("环节状态", "States");
  for (const State state :
       {State::strong, State::present, State::weak, State::suspected, State::missing, State::unobserved}) {
    legend.item(32, std::string(label(state, lang)), [state](Canvas& canvas, double x, double y) {
      const StateStyle& style = style_of(state);
      const int box = canvas.mark(0, x, y - 6.5, 32, 13, 2, style.fill, style.stroke, style.width);
      canvas.dash(box, style.dash);
      state_mark(canvas, box, x + (style.dots >= 0 ? 8 : 11.5), y, state);
    });
  }
}

void links(Legend& legend, Lang lang) {
  const auto sample = [](MapDash stroke) {
    return [stroke](Canvas& canvas, double x, double y) {
      canvas.line(0, {{x, y}, {x + 30, y}}, stroke == MapDash::dotted ? 0.9 : 1,
                  stroke == MapDash::dotted ? colour::thin_link : colour::link, stroke);
      canvas.arrow();
    };
  };
  const auto names = [lang](std::initializer_list<LinkKind> kinds) {
    std::string out;
    for (const LinkKind kind : kinds)
      out += (out.empty() ? "" : lang == Lang::zh ? "、" : ", ") + std::string(label(kind, lang));
    return out;
  };
  legend.heading("供给关系", "Supply");
  legend.item(32, names({LinkKind::material, LinkKind::component}), sample(MapDash::solid));
  legend.item(32, names({LinkKind::packaging}), sample(MapDash::dashed));
  legend.item(32,
              names({LinkKind::equipment, LinkKind::energy, LinkKind::service, LinkKind::channel, LinkKind::recycle}),
              sample(MapDash::dotted));
  const bool zh = lang == Lang::zh;
  legend.item(22, zh ? "线色只为便于辨认" : "colours only help to follow a line",
              [](Canvas& canvas, double x, double y) {
                for (std::size_t i = 0; i < colour::links.size(); ++i) {
                  const double at = y - 4.5 + 3 * static_cast<double>(i);
                  canvas.line(0, {{x, at}, {x + 22, at}}, 1, colour::links[i]);
                }
              });
}

void marks(Legend& legend, Lang lang, Foot foot) {
  const bool zh = lang == Lang::zh;
  legend.heading("标记", "Marks");
  legend.item(17, zh ? "目标排序" : "rank of the target",
              [](Canvas& canvas, double x, double y) { badge(canvas, 0, x + 8.5, y, "1"); });
  legend.item(22, zh ? "建议动作" : "action of a ranked target",
              [zh](Canvas& canvas, double x, double y) { tag(canvas, 0, x + 22, y, zh ? "补链" : "fill", true); });
  legend.item(22,
              !zh                   ? "not ranked (! caution, ? too few data, verify, watch, vetoed)"
              : foot == Foot::slide ? "未列入排序（! 慎入、? 资料不足、核实、远期关注、否决）"
                                    : "未列入排序（慎入、资料不足、核实、远期关注、否决）",
              [zh](Canvas& canvas, double x, double y) { tag(canvas, 0, x + 22, y, zh ? "核实" : "fill", false); });
  legend.item(9, zh ? "状态已核实" : "state verified",
              [](Canvas& canvas, double x, double y) { verified_mark(canvas, 0, x, y); });
  legend.item(9, zh ? "规模未知" : "size unknown", [](Canvas& canvas, double x, double y) {
    canvas.text(0, x, y + 3, "△", {8.5, colour::ink, false, MapAnchor::start});
  });
}

// What stands in a node below its marks.
void inside(Legend& legend, Lang lang) {
  const bool zh = lang == Lang::zh;
  legend.item(13, zh ? "供给其他产业链 / ← 由其他产业链供给" : "supplies another chain / ← supplied by one",
              [](Canvas& canvas, double x, double y) {
                canvas.text(0, x, y + 3, "→", {9, colour::badge, false, MapAnchor::start});
              });
  legend.item(40, zh ? "候选企业，留空待填" : "candidates, to be filled in", [](Canvas& canvas, double x, double y) {
    canvas.line(0, {{x, y + 3}, {x + 40, y + 3}}, 0.6, style_of(State::missing).stroke, MapDash::dotted);
  });
  legend.item(9, zh ? "对应把握高的企业，按地位列前几家" : "firms of sure match, the first by standing",
              [](Canvas& canvas, double x, double y) {
                canvas.text(0, x + 2, y + 3, "·", {8.5, colour::ink, true, MapAnchor::start});
              });
}

// "共 50 个环节：优势 3 · 具备 8 …"
std::string summary(const Study& study, ChainIndex chain, Lang lang) {
  const auto [first, last] = study.atlas->nodes_of(chain);
  std::array<int, 6> counts{};
  for (NodeIndex v = first; v < last; ++v) ++counts[static_cast<std::size_t>(study.state(v))];
  std::string out =
      lang == Lang::zh ? "共 " + std::to_string(last - first) + " 个环节" : std::to_string(last - first) + " nodes";
  if (!study.with_firms) return out;
  out += lang == Lang::zh ? "：" : ": ";
  bool any = false;
  for (std::size_t i = counts.size(); i-- > 0;) {
    if (counts[i] == 0) continue;
    out += (any ? " · " : "") + short_label(static_cast<State>(i), lang) + " " + std::to_string(counts[i]);
    any = true;
  }
  if (!study.chains_chosen)
    out += lang == Lang::zh ? "。未指定主导产业，仅供摸底" : ". No lead chain was named: for orientation only";
  return out;
}

// "主导产业链 · 链长 某某 · 牵头部门 县工信局 · 链主 甲、乙 · 数据等级 B"; empty without a county file that names the
// chain.
std::string people(const Study& study, ChainIndex chain, Lang lang) {
  const CountyChain* entry = study.county == nullptr ? nullptr : study.county->chain(study.atlas->chains()[chain].id);
  if (entry == nullptr) return {};
  const bool zh = lang == Lang::zh;
  std::string out(label(entry->standing, lang));
  const auto add = [&](const char* chinese, const char* english, const std::string& text) {
    if (!text.empty()) out += std::string(" · ") + (zh ? chinese : english) + " " + clean(text);
  };
  std::string anchors;
  for (const std::string& anchor : entry->anchors)
    anchors += (anchors.empty() ? "" : zh ? "、" : ", ") + firm_name(anchor);
  add("链长", "chief", entry->chief);
  add("牵头部门", "department", entry->department);
  add("链主", "anchors", anchors);
  if (study.with_firms) add("数据等级", "grade of the data", std::string(1, study.reading.grade()));
  return out;
}

}  // namespace

std::string map_title(const Study& study, ChainIndex chain, Lang lang) {
  const std::string& name = study.atlas->chains()[chain].title(lang);
  std::string county;
  if (study.county != nullptr)
    county = lang == Lang::en && !study.county->name_en.empty() ? study.county->name_en : study.county->name;
  if (!county.empty()) county += " · ";
  return clean(county + name + (lang == Lang::zh ? "产业链图谱" : ": industry chain map"));
}

double title_height(const Study& study, ChainIndex chain, const MapOptions& options) {
  double out = 62;
  if (!people(study, chain, options.lang).empty()) out += line_height;
  if (!options.remark.empty()) out += line_height;
  return out;
}

void draw_title(Canvas& canvas, const Study& study, ChainIndex chain, const MapOptions& options, double left,
                double right, double top) {
  const Lang lang = options.lang;
  const std::string date = clean(study.question.date);
  double date_width = 0;
  if (!date.empty())
    date_width = canvas.text(0, right, top + 26, date, {11, colour::quiet, false, MapAnchor::end}) + 12;
  canvas.fitted(0, left, top + 26, right - left - date_width, map_title(study, chain, lang),
                {26, colour::slate, true, MapAnchor::start}, 10);
  canvas.fitted(0, left, top + 46, right - left, summary(study, chain, lang),
                {11, colour::quiet, false, MapAnchor::start}, 6);
  double y = top + 46;
  const std::string answers = people(study, chain, lang);
  if (!answers.empty())
    canvas.fitted(0, left, y += line_height, right - left, answers, {11, colour::slate, false, MapAnchor::start}, 6);
  if (!options.remark.empty())
    canvas.fitted(0, left, y + line_height, right - left, clean(options.remark),
                  {11, colour::badge, true, MapAnchor::start}, 6);
}

double draw_foot(Canvas& canvas, const Study& study, Lang lang, double left, double right, double top, Foot foot) {
  Legend legend(canvas, lang, left, right, top);
  states(legend, lang);
  if (foot != Foot::atlas) {
    links(legend, lang);
    marks(legend, lang, foot);
    if (foot == Foot::chain) inside(legend, lang);
  }
  double y = legend.bottom() + 8;
  canvas.line(0, {{left, y - 11}, {right, y - 11}}, 0.6, colour::border);
  y = paragraph(canvas, left, right, y + 3, caveat(study).in(lang), {9.5, colour::slate, true, MapAnchor::start});
  return paragraph(canvas, left, right, y, basis_line(study).in(lang), {8.5, colour::quiet, false, MapAnchor::start});
}

}  // namespace liantu::chain_map
