#include "serve_told.hpp"

#include "serve_text.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>

namespace liantu::tool::serve {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

// "firms.csv: 第 5 行…" under the name that the file was uploaded by.
std::string retitled(std::string text, const std::map<std::string, std::string>& titles) {
  for (const auto& [name, title] : titles) {
    if (text.starts_with(name)) return title + text.substr(name.size());
  }
  return text;
}

std::optional<json::object> event_of(const std::string& line) {
  if (!line.starts_with('{')) return std::nullopt;
  json::error_code error;
  json::value value = json::parse(line, error);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

std::string text_at(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string().c_str()) : std::string();
}

// Errors alone: notes, counts and progress are none.
json::array problems_of(const Work& work) {
  json::array out;
  std::istringstream lines(bytes_of(work.folder->path("stderr.txt")));
  for (std::string line; std::getline(lines, line) && out.size() < 100;) {
    if (auto event = event_of(line)) {
      if (text_at(*event, "level") != "error") continue;
      event->erase("level");
      event->erase("event");
      for (const char* key : {"message", "file"}) {
        if (const std::string text = text_at(*event, key); !text.empty()) (*event)[key] = retitled(text, work.titles);
      }
      out.push_back(std::move(*event));
    } else if (line.starts_with("liantu: ")) {
      out.push_back(json::object{{"message", retitled(clean_text(line.substr(8)), work.titles)}});
    }
  }
  return out;
}

Text first_message(const json::array& problems, Text otherwise) {
  return problems.empty() ? std::move(otherwise) : Text(text_at(problems.front().as_object(), "message"));
}

Refusal exited(int code, const Work& work) {
  json::array problems = problems_of(work);
  if (code == 3) {
    const Text message = first_message(problems, {"上传的文件不能用", "what was uploaded cannot be used"});
    return {422, "bad_input", message, 0, std::move(problems)};
  }
  if (code == 2) {
    const std::string said = clean_text(bytes_of(work.folder->path("stderr.txt"), 1000));
    return {400, "bad_field", first_message(problems, Text(said)), 0, std::move(problems)};
  }
  const Text message = first_message(problems, {"计算没有完成", "the work did not end well"});
  if (message.en.find("out of memory") != std::string::npos || message.zh.find("内存不足") != std::string::npos)
    return {422, "memory",
            Text("数据太大，超过了服务给每次计算的内存；请减少行数，或请管理员调大 --memory-mb",
                 "too much data for the memory that the service gives to one piece of work (--memory-mb)")};
  return {500, "failed", message, 0, std::move(problems)};
}

}  // namespace

std::optional<Refusal> refusal_of(const ChildResult& result, const Work& work, const ChildLimits& limits) {
  const std::string seconds = std::to_string(limits.seconds);
  switch (result.ending) {
    case Ending::exited: break;
    case Ending::out_of_time:
      return Refusal{422, "time",
                     Text("超过 " + seconds + " 秒没有算完，已停止；请减少行数，或请管理员调大 --seconds",
                          "stopped after " + seconds + " seconds; try fewer rows, or a larger --seconds")};
    case Ending::cancelled: return Refusal{410, "cancelled", Text("已经取消", "taken back")};
    case Ending::killed:
      return Refusal{422, result.code == SIGXFSZ ? "size" : "crashed",
                     Text("计算中断（信号 " + std::to_string(result.code) + "），其他人不受影响；请把文件发给管理员看",
                          "the work broke off (signal " + std::to_string(result.code) + "); others are not affected")};
  }
  if (result.code == 0) return std::nullopt;
  std::error_code error;
  const bool told = result.code == 3 && work.reports && fs::file_size(work.folder->path("stdout.txt"), error) > 2;
  if (told && !error) return std::nullopt;
  return exited(result.code, work);
}

void retitle(json::value& found, const std::map<std::string, std::string>& titles) {
  if (found.is_array()) {
    for (json::value& item : found.get_array()) retitle(item, titles);
  }
  if (!found.is_object()) return;
  for (auto& [key, item] : found.get_object()) {
    if (item.is_string() && (key == "file" || key == "message")) {
      item = json::string(retitled(item.get_string().c_str(), titles));
    } else {
      retitle(item, titles);
    }
  }
}

std::vector<ResultFile> result_files(const std::string& folder) {
  std::vector<ResultFile> out;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->is_regular_file(error)) out.push_back({it->path().filename().string(), it->file_size(error)});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

void remove_uploads(const Work& work) {
  std::error_code error;
  for (const auto& [name, title] : work.titles) fs::remove(work.folder->path(name), error);
}

std::string last_progress(const std::string& path) {
  std::istringstream lines(bytes_of(path, std::size_t{64} << 10U));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    const auto event = event_of(line);
    if (event && text_at(*event, "event") == "progress") out = text_at(*event, "message");
  }
  return out;
}

}  // namespace liantu::tool::serve
