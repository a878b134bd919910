// Runs this program again for one piece of work, so that hostile input can neither crash nor grow the server: limits on
// time, memory and file size, a process group that is killed whole, and nothing inherited but three files.
// Part of `liantu serve`.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace liantu::tool::serve {

struct ChildLimits {
  int seconds = 600;
  std::uint64_t memory_mb = 4096;  // of address space
  std::uint64_t file_mb = 1024;    // of each file that it writes
};

enum class Ending { exited, out_of_time, cancelled, killed };

struct ChildResult {
  Ending ending = Ending::exited;
  int code = 0;  // exit code, or the signal that killed it
};

// Runs `liantu arguments…` in `folder`; what it prints goes to stdout.txt and stderr.txt there. `cancelled` is asked
// some twenty times a second. Returns when no process of the group is left. Errors: std::system_error where it cannot
// be started.
ChildResult run_child(const std::vector<std::string>& arguments, const std::string& folder, const ChildLimits& limits,
                      const std::function<bool()>& cancelled);

}  // namespace liantu::tool::serve
