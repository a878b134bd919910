#include "result_folder.hpp"

#include "files.hpp"
#include "log.hpp"

#include "liantu/session/hashes.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* record = "files.txt";
constexpr std::array<const char*, 3> workbooks{"contacts.xlsx", "referrals.xlsx", "report.docx"};

// "quartz" of "map.quartz.svg"; empty for other names.
std::string chain_of_map(const std::string& name) {
  const fs::path path(name);
  const std::string ending = path.extension().string();
  const std::string stem = path.stem().string();
  if (!stem.starts_with("map.") || (ending != ".svg" && ending != ".pdf" && ending != ".png")) return {};
  return stem.substr(4);
}

bool workbook(const std::string& name) {
  return std::find(workbooks.begin(), workbooks.end(), name) != workbooks.end();
}

}  // namespace

ResultFolder::ResultFolder(std::string folder) : m_folder(std::move(folder)) {
  make_folder(m_folder);
  std::ifstream in(path(record));
  for (std::string line; std::getline(in, line);) {
    const auto space = line.find(' ');
    if (space != std::string::npos) m_before[line.substr(space + 1)] = line.substr(0, space);
  }
}

bool ResultFolder::as_written(const std::string& name) const {
  const auto found = m_before.find(name);
  return found != m_before.end() && found->second == file_hash(path(name));
}

// The first name that is free: 旧-contacts.xlsx, 旧2-contacts.xlsx.
std::string ResultFolder::set_aside(const std::string& name) const {
  std::error_code error;
  for (int n = 1;; ++n) {
    const std::string old = "旧" + (n == 1 ? std::string() : std::to_string(n)) + "-" + name;
    if (fs::exists(fs::symlink_status(path(old), error))) continue;
    fs::rename(path(name), path(old), error);
    if (error) throw OutputError(path(old), error.message());
    return old;
  }
}

void ResultFolder::write(const std::string& name, const std::function<void(const std::string&)>& write) {
  write_aside(path(name), [&](const std::string& aside) {
    write(aside);
    m_written[name] = file_hash(aside);
    std::error_code error;
    if (!workbook(name) || !fs::exists(path(name), error)) return;
    if (as_written(name) || file_hash(path(name)) == m_written[name]) return;
    const std::string old = set_aside(name);
    log::warning("kept", Text(name + " 上次写出后改动过，原文件改名为 " + old,
                              name + " was changed since it was written; kept as " + old));
  });
}

void ResultFolder::write(const std::string& name, std::string_view bytes) {
  write_file(path(name), bytes);
  m_written[name] = text_hash(bytes);
}

void ResultFolder::finish(const std::set<std::string>& chains) {
  std::vector<std::string> stale;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(m_folder, error)) {
    const std::string name = entry.path().filename().string();
    if (m_written.contains(name)) continue;
    if (m_before.contains(name) || workbook(name) || chains.contains(chain_of_map(name))) stale.push_back(name);
  }
  if (error) throw OutputError(m_folder, error.message());
  std::sort(stale.begin(), stale.end());
  for (const std::string& name : stale) {
    if (!as_written(name)) {
      const std::string old = set_aside(name);
      log::warning("kept", Text("本次没有 " + name + "，以前的改名为 " + old,
                                "this run has no " + name + "; that of before is now " + old));
      continue;
    }
    fs::remove(path(name), error);
    if (error) throw OutputError(path(name), error.message());
    log::warning("removed", Text("本次没有 " + name + "，上次写出的已删除（写出后没有改动过）",
                                 "this run has no " + name + "; that of the last run was removed, unchanged since"));
  }
  std::string lines;
  for (const auto& [name, hash] : m_written) lines += hash + " " + name + "\n";
  write_file(path(record), lines);
}

bool ResultFolder::has_result(const std::string& path) const {
  static constexpr std::array<const char*, 10> names{"lists.xlsx",    "targets.csv", "targets.json", "map.html",
                                                     "decisions.csv", "report.md",   "report.html",  "run.json",
                                                     "result.json",   record};
  std::error_code error;
  const fs::path wanted = fs::weakly_canonical(path, error);
  if (wanted.parent_path() != fs::weakly_canonical(m_folder, error)) return false;
  const std::string name = wanted.filename().string();
  return workbook(name) || !chain_of_map(name).empty() || std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace liantu::tool
