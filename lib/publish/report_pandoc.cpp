#include "report_pandoc.hpp"

#include "lists_text.hpp"

#include "liantu/publish/report.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

namespace liantu::report_detail {
namespace {

namespace fs = std::filesystem;

ReportError failed(const std::string& zh, const std::string& en) {
  return ReportError({"无法生成 DOCX：" + zh, "cannot make a DOCX: " + en});
}

std::string reason_of(int code) { return std::generic_category().message(code); }

// A folder that only this user can enter, gone with the object.
class OwnFolder {
 public:
  OwnFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "liantu-report-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr)
      throw failed("无法建立临时文件夹：" + reason_of(errno), "no temporary folder: " + reason_of(errno));
    m_path = pattern;
  }
  ~OwnFolder() {
    std::error_code error;
    fs::remove_all(m_path, error);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return (m_path / name).string(); }
  [[nodiscard]] std::string path() const { return m_path.string(); }

 private:
  fs::path m_path;
};

void write(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) throw failed("无法写入 " + path, "cannot write " + path);
}

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Input from nowhere, all output to `log`.
class Redirected {
 public:
  explicit Redirected(const std::string& log) {
    ::posix_spawn_file_actions_init(&m_actions);
    ::posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_adddup2(&m_actions, STDOUT_FILENO, STDERR_FILENO);
  }
  ~Redirected() { ::posix_spawn_file_actions_destroy(&m_actions); }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &m_actions; }

 private:
  posix_spawn_file_actions_t m_actions{};
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

// The exit status as waitpid has it. Errors: ReportError where it runs too long; it is stopped then.
int wait_for(pid_t child, int limit) {
  using clock = std::chrono::steady_clock;
  const auto end = clock::now() + std::chrono::seconds(limit);
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) throw failed("pandoc：" + reason_of(errno), "pandoc: " + reason_of(errno));
    if (clock::now() >= end) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ::kill(child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const std::string seconds = std::to_string(limit);
  throw failed("pandoc 超过 " + seconds + " 秒没有完成", "pandoc did not end within " + seconds + " seconds");
}

void run(std::vector<std::string> words, const OwnFolder& folder, std::int64_t seconds, int limit) {
  const char* path = std::getenv("PATH");
  std::vector<std::string> environment{"PATH=" + std::string(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path),
                                       "HOME=" + folder.path(),
                                       "TMPDIR=" + folder.path(),
                                       "LC_ALL=C.UTF-8",
                                       "TZ=UTC",
                                       "SOURCE_DATE_EPOCH=" + std::to_string(seconds)};
  const std::string log = folder / "log";
  const Redirected redirected(log);
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> variables = pointers(environment);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, "pandoc", redirected.get(), nullptr, arguments.data(), variables.data());
  if (error == ENOENT) throw ReportError::no_pandoc();
  if (error != 0) throw failed("pandoc：" + reason_of(error), "pandoc: " + reason_of(error));
  const int status = wait_for(child, limit);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  const std::string said = lists_detail::clean(read(log), 400);
  throw failed("pandoc 出错：" + said, "pandoc failed: " + said);
}

}  // namespace

std::string pandoc_docx(const WordPage& page, const std::string& reference, std::int64_t seconds, int limit) {
  const OwnFolder folder;
  write(folder / "report.html", page.html);
  for (const auto& [name, bytes] : page.pictures) write(folder / name, bytes);
  const std::string out = folder / "report.docx";
  // Not --sandbox: a sandboxed pandoc sees no picture, and Debian's not even its own data. The page names nothing but
  // the pictures beside it.
  run({"pandoc", "--from=html", "--to=docx", "--resource-path=" + folder.path(), "--reference-doc=" + reference,
       "--output=" + out, folder / "report.html"},
      folder, seconds, limit);
  std::string bytes = read(out);
  if (bytes.empty()) throw failed("pandoc 没有写出文件", "pandoc wrote nothing");
  return bytes;
}

}  // namespace liantu::report_detail
