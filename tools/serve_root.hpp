// The private folder of a server, under TMPDIR: all that is uploaded and made is in it, and goes with it. What a server
// that was killed left behind is removed by the next one of the same user. Part of `liantu serve`.
#pragma once

#include <string>

namespace liantu::tool::serve {

class Root {
 public:
  // Errors: OutputError where none can be made.
  Root();
  ~Root();
  Root(const Root&) = delete;
  Root& operator=(const Root&) = delete;
  [[nodiscard]] const std::string& path() const { return m_path; }

 private:
  std::string m_path;
  int m_lock = -1;  // held while the server lives
};

}  // namespace liantu::tool::serve
