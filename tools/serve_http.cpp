#include "serve_http.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace liantu::tool::serve {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// An answer given before the request is understood.
std::string canned(const char* status, const char* code, const char* zh, const char* en) {
  const std::string body = std::string(R"({"code": ")") + code + R"(", "message": ")" + zh + " / " + en + "\"}\n";
  return std::string("HTTP/1.1 ") + status +
         "\r\nContent-Type: application/json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
         "Retry-After: 5\r\nConnection: close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A connection while its one request is answered.
class Exchange : public httplib::Stream {
 public:
  Exchange(socket_t socket, const HttpLimits& limits, const std::atomic<bool>& ending)
      : m_socket(socket), m_limits(limits), m_ending(ending) {}

  enum class Head { read, gone, slow, large, unsized };

  // Reads up to the blank line, with room for what follows it.
  Head read_head() {
    for (;;) {
      const auto end = m_ahead.find("\r\n\r\n");
      if (end != std::string::npos) {
        return rewrite(end + 2) ? Head::read : Head::unsized;
      }
      if (m_ahead.size() > m_limits.head_bytes) return Head::large;
      if (!wait(POLLIN, m_read, false)) return m_ahead.empty() ? Head::gone : Head::slow;
      if (receive() <= 0) return Head::gone;
    }
  }

  bool is_readable() const override { return m_at < m_ahead.size() || ready(POLLIN, 0); }
  bool is_writable() const override { return !m_ending && ready(POLLOUT, m_limits.patience * 1000); }
  socket_t socket() const override { return m_socket; }
  // Who asks is nobody's business.
  void get_remote_ip_and_port(std::string& ip, int& port) const override { nowhere(ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const override { nowhere(ip, port); }

  ssize_t read(char* to, size_t size) override {
    if (m_at == m_ahead.size()) {
      m_ahead.clear();
      m_at = 0;
      if (m_total > m_limits.body_bytes + m_limits.head_bytes + (1U << 20U)) return -1;
      if (!wait(POLLIN, m_read, true)) return -1;
      const ssize_t got = receive();
      if (got <= 0) return got;
    }
    const std::size_t count = std::min(size, m_ahead.size() - m_at);
    std::copy_n(m_ahead.data() + m_at, count, to);
    m_at += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* from, size_t size) override {
    for (std::size_t done = 0; done < size;) {
      if (!wait(POLLOUT, m_written, true)) return -1;
      const ssize_t sent = send(m_socket, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (sent < 0) return -1;
      done += static_cast<std::size_t>(sent);
      m_written.bytes += static_cast<std::uint64_t>(sent);
    }
    return static_cast<ssize_t>(size);
  }

  void write_all(const std::string& text) { (void)write(text.data(), text.size()); }

  // Takes what still comes for a while: closing over unread bytes would take the answer back from the client.
  void linger() {
    shutdown(m_socket, SHUT_WR);
    const auto end = Clock::now() + std::chrono::seconds(m_limits.patience);
    while (Clock::now() < end && !m_ending && ready(POLLIN, 500)) {
      m_ahead.clear();
      m_at = 0;
      if (receive() <= 0) return;
    }
  }

 private:
  struct Pace {
    std::uint64_t bytes = 0;
    Seconds waited{0};
  };

  static void nowhere(std::string& ip, int& port) {
    ip.clear();
    port = 0;
  }

  bool ready(short what, int milliseconds) const {
    pollfd one{m_socket, what, 0};
    return poll(&one, 1, milliseconds) > 0;
  }

  // False where the client has taken more time than its bytes bought.
  bool wait(short what, Pace& pace, bool earns) {
    for (;;) {
      const double allowed =
          m_limits.patience + (earns ? static_cast<double>(pace.bytes) / static_cast<double>(m_limits.least_rate) : 0);
      const auto began = Clock::now();
      const bool there = ready(what, 100);
      pace.waited += Clock::now() - began;
      if (m_ending) return false;
      if (there) return true;
      if (pace.waited.count() > allowed) return false;
    }
  }

  ssize_t receive() {
    const std::size_t before = m_ahead.size();
    m_ahead.resize(before + (16U << 10U));
    const ssize_t got = recv(m_socket, m_ahead.data() + before, m_ahead.size() - before, MSG_DONTWAIT);
    m_ahead.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    m_read.bytes += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    m_total += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    return got;
  }

  static bool is_header(std::string_view line, std::string_view name) {
    return line.size() > name.size() && line[name.size()] == ':' &&
           std::equal(name.begin(), name.end(), line.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
  }

  // Of the head, which ends at `end`: types of content under another name; no ranges, which httplib matches by a
  // recursive expression; no names of ours. False where the body comes in chunks, whose lines httplib does not bound.
  bool rewrite(std::size_t end) {
    std::string out;
    for (std::size_t at = 0; at < end;) {
      const std::size_t stop = m_ahead.find("\r\n", at) + 2;
      const std::string_view line = std::string_view(m_ahead).substr(at, stop - at);
      at = stop;
      if (is_header(line, "range") || is_header(line, "x-content-type") || is_header(line, "content-encoding"))
        continue;
      if (is_header(line, "transfer-encoding")) return false;
      if (is_header(line, "content-type")) out += "X-";
      out += line;
    }
    m_ahead.replace(0, end, out);
    return true;
  }

  socket_t m_socket;
  const HttpLimits& m_limits;
  const std::atomic<bool>& m_ending;
  std::string m_ahead;  // received, and read from m_at on
  std::size_t m_at = 0;
  std::uint64_t m_total = 0;
  Pace m_read;
  Pace m_written;
};

// Threads that answer. A connection over the limit is handed to the thread that listens, marked as refused.
class Workers : public httplib::TaskQueue {
 public:
  Workers(std::size_t threads, std::size_t most) : m_most(most) {
    for (std::size_t i = 0; i < threads; ++i) m_threads.emplace_back([this] { run(); });
  }

  void enqueue(std::function<void()> task) override {
    {
      const std::lock_guard lock(m_mutex);
      if (m_tasks.size() < m_most) {
        m_tasks.push_back(std::move(task));
        m_changed.notify_one();
        return;
      }
    }
    refusing = true;
    task();
    refusing = false;
  }

  void shutdown() override {
    {
      const std::lock_guard lock(m_mutex);
      m_ended = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads) thread.join();
    m_threads.clear();
  }

  static thread_local bool refusing;

 private:
  void run() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ended || !m_tasks.empty(); });
        if (m_tasks.empty()) return;
        task = std::move(m_tasks.front());
        m_tasks.pop_front();
      }
      task();
    }
  }

  std::size_t m_most;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_ended = false;
  std::deque<std::function<void()>> m_tasks;
  std::vector<std::thread> m_threads;
};

