// Part of the service: from a form to a piece of work.
#include "serve_answer.hpp"
#include "serve_service.hpp"
#include "serve_text.hpp"
#include "serve_told.hpp"

#include "liantu/json/fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <thread>
#include <utility>

namespace liantu::tool::serve {

namespace json = boost::json;

namespace {

struct FileField {
  const char* name;    // of the part of the form
  const char* option;  // of the tool
  const char* ending;  // where it is no workbook
  bool several;
  bool analysis_only;
};

constexpr std::array file_fields{
    FileField{"firms", "--firms", ".csv", false, false},
    FileField{"county", "--county", ".json", false, false},
    FileField{"candidates", "--candidates", ".csv", true, false},
    FileField{"contacts", "--contacts", ".csv", true, false},
    FileField{"decisions", "--decisions", ".csv", true, false},
    FileField{"assets", "--assets", ".csv", true, false},
    FileField{"above_scale", "--above-scale", ".csv", true, false},
    FileField{"anchors", "--anchors", ".csv", true, false},
    FileField{"policy", "--policy", ".json", false, false},
    FileField{"previous", "--previous", ".csv", false, true},
};

struct TextField {
  const char* name;
  const char* option;
  bool several;  // parted by commas
};

constexpr std::array text_fields{
    TextField{"chains", "--chain", true},     TextField{"region", "--region", true},
    TextField{"reach", "--reach", true},      TextField{"scope", "--scope", true},
    TextField{"date", "--date", false},       TextField{"title", "--table-title", false},
    TextField{"profile", "--profile", false},
};

const FileFields& endings() {
  static const FileFields out = [] {
    FileFields all;
    for (const FileField& field : file_fields) all.emplace(field.name, field.ending);
    return all;
  }();
  return out;
}

[[noreturn]] void refuse_text(const std::string& field, const Text& wanted) {
  throw Refusal{400, "bad_field",
                Text(field + " 不对；应为 " + wanted.zh, field + " cannot be used; wanted " + wanted.en)};
}

// Blank ones left out.
std::vector<std::string> parts_of(const std::vector<std::string>& values, bool several) {
  std::vector<std::string> out;
  for (const std::string& value : values) {
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t stop = several ? std::min(value.find(',', at), value.size()) : value.size();
      const std::string part(trim(std::string_view(value).substr(at, stop - at)));
      if (!part.empty()) out.push_back(part);
      at = stop + 1;
    }
  }
  return out;
}

}  // namespace

Form Service::receive(const Request& request, const Reader& reader, const Folder& folder) const {
  if (!request.has_header("Content-Length"))
    throw Refusal{411, "no_length", Text("请求要写明长度（Content-Length）", "a Content-Length is wanted")};
  FormLimits limits;
  limits.bytes = m_options.max_mb << 20U;
  if (request.get_header_value<std::uint64_t>("Content-Length") > limits.bytes) throw too_large(limits.bytes);
  FormReader form(request.get_header_value(content_type_header), endings(), folder.path(), limits);
  std::exception_ptr error;  // not thrown through httplib, which would answer it itself
  const bool read = reader([&](const char* data, std::size_t size) {
    try {
      form.add({data, size});
    } catch (...) {
      error = std::current_exception();
    }
    return error == nullptr;
  });
  if (error) std::rethrow_exception(error);
  if (!read) throw Refusal{400, "broken", Text("上传中断或太慢", "the upload broke off, or was too slow")};
  return form.finish();
}

void Service::put_arguments(const Form& form, Work& work) const {
  for (const auto& [name, values] : form.texts) {
    const auto it = std::find_if(text_fields.begin(), text_fields.end(),
                                 [&, &field = name](const TextField& one) { return one.name == field; });
    if (it == text_fields.end())
      refuse_text(clean_text(name), Text("docs/service.md 里的一项", "one of docs/service.md"));
    for (const std::string& value : values) {
      if (!utf8::valid(value) || !detail::printable(value)) refuse_text(name, Text("一行文字", "a line of text"));
    }
    const std::vector<std::string> parts = parts_of(values, it->several);
    if (parts.size() > 1 && !it->several) refuse_text(name, Text("一个值", "one value"));
    for (const std::string& value : parts) {
      // The tool also takes paths of chains, which are none of a client's business.
      if (name == "chains" && !m_chain_ids.contains(value))
        refuse_text(name, Text("/api/v1/chains 列出的 id", "ids of /api/v1/chains"));
      work.arguments.push_back(std::string(it->option) + "=" + value);
    }
  }
  for (const FileField& field : file_fields) {
    const auto files = form.files_of(field.name);
    if (files.size() > 1 && !field.several) refuse_text(field.name, Text("一个文件", "one file"));
    for (const Upload* file : files) {
      work.titles[file->name] = file->title;
      if (!field.analysis_only || work.arguments.front() == "analyze")
        work.arguments.push_back(std::string(field.option) + "=" + file->name);
    }
  }
  if (form.files_of("firms").empty())
    throw Refusal{400, "no_firms", Text("请先选择企业表", "a table of firms is wanted (firms)")};
}

void Service::check(const Request& request, Response& response, const Reader& reader) {
  Jobs::Place place = m_jobs.reserve();
  Work work;
  work.folder = m_jobs.new_folder();
  work.lang = lang_of(request);
  work.reports = true;
  work.arguments = {"check", "--log=json", "--format=json", work.lang == Lang::zh ? "--lang=zh" : "--lang=en"};
  put_arguments(receive(request, reader, *work.folder), work);
  const auto folder = work.folder;
  const auto titles = work.titles;
  const std::string id = m_jobs.submit(std::move(place), std::move(work));
  struct Removal {  // whatever happens
    Jobs& jobs;
    const std::string& id;
    ~Removal() { jobs.remove(id); }
  } const removal{m_jobs, id};
  (void)m_jobs.wait(id);
  json::value found = json::parse(bytes_of(folder->path("stdout.txt"), std::size_t{16} << 20U));
  retitle(found, titles);
  answer_json(response, found);
}

void Service::analyse(const Request& request, Response& response, const Reader& reader) {
  Jobs::Place place = m_jobs.reserve();
  Work work;
  work.folder = m_jobs.new_folder();
  work.lang = lang_of(request);
  const std::size_t threads = std::max<std::size_t>(1, std::thread::hardware_concurrency() / m_options.jobs.jobs);
  work.arguments = {"analyze", "--log=json", "--out=out", work.lang == Lang::zh ? "--lang=zh" : "--lang=en",
                    "--threads=" + std::to_string(threads)};
  const Form form = receive(request, reader, *work.folder);
  put_arguments(form, work);
  if (form.text("title").empty()) work.arguments.push_back("--table-title=" + form.files_of("firms").front()->title);
  const std::string id = m_jobs.submit(std::move(place), std::move(work));
  const std::string url = "/api/v1/analyses/" + id;
  response.set_header("Location", url);
  answer_json(response, json::object{{"id", json::string(id)}, {"state", "waiting"}, {"url", json::string(url)}}, 202);
}

}  // namespace liantu::tool::serve
