// The service: what is asked for at which address, and what is answered. tools/serve/openapi.json describes it.
#pragma once

#include "serve_form.hpp"
#include "serve_http.hpp"
#include "serve_jobs.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool::serve {

struct ServiceOptions {
  std::string host = "127.0.0.1";
  int port = 8642;                 // 0: any that is free
  std::vector<std::string> hosts;  // names that it goes by besides those of this machine
  std::uint64_t max_mb = 200;      // of an upload
  JobLimits jobs;
};

class Service {
 public:
  // `root` is a private folder with the templates in it. `chains` by language: {id, name, nodes, links, summary}.
  Service(const ServiceOptions& options, std::string root, std::array<boost::json::array, 2> chains);

  // The port, listened to. Errors: OutputError where it is taken.
  int bind();
  // Until end() is called, from any thread.
  void run() { m_server.listen_after_bind(); }
  void end() {
    m_jobs.stop();
    m_server.end();
  }

 private:
  using Request = httplib::Request;
  using Response = httplib::Response;
  using Reader = httplib::ContentReader;
  using Answer = std::function<void(const Request&, Response&)>;
  using AnswerBody = std::function<void(const Request&, Response&, const Reader&)>;

  void get(const std::string& path, Answer answer);
  void post(const std::string& path, AnswerBody answer);
  void route_page();
  void route_interface();
  void set_guards();
  // Errors: Refusal where the request comes from another site, or under another name than ours.
  void admit(const Request& request) const;

  [[nodiscard]] Form receive(const Request& request, const Reader& reader, const Folder& folder) const;
  // The arguments of analyze and check that a form comes to.
  void put_arguments(const Form& form, Work& work) const;
  void check(const Request& request, Response& response, const Reader& reader);
  void analyse(const Request& request, Response& response, const Reader& reader);
  void tell(const Request& request, Response& response);
  void send_result(const Request& request, Response& response);
  void remove(const Request& request, Response& response);
  void health(const Request& request, Response& response);

  ServiceOptions m_options;
  std::string m_root;
  std::array<boost::json::array, 2> m_chains;
  std::set<std::string> m_chain_ids;
  std::set<std::string> m_hosts;
  Jobs m_jobs;
  HttpServer m_server;
};

}  // namespace liantu::tool::serve
