// Part of liantu::io: what the cells of one row say about its firm (see firm_rows.hpp).
#include "cell_values.hpp"
#include "firm_rows.hpp"
#include "unicode.hpp"

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

bool holds_unit(std::string_view cell) { return holds(cell, "元") || holds(cell, "万") || holds(cell, "亿"); }

}  // namespace

void FirmRows::read_texts(Firm& firm) {
  firm.name = text(Field::name);
  firm.province = text(Field::province);
  firm.city = text(Field::city);
  firm.county = text(Field::county);
  firm.scope = text(Field::scope);
  firm.products = text(Field::products);
  firm.tags = text(Field::tags);
  firm.firm_type = text(Field::firm_type);
  for (Field field :
       {Field::industry_name, Field::class_name, Field::group_name, Field::division_name, Field::section_name}) {
    if (firm.industry_name.empty()) firm.industry_name = text(field);
  }
  for (const auto& [index, header] : m_layout.kept) {
    firm.kept.emplace_back(header, index < m_row->cells.size() ? std::string(trim(m_row->cells[index])) : "");
  }
}

// Notes a credit code that does not hold; the firm's own is set before, since duplicates go by it.
void FirmRows::read_code(Firm& firm) {
  const Found cell = pick(Field::credit_code);
  if (cell.column == nullptr || !firm.credit_code.empty()) return;
  ++m_report.bad_credit_codes;
  if (is_scientific(tidy_code(cell.text))) {
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

const IndustryFound& FirmRows::industry(std::string_view cell) {
  std::string key(cell);
  const auto it = m_industries.find(key);
  if (it != m_industries.end()) return it->second;
  if (m_industries.size() >= 20'000) m_industries.clear();  // bounds memory where each cell differs
  return m_industries.emplace(std::move(key), m_finder.find_code(cell)).first->second;
}

void FirmRows::read_industry(Firm& firm) {
  IndustryFound best;
  Found first;
  for (Field field : {Field::industry_code, Field::class_name, Field::group_name, Field::division_name,
                      Field::industry_name, Field::section_name}) {
    const Found cell = pick(field);
    if (cell.column == nullptr) continue;
    if (first.column == nullptr) first = cell;
    const IndustryFound& found = industry(cell.text);
    if (found.code.size() > best.code.size()) best = found;
  }
  if (first.column == nullptr) return;
  if (best.code.empty()) {
    ++m_report.unknown_industries;
    m_notes.add("industry", place(first),
                {"行业 " + shown(first.text) + " 不在 GB/T 4754-2017 中",
                 "industry " + shown(first.text) + " is not in GB/T 4754-2017"},
                {"四位行业代码或标准名称", "a code of four digits or a name of the standard"},
                {"改为标准代码", "giving the standard's code"});
  }
  if (best.padded) {
    ++m_report.padded_codes;
    m_notes.add("padded", place(first),
                {"行业代码 " + shown(first.text) + " 丢了开头的 0，已补为 " + best.code,
                 "industry code " + shown(first.text) + " lost its leading 0, read as " + best.code},
                {"文本格式的代码", "codes as text"});
  }
  if (best.by_name) ++m_report.named_industries;
  firm.industry_code = best.code;
}

std::optional<double> FirmRows::amount(Field field) {
  const Found cell = pick(field);
  if (cell.column == nullptr || cell.column->foreign) return std::nullopt;
  const auto value = money(cell.text, cell.column->unit);
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

void FirmRows::read_figures(Firm& firm) {
  firm.revenue = amount(Field::revenue);
  firm.output = amount(Field::output);
  firm.tax = amount(Field::tax);
  firm.insured_staff = people(pick(Field::insured_staff).text);
  firm.no_staff = firm.insured_staff && *firm.insured_staff == 0;
}

void FirmRows::read_flags(Firm& firm) {
  const auto yes = [&](Field field) { return yes_or_no(pick(field).text).value_or(false); };
  firm.anchor = yes(Field::anchor);
  const std::string listed = squeezed(pick(Field::listed).text);
  firm.listed = yes(Field::listed) && !holds(listed, "拟上市") && !holds(listed, "退市") && !holds(listed, "新三板");
  firm.high_tech = yes(Field::high_tech);
  firm.abnormal = yes(Field::abnormal) && squeezed(pick(Field::abnormal).text) != "正常" &&
                  !holds(pick(Field::abnormal).text, "移出");
  if (holds(pick(Field::status).text, "经营异常")) firm.abnormal = true;
  // 专精特新 alone may be a province's; 小巨人 is the nation's.
  const Found giant = pick(Field::little_giant);
  if (giant.column != nullptr && yes(Field::little_giant)) {
    const std::string cell = squeezed(giant.text);
    firm.little_giant = holds(cell, "小巨人") || holds(cell, "国家级") ||
                        (holds(giant.column->header, "小巨人") && !holds(cell, "省级") && !holds(cell, "市级"));
  }
}

void FirmRows::read_size(Firm& firm) {
  const SizeRules& rules = m_options.size;
  const auto staff = pick(Field::staff).column == nullptr ? firm.insured_staff : people(pick(Field::staff).text);
  const SizeClass by_staff = staff ? rules.staff(*staff) : SizeClass::unknown;
  const SizeClass by_revenue = firm.revenue ? rules.revenue_10k_yuan(*firm.revenue) : SizeClass::unknown;
  const SizeClass by_word = size_word(pick(Field::firm_size).text);
  const SizeClass by_agri = agri_level(pick(Field::agri_leading).text);
  const auto paid_in = amount(Field::paid_in_capital);
  const auto listed_above = yes_or_no(pick(Field::above_scale).text);

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
