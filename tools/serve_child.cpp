#include "serve_child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace liantu::tool::serve {

namespace {

// The sanitizers map terabytes of address space that they never touch.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool limits_memory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool limits_memory = false;
#else
constexpr bool limits_memory = true;
#endif
#else
constexpr bool limits_memory = true;
#endif

[[noreturn]] void fail(int error) { throw std::system_error(error, std::generic_category(), "cannot start the work"); }

class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  posix_spawnattr_t attributes{};
  posix_spawn_file_actions_t actions{};
};

// Set from here, as posix_spawn has no way to: the child is then at its first pages.
void limit(pid_t child, const ChildLimits& limits) {
  const auto set = [child](__rlimit_resource what, rlim_t value) {
    const rlimit both{value, value};
    prlimit(child, what, &both, nullptr);
  };
  const rlim_t threads = std::max(1U, std::thread::hardware_concurrency());
  set(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds) * threads + 1);
  if (limits_memory) set(RLIMIT_AS, static_cast<rlim_t>(limits.memory_mb) << 20U);
  set(RLIMIT_FSIZE, static_cast<rlim_t>(limits.file_mb) << 20U);
  set(RLIMIT_CORE, 0);
}

pid_t start(const std::vector<std::string>& arguments, const std::string& folder) {
  std::vector<std::string> words{"liantu"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  Attributes how;
  const auto to = [&](int descriptor, const char* name) {
    posix_spawn_file_actions_addopen(&how.actions, descriptor, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  posix_spawn_file_actions_addchdir_np(&how.actions, folder.c_str());
  posix_spawn_file_actions_addopen(&how.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  to(STDOUT_FILENO, "stdout.txt");
  to(STDERR_FILENO, "stderr.txt");
  posix_spawn_file_actions_addclosefrom_np(&how.actions, STDERR_FILENO + 1);
  pid_t child = 0;
  const int error = posix_spawn(&child, "/proc/self/exe", &how.actions, &how.attributes, argv.data(), environ);
  if (error != 0) fail(error);
  return child;
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments, const std::string& folder, const ChildLimits& limits,
                      const std::function<bool()>& cancelled) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  const pid_t child = start(arguments, folder);
  limit(child, limits);
  ChildResult out;
  int status = 0;
  auto pause = std::chrono::milliseconds(2);
  while (waitpid(child, &status, WNOHANG) == 0) {
    const bool late = std::chrono::steady_clock::now() > end;
    if (late || cancelled()) {
      out.ending = late ? Ending::out_of_time : Ending::cancelled;
      kill(-child, SIGKILL);
      while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
      break;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::milliseconds(50));
  }
  kill(-child, SIGKILL);  // what it may have started and left
  if (out.ending != Ending::exited) return out;
  if (WIFEXITED(status)) return {Ending::exited, WEXITSTATUS(status)};
  const int signal = WTERMSIG(status);
  return {signal == SIGXCPU ? Ending::out_of_time : Ending::killed, signal};
}

}  // namespace liantu::tool::serve
