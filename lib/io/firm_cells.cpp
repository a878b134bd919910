// Part of liantu::io: what the cells of one row say about its firm (see firm_rows.hpp).
#include "cell_values.hpp"
#include "firm_rows.hpp"
#include "unicode.hpp"

#include "liantu/firm/firm_kind.hpp"

#include <algorithm>
#include <utility>

namespace liantu::io {

namespace {

std::string shown(std::string_view cell) {
  std::string out(utf8::prefix(cell, 30));
  if (out.size() < cell.size()) out += "…";
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

bool holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// Into a string that was another firm's. One that was far longer gives its memory back.
void put(std::string_view text, std::string& into) {
  constexpr std::size_t large = 1U << 12U;
  if (into.capacity() > large && text.size() <= large) into = std::string();
  into.assign(text);
}

bool holds_unit(std::string_view cell) { return holds(cell, "元") || holds(cell, "万") || holds(cell, "亿"); }

}  // namespace

void FirmRows::read_texts(Firm& firm) {
  put(pick(Field::name).text, firm.name);
  put(pick(Field::province).text, firm.province);
  put(pick(Field::city).text, firm.city);
  put(pick(Field::county).text, firm.county);
  put(pick(Field::scope).text, firm.scope);
  put(pick(Field::products).text, firm.products);
  put(pick(Field::tags).text, firm.tags);
  put(pick(Field::firm_type).text, firm.firm_type);
  // A name that ends so leaves it to the type, and types are few.
  firm.kind = firm.name.ends_with("公司")
                  ? m_kinds(firm.firm_type, [](std::string_view type) { return kind_of("公司", type); })
                  : kind_of(firm.name, firm.firm_type);
  std::string_view industry;
  for (Field field :
       {Field::industry_name, Field::class_name, Field::group_name, Field::division_name, Field::section_name}) {
    if (industry.empty()) industry = pick(field).text;
  }
  put(industry, firm.industry_name);
  firm.kept.resize(m_layout.kept.size());
  for (std::size_t i = 0; i < firm.kept.size(); ++i) {
    const auto& [index, header] = m_layout.kept[i];
    firm.kept[i].first = header;
    put(index < m_row->cells.size() ? trim(m_row->cells[index]) : std::string_view{}, firm.kept[i].second);
  }
}

// Notes a credit code that does not hold; the firm's own is set before, since duplicates go by it.
void FirmRows::read_code(Firm& firm) {
  const Found& cell = pick(Field::credit_code);
  if (cell.column == nullptr || !firm.credit_code.empty()) return;
  ++m_report.bad_credit_codes;
  tidy_code(cell.text, m_text);
  if (is_scientific(m_text)) {
    ++m_report.scientific_codes;
    m_notes.add("scientific", place(cell),
                {"信用代码成了科学计数 " + shown(cell.text) + "，末尾数字已丢失",
                 "the credit code became " + shown(cell.text) + "; its last digits are lost"},
                {"18 位文本", "18 characters of text"},
                {"在来源处把此列设为文本格式后重新导出", "exporting again with this column as text"});
    return;
  }
  m_notes.add(
      "bad code", place(cell),
      {"信用代码校验不符：" + shown(cell.text), "the credit code's check character does not hold: " + shown(cell.text)},
      {"GB 32100-2015 的 18 位代码", "18 characters of GB 32100-2015"},
      {"核对原始执照", "checking it against the licence"});
}

const FirmRows::Industry& FirmRows::industry(std::string_view cell) {
  return m_industries(cell, [&](std::string_view text) {
    Industry out{m_finder.find_code(text), '\0'};
    if (!out.found.code.empty()) out.section = m_classification.section_of(out.found.code);
    return out;
  });
}

void FirmRows::read_industry(Firm& firm) {
  bool padded = false;
  bool by_name = false;
  Found first;
  firm.industry_code.clear();
  for (Field field : {Field::industry_code, Field::class_name, Field::group_name, Field::division_name,
                      Field::industry_name, Field::section_name}) {
    const Found& cell = pick(field);
    if (cell.column == nullptr) continue;
    if (first.column == nullptr) first = cell;
    const Industry& industry_of_cell = industry(cell.text);
    const IndustryFound& found = industry_of_cell.found;
    if (found.code.size() <= firm.industry_code.size()) continue;
    firm.industry_code = found.code;
    padded = found.padded;
    by_name = found.by_name;
    m_section = industry_of_cell.section;
  }
  if (first.column == nullptr) return;
  if (firm.industry_code.empty()) {
    ++m_report.unknown_industries;
    m_notes.add("industry", place(first),
                {"行业 " + shown(first.text) + " 不在 GB/T 4754-2017 中",
                 "industry " + shown(first.text) + " is not in GB/T 4754-2017"},
                {"四位行业代码或标准名称", "a code of four digits or a name of the standard"},
                {"改为标准代码", "giving the standard's code"});
  }
  if (padded) {
    ++m_report.padded_codes;
    m_notes.add("padded", place(first),
                {"行业代码 " + shown(first.text) + " 丢了开头的 0，已补为 " + firm.industry_code,
                 "industry code " + shown(first.text) + " lost its leading 0, read as " + firm.industry_code},
                {"文本格式的代码", "codes as text"});
  }
  if (by_name) ++m_report.named_industries;
}

std::optional<double> FirmRows::read_amount(Field field) {
  const Found& cell = pick(field);
  if (cell.column->foreign) return std::nullopt;
  const auto at = static_cast<std::size_t>(cell.column - m_layout.columns.data());
  const auto value = m_amounts[at](cell.text, [&](std::string_view text) { return money(text, cell.column->unit); });
  if (!value) {
    m_notes.add("amount", place(cell),
                {"读不出金额：" + shown(cell.text), "no amount can be read: " + shown(cell.text)},
                {"人民币数字，可带 元 万元 亿元", "a number of yuan, with 元 万元 亿元 or without"});
  } else if (!cell.column->unit && !holds_unit(cell.text) && m_units_assumed.insert(field).second) {
    m_notes.add("unit", place(cell),
                {cell.column->header + " 未注明单位，按万元读", cell.column->header + " names no unit, read as 万元"},
                {"表头或单元格中写明单位", "a unit in the header or the cell"},
                {"改表头，如 " + cell.column->header + "（元）", "a header like " + cell.column->header + "（元）"});
  }
  return value;
}

std::optional<double> FirmRows::read_people(Field field) { return m_people(pick(field).text, people); }

// Never reckoned with, so its unit is told rather than converted.
void FirmRows::read_power(Firm& firm) {
  const Found& cell = pick(Field::power);
  if (cell.column == nullptr) return;
  put(cell.text, firm.power);
  const std::string& header = cell.column->header;
  const auto open = std::min(header.find("（"), header.find('('));
  if (!firm.power.empty() && open != std::string::npos) firm.power += header.substr(open);
}

void FirmRows::read_figures(Firm& firm) {
  firm.revenue = amount(Field::revenue);
  firm.output = amount(Field::output);
  firm.tax = amount(Field::tax);
  firm.purchases = amount(Field::purchases);
  firm.local_purchases = amount(Field::local_purchases);
  read_power(firm);
  firm.insured_staff = people_of(Field::insured_staff);
  firm.no_staff = firm.insured_staff && *firm.insured_staff == 0;
}

const FirmRows::YesNo& FirmRows::read_answer(Field field) {
  return m_answers(pick(field).text, [](std::string_view text) {
    const auto answer = yes_or_no(text);
    return YesNo{answer.value_or(false), answer, squeezed(text)};
  });
}

void FirmRows::read_flags(Firm& firm) {
  firm.anchor = yes_or_no_of(Field::anchor).yes;
  const YesNo& listed = yes_or_no_of(Field::listed);
  firm.listed =
      listed.yes && !holds(listed.folded, "拟上市") && !holds(listed.folded, "退市") && !holds(listed.folded, "新三板");
  firm.high_tech = yes_or_no_of(Field::high_tech).yes;
  const YesNo& abnormal = yes_or_no_of(Field::abnormal);
  firm.abnormal = abnormal.yes && abnormal.folded != "正常" && !holds(pick(Field::abnormal).text, "移出");
  if (status().abnormal) firm.abnormal = true;
  // 专精特新 alone may be a province's; 小巨人 is the nation's.
  const YesNo& giant = yes_or_no_of(Field::little_giant);
  firm.little_giant = giant.yes && (holds(giant.folded, "小巨人") || holds(giant.folded, "国家级") ||
                                    (holds(pick(Field::little_giant).column->header, "小巨人") &&
                                     !holds(giant.folded, "省级") && !holds(giant.folded, "市级")));
}

void FirmRows::read_size(Firm& firm) {
  const SizeRules& rules = m_options.size;
  firm.staff = people_of(Field::staff);
  const auto staff = pick(Field::staff).column == nullptr ? firm.insured_staff : firm.staff;
  const SizeClass by_staff = staff ? rules.staff(*staff) : SizeClass::unknown;
  const SizeClass by_revenue = firm.revenue ? rules.revenue_10k_yuan(*firm.revenue) : SizeClass::unknown;
  const SizeClass by_word = m_size_words(pick(Field::firm_size).text, size_word);
  const SizeClass by_agri = m_agri_levels(pick(Field::agri_leading).text, agri_level);
  const auto paid_in = amount(Field::paid_in_capital);
  const auto listed_above = yes_or_no_of(Field::above_scale).answer;

  firm.size = SizeClass::unknown;
  firm.size_source = SizeSource::none;
  const auto take = [&firm](SizeClass size, SizeSource source) {
    if (firm.size != SizeClass::unknown || size == SizeClass::unknown) return;
    firm.size = size;
    firm.size_source = source;
  };
  if (listed_above.value_or(false)) {
    // On the list means revenue over its threshold; the firm's own figures say more where given.
    const double revenue = std::max(firm.revenue.value_or(0), rules.above_scale_revenue_10k_yuan);
    take(lower(rules.revenue_10k_yuan(revenue), by_staff), SizeSource::above_scale_list);
  }
  take(by_agri, SizeSource::agri_leading);
  if (by_revenue != SizeClass::unknown) take(lower(by_revenue, by_staff), SizeSource::revenue);
  take(by_staff, SizeSource::insured_staff);
  take(by_word, SizeSource::firm_size);
  if (paid_in) take(rules.paid_in_10k_yuan(*paid_in), SizeSource::paid_in_capital);
  if (listed_above == false) take(SizeClass::small, SizeSource::above_scale_list);

  firm.above_scale = listed_above;
  if (!firm.above_scale && firm.revenue) firm.above_scale = *firm.revenue >= rules.above_scale_revenue_10k_yuan;
  // Medium and large firms are above scale by definition; paid-in capital, our own assumption, does not count.
  if (!firm.above_scale && firm.size >= SizeClass::medium && firm.size_source != SizeSource::paid_in_capital)
    firm.above_scale = true;
}

}  // namespace liantu::io
