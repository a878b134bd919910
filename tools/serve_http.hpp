// cpp-httplib's server with the limits that it lacks: on the time that a client may take, on what it may send before
// its request is understood, on connections that wait. One request a connection. Part of `liantu serve`.
//
// Types of content are hidden from httplib, which matches forms by regular expressions that hostile bytes can keep busy
// for hours: handlers find them in the header X-Content-Type, and bodies come raw (serve_form.hpp takes them apart).
#pragma once

#include <httplib.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace liantu::tool::serve {

struct HttpLimits {
  std::size_t workers = 24;
  std::size_t waiting = 64;                // connections that no worker has taken yet
  std::uint64_t body_bytes = 200U << 20U;  // of a request
  int patience = 10;                       // seconds that a client may keep a worker waiting, and more as it sends
  std::uint64_t least_rate = 16U << 10U;   // bytes that buy another second
  std::size_t head_bytes = 16U << 10U;     // of request line and headers
};

inline constexpr const char* content_type_header = "X-Content-Type";

class HttpServer : public httplib::Server {
 public:
  explicit HttpServer(const HttpLimits& limits);

  // Stops listening, and cuts off who is connected. From any thread.
  void end();

 private:
  bool process_and_close_socket(socket_t socket) override;

  HttpLimits m_limits;
  std::atomic<bool> m_ending{false};
};

}  // namespace liantu::tool::serve
