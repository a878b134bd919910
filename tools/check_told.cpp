#include "check_told.hpp"

#include "liantu/firm/data_grade.hpp"
#include "liantu/publish/shown_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liantu::tool {

bool CheckUp::usable() const {
  const auto fine = [](const Checked& file) { return file.usable(); };
  return (!firms || fine(*firms)) && (!county || fine(*county)) && std::all_of(others.begin(), others.end(), fine);
}

std::vector<Lack> lacks_of(const ReadingReport& reading) {
  using F = Field;
  static const std::vector<Lack> all{
      {{F::scope},
       {"对应环节最主要的依据是经营范围；没有它，多数环节只能按行业代码判为“疑似”。",
        "The scope is what firms are matched by most; without it most nodes are suspected at best, by class."}},
      {{F::industry_code, F::industry_name, F::class_name, F::group_name, F::division_name, F::section_name},
       {"没有行业，无法判断名单覆盖了哪些门类，也少一项对应依据。",
        "Without an industry it is not known which sections the table covers, and one kind of evidence is lacking."}},
      {{F::products}, {"没有主要产品，少一项最直接的对应依据。", "Products are the most direct evidence."}},
      {{F::credit_code},
       {"没有信用代码，去重和与其他名单对照只能靠名称和地区。",
        "Without credit codes, duplicates and other lists are told by name and region alone."}},
      {{F::status},
       {"没有登记状态，认不出已注销、吊销、迁出的企业。", "Deregistered, revoked and moved firms cannot be told."}},
      {{F::county, F::township, F::city, F::address},
       {"没有所在地，不能只取本地企业，也看不出周边配套。",
        "Without a place, local firms cannot be picked, nor firms around told."}},
      {{F::above_scale},
       {"没有规上标记，不列规上企业数，“优势”“具备”的判断偏低。",
        "Without marks of above-scale firms their number is not shown, and states are rated too low."}},
      {{F::insured_staff},
       {"没有参保人数，认不出已停产而未注销的企业。", "Idle firms that are still registered cannot be told."}},
      {{F::revenue, F::output, F::tax},
       {"没有营业收入、产值或税收，数据等级到不了 A。", "Without revenue, output or tax the grade is B at best."}},
      {{F::purchases, F::local_purchases},
       {"没有采购额和本地采购额，本地配套率不能按采购额计算。",
        "Without purchases, local supply by money cannot be computed."}},
      {{F::anchor, F::listed, F::little_giant},
       {"没有链主、上市、专精特新标记，骨干企业只能推断；链主也可写在县情表里。",
        "Without marks of anchors, listed firms and little giants, leading firms are inferred; the county file may "
        "name "
        "anchors."}},
  };
  std::vector<Lack> out;
  for (const Lack& lack : all) {
    const bool there =
        std::any_of(lack.fields.begin(), lack.fields.end(), [&](Field field) { return reading.has(field); });
    if (!there) out.push_back(lack);
  }
  return out;
}

namespace {

void put_problems(std::string& out, const Checked& file, Lang lang) {
  const bool zh = lang == Lang::zh;
  for (const Problem& problem : file.problems) out += (zh ? "不能用：" : "unusable: ") + problem.message(lang) + '\n';
  for (const Problem& note : file.notes) out += (zh ? "注意：" : "note: ") + note.message(lang) + '\n';
}

std::string labels(const std::vector<Field>& fields, Lang lang) {
  std::string out;
  for (const Field field : fields) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += label(field, lang);
  }
  return out;
}

std::string names(const std::vector<std::string>& headers, Lang lang) {
  std::string out;
  for (const std::string& header : headers) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += shown_name(header);
  }
  return out;
}

std::string firms_text(const CheckedFirms& firms, Lang lang) {
  const bool zh = lang == Lang::zh;
  const ReadingReport& r = firms.reading;
  std::string out;
  if (!firms.usable()) {
    put_problems(out, firms, lang);
    return out;
  }
  out += zh ? fmt::format("企业表：{} 行，企业 {} 家；数据等级 {}\n", r.rows, r.firms, r.grade())
            : fmt::format("table of firms: {} rows, {} firms; grade {}\n", r.rows, r.firms, r.grade());
  out += zh ? fmt::format("未计入：注销等 {}，重复 {}，外地 {}，无名称 {}，非企业行 {}\n", r.deregistered, r.duplicates,
                          r.elsewhere, r.nameless, r.not_firms)
            : fmt::format("left out: {} deregistered, {} duplicates, {} elsewhere, {} nameless, {} not firms\n",
                          r.deregistered, r.duplicates, r.elsewhere, r.nameless, r.not_firms);
  out += zh ? "认出的列：\n" : "columns recognised:\n";
  for (const auto& [header, field] : r.recognised) {
    const auto filled = r.filled[static_cast<std::size_t>(field)];
    const std::string share = percent(r.firms == 0 ? 0 : static_cast<double>(filled) / static_cast<double>(r.firms));
    out += fmt::format(fmt::runtime(zh ? "  {} → {}（{} 有内容）\n" : "  {} -> {} ({} filled)\n"), shown_name(header),
                       label(field, lang), share);
  }
  if (!r.dropped_columns.empty())
    out += (zh ? "没有用到的列：" : "columns not used: ") + names(r.dropped_columns, lang) + '\n';
  if (!r.personal_columns.empty())
    out += (zh ? "个人信息列，不读入：" : "personal columns, not read: ") + names(r.personal_columns, lang) + '\n';
  for (const Lack& lack : lacks_of(r))
    out += (zh ? "缺 " : "lacking ") + labels(lack.fields, lang) + (zh ? "：" : ": ") + lack.lost.in(lang) + '\n';
  for (const Text& line : turned_off_by_grade(r)) out += (zh ? "本次不能做：" : "turned off: ") + line.in(lang) + '\n';
  put_problems(out, firms, lang);
  return out;
}

}  // namespace

std::string check_text(const CheckUp& check, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  if (check.firms) out += firms_text(*check.firms, lang);
  if (check.county) {
    if (check.county->usable())
      out += (zh ? "县情：" : "county: ") + shown_name(check.county->county.name) + (zh ? "，产业链 " : ", chains: ") +
             (check.county->chain_names.empty() ? (zh ? "未指定" : "none") : names(check.county->chain_names, lang)) +
             '\n';
    put_problems(out, *check.county, lang);
  }
  for (const CheckedOther& other : check.others) {
    if (other.usable())
      out += fmt::format(fmt::runtime(zh ? "{}：{} 行可用\n" : "{}: {} rows can be used\n"), shown_name(other.file),
                         other.rows);
    put_problems(out, other, lang);
  }
  out += check.usable() ? (zh ? "可以计算\n" : "ready\n") : (zh ? "改好以后再算\n" : "to be mended first\n");
  return out;
}

}  // namespace liantu::tool
