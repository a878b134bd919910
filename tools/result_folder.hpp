// The folder of a run's results, used again: what an earlier run left there and this one does not write must not pass
// for its own, and what a person wrote there must not be lost.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace liantu::tool {

// Files that not every run writes, and those that people write in: maps, contacts.xlsx, referrals.xlsx, report.docx.
// Their hashes stand in files.txt, so that the next run knows which are as they were written.
class ResultFolder {
 public:
  // Makes the folder and reads files.txt. Errors: OutputError.
  explicit ResultFolder(std::string folder);

  // A path in the folder.
  [[nodiscard]] std::string path(const std::string& name) const { return m_folder + "/" + name; }

  // Writes a file over what is there; what a person has changed since it was written is kept under another name.
  void write(const std::string& name, const std::function<void(const std::string&)>& write);
  void write(const std::string& name, std::string_view bytes);

  // After the last file: of those that this run did not write, one as a run wrote it is removed, any other renamed
  // 旧-…; each is told. `chains`: ids of chains that a map may be of. Then writes files.txt.
  void finish(const std::set<std::string>& chains);

  // `path` is of a file that a run writes, or might, into the folder.
  [[nodiscard]] bool has_result(const std::string& path) const;

 private:
  [[nodiscard]] bool as_written(const std::string& name) const;
  std::string set_aside(const std::string& name) const;

  std::string m_folder;
  std::map<std::string, std::string> m_before;  // hashes of files.txt, by name
  std::map<std::string, std::string> m_written;
};

}  // namespace liantu::tool
