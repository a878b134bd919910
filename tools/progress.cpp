#include "progress.hpp"

#include <unistd.h>

#include <iostream>

namespace liantu::tool {

Progress::Progress(Lang lang)
    : m_lang(lang), m_terminal(isatty(STDERR_FILENO) == 1), m_next(Clock::now() + std::chrono::seconds(1)) {}

void Progress::firms(std::uint64_t count) {
  if (!m_terminal || Clock::now() < m_next) return;
  m_next = Clock::now() + std::chrono::milliseconds(200);
  m_drawn = true;
  std::cerr << '\r' << (m_lang == Lang::zh ? "已读入企业 " : "firms read: ") << grouped(count)
            << (m_lang == Lang::zh ? " 家" : "") << std::flush;
}

void Progress::clear() {
  if (m_drawn) std::cerr << "\r\x1b[K" << std::flush;
  m_drawn = false;
}

}  // namespace liantu::tool
