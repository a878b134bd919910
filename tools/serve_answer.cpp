#include "serve_answer.hpp"

#include "liantu/json/writer.hpp"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace liantu::tool::serve {

namespace {

constexpr const char* nothing_policy = "default-src 'none'; frame-ancestors 'none'";
// Results are pages of their own: their scripts run, and see neither the service nor other results.
constexpr const char* result_policy =
    "sandbox allow-scripts allow-downloads allow-popups allow-modals; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; frame-ancestors 'none'";

// RFC 8187.
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) out += c;
    if (!plain) out += {'%', "0123456789ABCDEF"[byte >> 4U], "0123456789ABCDEF"[byte & 15U]};
  }
  return out;
}

struct Known {
  std::string_view name;
  const char* zh;
  const char* en;
};

constexpr std::array known{
    Known{"all.zip", "全部成果", "everything"},
    Known{"map.html", "产业链图谱", "chain map"},
    Known{"lists.xlsx", "清单", "lists"},
    Known{"report.docx", "报告", "report"},
    Known{"report.html", "报告", "report"},
    Known{"report.md", "报告", "report"},
    Known{"referrals.xlsx", "以商招商", "referrals"},
    Known{"contacts.xlsx", "乡贤商会联系人", "contacts"},
    Known{"targets.csv", "目标清单", "targets"},
    Known{"targets.json", "目标清单", "targets"},
    Known{"decisions.csv", "待核实表", "to verify"},
    Known{"result.json", "本次结果（供下次对比）", "result, to compare with"},
    Known{"run.json", "本次输入与版本", "inputs and versions"},
    Known{"files.txt", "文件校验", "hashes of files"},
    Known{"firms.xlsx", "企业表模板", "template of firms"},
    Known{"county.xlsx", "县情表模板", "template of the county"},
};

struct Type {
  std::string_view ending;
  const char* type;
  bool viewable;
};

constexpr std::array types{
    Type{".html", "text/html; charset=utf-8", true},
    Type{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
    Type{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
    Type{".zip", "application/zip", false},
    Type{".pdf", "application/pdf", false},
    Type{".png", "image/png", true},
    Type{".svg", "image/svg+xml", true},
    Type{".csv", "text/csv; charset=utf-8", false},
    Type{".json", "application/json; charset=utf-8", false},
    Type{".md", "text/markdown; charset=utf-8", false},
};

}  // namespace

Lang lang_of(const httplib::Request& request) {
  if (request.has_param("lang")) return request.get_param_value("lang") == "en" ? Lang::en : Lang::zh;
  return request.get_header_value("Accept-Language").starts_with("en") ? Lang::en : Lang::zh;
}

void answer_text(httplib::Response& response, std::string_view text, const char* type, const char* policy) {
  response.set_header("Content-Security-Policy", policy);
  response.set_content(text.data(), text.size(), type);
}

void answer_json(httplib::Response& response, const boost::json::value& value, int status) {
  response.status = status;
  answer_text(response, to_json_text(value, 2), "application/json; charset=utf-8", nothing_policy);
}

void answer_refusal(httplib::Response& response, const Refusal& refusal, Lang lang) {
  if (refusal.retry_seconds > 0) response.set_header("Retry-After", std::to_string(refusal.retry_seconds));
  answer_json(response, refusal.json(lang), refusal.status);
}

ResultTitle title_of(const std::string& name) {
  ResultTitle out;
  out.title = Text(name);
  for (const Type& type : types) {
    if (!name.ends_with(type.ending)) continue;
    out.type = type.type;
    out.viewable = type.viewable;
  }
  const auto it = std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.name == name; });
  if (it != known.end()) out.title = {it->zh, it->en};
  return out;
}

void answer_file(httplib::Response& response, const std::string& path, const std::string& name, Lang lang, bool view,
                 std::shared_ptr<const void> owner) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
  if (error || !*file) throw Refusal{404, "gone", Text("文件已经不在了", "the file is gone")};
  const ResultTitle what = title_of(name);
  const std::string ending = std::filesystem::path(name).extension().string();
  const std::string& title = what.title.in(lang);
  response.set_header("Content-Disposition", std::string(view && what.viewable ? "inline" : "attachment") +
                                                 "; filename=\"" + name + "\"; filename*=UTF-8''" +
                                                 encoded(title.ends_with(ending) ? title : title + ending));
  response.set_header("Content-Security-Policy", result_policy);
  response.set_header("Accept-Ranges", "none");
  response.set_content_provider(
      bytes, what.type,
      [file, owner = std::move(owner)](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        std::array<char, std::size_t{64} << 10U> block{};
        file->seekg(static_cast<std::streamoff>(offset));
        file->read(block.data(), static_cast<std::streamsize>(std::min(length, block.size())));
        return file->gcount() > 0 && sink.write(block.data(), static_cast<std::size_t>(file->gcount()));
      });
}

}  // namespace liantu::tool::serve
