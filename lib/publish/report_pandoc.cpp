#include "report_pandoc.hpp"

#include "lists_text.hpp"
#include "report_openxml.hpp"

#include "liantu/publish/report.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

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

// As a zip writes it: in steps of two seconds, from 1980.
std::pair<zip_uint16_t, zip_uint16_t> dos_time(std::int64_t seconds) {
  const std::chrono::sys_seconds at{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  const auto years = static_cast<unsigned>(static_cast<int>(date.year()) - 1980);
  return {static_cast<zip_uint16_t>((time.hours().count() << 11) | (time.minutes().count() << 5) |
                                    (time.seconds().count() / 2)),
          static_cast<zip_uint16_t>((years << 9U) | (static_cast<unsigned>(date.month()) << 5U) |
                                    static_cast<unsigned>(date.day()))};
}

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { (void)zip_fclose(file); }
};

// The one part of the archive that `laid_out` changes. Every entry gets the time of the study: libzip reads and writes
// times in the zone of the machine.
void lay_out(const std::string& path, const WordPage& page, std::int64_t seconds) {
  const auto broken = [](const std::string& why) {
    return failed("DOCX 无法改写：" + why, "cannot rewrite it: " + why);
  };
  int code = 0;
  std::unique_ptr<zip_t, Discard> zip(zip_open(path.c_str(), 0, &code));
  if (!zip) throw broken("zip error " + std::to_string(code));
  const zip_int64_t part = zip_name_locate(zip.get(), "word/document.xml", 0);
  zip_stat_t stat;
  if (part < 0 || zip_stat_index(zip.get(), static_cast<zip_uint64_t>(part), 0, &stat) != 0)
    throw broken(zip_strerror(zip.get()));
  std::string xml(stat.size, ' ');
  {
    const std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(part), 0));
    if (!file || zip_fread(file.get(), xml.data(), xml.size()) != static_cast<zip_int64_t>(xml.size()))
      throw broken(zip_strerror(zip.get()));
  }
  xml = laid_out(xml, page);
  zip_source_t* source = zip_source_buffer(zip.get(), xml.data(), xml.size(), 0);
  if (source == nullptr || zip_file_replace(zip.get(), static_cast<zip_uint64_t>(part), source, 0) != 0)
    throw broken(zip_strerror(zip.get()));
  const auto [time, date] = dos_time(seconds);
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i)
    (void)zip_file_set_dostime(zip.get(), static_cast<zip_uint64_t>(i), time, date, 0);
  if (zip_close(zip.get()) != 0) throw broken(zip_strerror(zip.get()));
  (void)zip.release();
}

}  // namespace

std::string pandoc_docx(const WordPage& page, const std::string& reference, std::int64_t seconds, int limit) {
  const OwnFolder folder;
  write(folder / "report.html", page.html);
  for (const WordPicture& picture : page.pictures) write(folder / picture.name, picture.png);
  const std::string out = folder / "report.docx";
  // Not --sandbox: a sandboxed pandoc sees no picture, and Debian's not even its own data. The page names nothing but
  // the pictures beside it.
  run({"pandoc", "--from=html", "--to=docx", "--resource-path=" + folder.path(), "--reference-doc=" + reference,
       "--output=" + out, folder / "report.html"},
      folder, seconds, limit);
  if (read(out).empty()) throw failed("pandoc 没有写出文件", "pandoc wrote nothing");
  lay_out(out, page, seconds);
  return read(out);
}

}  // namespace liantu::report_detail
