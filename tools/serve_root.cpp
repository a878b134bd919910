#include "serve_root.hpp"

#include "files.hpp"
#include "serve_jobs.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

namespace liantu::tool::serve {

namespace fs = std::filesystem;

namespace {

constexpr const char* prefix = "liantu-serve-";

int lock(const std::string& folder, int flags) {
  const int file = open((folder + "/.lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  if (file >= 0) close(file);
  return -1;
}

void remove_left_behind(const fs::path& base) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(base, error), end; !error && it != end; it.increment(error)) {
    if (it->path().filename().string().starts_with(prefix)) found.push_back(it->path());
  }
  for (const fs::path& folder : found) {
    struct stat info {};
    if (lstat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid()) continue;
    const int file = lock(folder.string(), 0);
    if (file < 0) continue;  // its server lives
    fs::remove_all(folder, error);
    close(file);
  }
}

}  // namespace

Root::Root() {
  std::error_code error;
  const fs::path base = fs::temp_directory_path(error);
  if (error) throw OutputError("TMPDIR", error.message());
  remove_left_behind(base);
  // Under its name only when it is locked, so that another server that starts now lets it be.
  const std::string id = new_id();
  const std::string made = (base / ("." + std::string(prefix) + id)).string();
  m_path = (base / (prefix + id)).string();
  if (mkdir(made.c_str(), 0700) != 0) throw OutputError(made, std::generic_category().message(errno));
  m_lock = lock(made, O_CREAT);
  if (m_lock >= 0) fs::rename(made, m_path, error);
  if (m_lock < 0 || error) throw OutputError(m_path, error ? error.message() : std::generic_category().message(errno));
}

Root::~Root() {
  std::error_code error;
  fs::remove_all(m_path, error);
  close(m_lock);
}

}  // namespace liantu::tool::serve