thread_local bool Workers::refusing = false;

}  // namespace

HttpServer::HttpServer(const HttpLimits& limits) : m_limits(limits) {
  new_task_queue = [this] { return new Workers(m_limits.workers, m_limits.waiting); };  // httplib deletes it
  set_payload_max_length(limits.body_bytes);
}

void HttpServer::end() {
  m_ending = true;
  stop();
}

bool HttpServer::process_and_close_socket(socket_t socket) {
  static const std::string busy = canned("503 Service Unavailable", "busy", "现在用的人多，请过一会儿再试",
                                         "busy at the moment; try again a little later");
  static const std::string large = canned("431 Request Header Fields Too Large", "head_too_large", "请求头太长",
                                          "the head of the request is too long");
  static const std::string slow =
      canned("408 Request Timeout", "slow", "请求发得太慢，已断开", "the request came too slowly");
  static const std::string unsized = canned("411 Length Required", "no_length", "请求要写明长度（Content-Length）",
                                            "a Content-Length is wanted, not chunks");
  if (Workers::refusing) {
    (void)send(socket, busy.data(), busy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(socket, SHUT_WR);
    close(socket);
    return false;
  }
  try {
    Exchange exchange(socket, m_limits, m_ending);
    bool closed = false;
    switch (exchange.read_head()) {
      case Exchange::Head::read: process_request(exchange, true, closed, nullptr); break;
      case Exchange::Head::large: exchange.write_all(large); break;
      case Exchange::Head::unsized: exchange.write_all(unsized); break;
      case Exchange::Head::slow: exchange.write_all(slow); break;
      case Exchange::Head::gone: break;
    }
    exchange.linger();
  } catch (const std::exception&) {
    // Out of memory for this connection alone.
  }
  close(socket);
  return true;
}

}  // namespace liantu::tool::serve
