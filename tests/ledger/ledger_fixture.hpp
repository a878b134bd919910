// Ledgers made by the tests: rows in short, files that go away.
#pragma once

#include "liantu/promotion/ledger.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace liantu::test {

// A folder of its own, removed at the end of the test.
class Folder {
 public:
  Folder() {
    static int count = 0;
    m_path = std::filesystem::temp_directory_path() /
             ("liantu-ledger-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(m_path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (m_path / name).string(); }
  std::string file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path m_path;
};

inline ProjectRow row(const std::string& id, const std::string& name, ProjectState state, const std::string& date) {
  ProjectRow out{{"t.csv", "row 2", "row 2, column B", "row 2, column C", "row 2, column D"}, {}, {}, {}};
  out.facts.id = id;
  out.facts.name = name;
  out.event = ProjectEvent{state, date, state == ProjectState::ended ? "虚构原因" : "", false};
  return out;
}

inline ProjectRow money(const std::string& id, const std::string& date, double total, double arrived) {
  ProjectRow out{{"t.csv", "row 2", "", "", "row 2, column D"}, {}, {}, {}};
  out.facts.id = id;
  out.figures = {date, total, {}, arrived, {}};
  return out;
}

// What merging one row is refused with, in English; empty where it is not.
inline std::string refused(Projects& projects, const ProjectRow& one, const std::string& today = "") {
  std::string out;
  for (const Problem& problem : merge(projects, {{one}, {}}, today).problems) out += problem.message(Lang::en) + "\n";
  return out;
}

inline Projects read_projects(const std::string& path) {
  LedgerRows rows;
  Problems problems;
  Problems notes;
  read_project_rows(path, rows, problems, notes);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.message(Lang::en);
  Projects out;
  for (const Problem& problem : merge(out, rows, "").problems) ADD_FAILURE() << problem.message(Lang::en);
  return out;
}

}  // namespace liantu::test
