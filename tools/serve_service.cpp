#include "serve_service.hpp"

#include "files.hpp"
#include "serve_answer.hpp"
#include "serve_page.hpp"
#include "serve_text.hpp"
#include "serve_told.hpp"

#include "liantu/json/fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <iostream>
#include <thread>
#include <utility>

namespace liantu::tool::serve {

namespace json = boost::json;

namespace {

constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::size_t longest_path = 200;  // routes are regular expressions, and those recurse

constexpr const char* analysis_path = "/api/v1/analyses/([0-9a-f]{32})";

json::string text(std::string_view value) { return json::string(value.data(), value.size()); }

std::string without_port(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(0, host.find(']') + 1));
  return std::string(host.substr(0, host.find(':')));
}

std::string state_word(JobState state) {
  static constexpr std::array<const char*, 4> words{"waiting", "running", "done", "failed"};
  return words[static_cast<std::size_t>(state)];
}

Text not_found() { return {"没有这个地址", "there is nothing at this address"}; }

// Of the addresses that take a body: httplib would read that of any other into memory.
bool takes_body(const httplib::Request& request) {
  constexpr std::string_view analyses = "/api/v1/analyses";
  const std::string_view path = request.path;
  if (request.method == "POST") return path == "/api/v1/check" || path == analyses;
  constexpr std::size_t id = 32;
  return request.method == "DELETE" && path.size() == analyses.size() + 1 + id && path.starts_with(analyses) &&
         path.find_first_not_of("0123456789abcdef", path.size() - id) == std::string_view::npos &&
         path[analyses.size()] == '/';
}

}  // namespace

Service::Service(const ServiceOptions& options, std::string root, std::array<json::array, 2> chains)
    : m_options(options),
      m_root(std::move(root)),
      m_chains(std::move(chains)),
      m_hosts{"localhost", "127.0.0.1", "[::1]"},
      m_jobs(m_root, options.jobs),
      m_server({.body_bytes = options.max_mb << 20U}) {
  for (const auto& chain : m_chains[0]) m_chain_ids.insert(chain.at("id").as_string().c_str());
  m_hosts.insert(m_options.hosts.begin(), m_options.hosts.end());
  if (m_options.host != "0.0.0.0" && m_options.host != "::") m_hosts.insert(m_options.host);
  set_guards();
  route_page();
  route_interface();
}

int Service::bind() {
  if (m_options.port == 0) {
    const int port = m_server.bind_to_any_port(m_options.host);
    if (port > 0) return port;
  } else if (m_server.bind_to_port(m_options.host, m_options.port)) {
    return m_options.port;
  }
  throw InputError({"--port " + std::to_string(m_options.port), "",
                    Text("不能在 " + m_options.host + " 上使用这个端口", "cannot be listened to on " + m_options.host),
                    Text("没有被占用的端口", "a port that is free"), Text("换一个 --port", "another --port")});
}

void Service::get(const std::string& path, Answer answer) {
  m_server.Get(path, [answer = std::move(answer)](const Request& request, Response& response) {
    try {
      answer(request, response);
    } catch (const Refusal& refusal) {
      answer_refusal(response, refusal, lang_of(request));
    }
  });
}

void Service::post(const std::string& path, AnswerBody answer) {
  m_server.Post(path, [answer = std::move(answer)](const Request& request, Response& response, const Reader& reader) {
    try {
      answer(request, response, reader);
    } catch (const Refusal& refusal) {
      answer_refusal(response, refusal, lang_of(request));
    }
  });
}

// httplib's own answers get a reason too; and what went wrong in here is told to the log, not to the client.
void Service::set_guards() {
  m_server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                {"Referrer-Policy", "no-referrer"},
                                {"Cross-Origin-Resource-Policy", "same-origin"},
                                {"Cache-Control", "no-store"}});
  m_server.set_pre_routing_handler([this](const Request& request, Response& response) {
    try {
      admit(request);
      return httplib::Server::HandlerResponse::Unhandled;
    } catch (const Refusal& refusal) {
      answer_refusal(response, refusal, lang_of(request));
      return httplib::Server::HandlerResponse::Handled;
    }
  });
  m_server.set_error_handler([](const Request& request, Response& response) {
    if (!response.body.empty()) return;
    Refusal refusal{response.status, "bad_request", Text("请求不合规范", "the request cannot be understood")};
    if (response.status == 404) refusal = {404, "not_found", not_found()};
    if (response.status == 413) refusal = {413, "too_large", Text("上传的文件太大", "too much was uploaded")};
    if (response.status >= 500)
      refusal = {500, "internal", Text("服务内部出错", "something went wrong in the service")};
    answer_refusal(response, refusal, lang_of(request));
  });
  m_server.set_exception_handler([](const Request&, Response& response, std::exception_ptr error) {
    try {
      std::rethrow_exception(std::move(error));
    } catch (const std::exception& why) {
      std::cerr << "liantu serve: " + std::string(why.what()) + '\n';
    }
    response.status = 500;
  });
}

void Service::admit(const Request& request) const {
  if (request.path.size() > longest_path) throw Refusal{414, "path_too_long", Text("地址太长", "the path is too long")};
  const std::string host = request.get_header_value("Host");
  if (!m_hosts.contains(without_port(host))) {
    throw Refusal{421, "host",
                  Text("这个服务不叫 " + clean_text(host) + "；请管理员用 --allow-host 写明",
                       "this service is not called " + clean_text(host) + " (--allow-host)")};
  }
  if (request.method == "GET" || request.method == "HEAD") return;
  if (!takes_body(request)) throw Refusal{404, "not_found", not_found()};
  const std::string site = request.get_header_value("Sec-Fetch-Site");
  const bool from_page = request.has_header("Origin");
  const std::string origin = request.get_header_value("Origin");
  const bool ours = origin == "http://" + host || origin == "https://" + host;
  if ((from_page && !ours) || (!site.empty() && site != "same-origin" && site != "none"))
    throw Refusal{403, "origin",
                  Text("不接受其他网站的页面发来的请求", "requests by pages of other sites are not taken")};
}

void Service::route_page() {
  get("/", [](const Request&, Response& response) {
    // Not of results: a page in a sandbox may not have one.
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    answer_text(response, page_html, "text/html; charset=utf-8", page_policy);
  });
  get("/page.css", [](const Request&, Response& response) {
    answer_text(response, page_css, "text/css; charset=utf-8", page_policy);
  });
  get("/page.js", [](const Request&, Response& response) {
    answer_text(response, page_js, "text/javascript; charset=utf-8", page_policy);
  });
}

void Service::route_interface() {
  get("/api/v1/openapi.json", [](const Request&, Response& response) {
    answer_text(response, openapi_json, "application/json; charset=utf-8", page_policy);
  });
  get("/api/v1/health", [this](const Request& request, Response& response) { health(request, response); });
  get("/api/v1/chains", [this](const Request& request, Response& response) {
    answer_json(response, json::object{{"chains", m_chains[lang_of(request) == Lang::zh ? 0 : 1]}});
  });
  get("/api/v1/templates/(firms|county)\\.xlsx", [this](const Request& request, Response& response) {
    const std::string name = request.matches[1].str() + ".xlsx";
    answer_file(response, m_root + "/" + name, name, lang_of(request), false, nullptr);
  });
  post("/api/v1/check",
       [this](const Request& request, Response& response, const Reader& reader) { check(request, response, reader); });
  post("/api/v1/analyses", [this](const Request& request, Response& response, const Reader& reader) {
    analyse(request, response, reader);
  });
  get(analysis_path, [this](const Request& request, Response& response) { tell(request, response); });
  get(std::string(analysis_path) + "/files/([A-Za-z0-9._-]{1,80})",
      [this](const Request& request, Response& response) { send_result(request, response); });
  // With a reader, which is not used: httplib waits for the body of a DELETE that has none.
  m_server.Delete(analysis_path,
                  [this](const Request& request, Response& response, const Reader&) { remove(request, response); });
}

void Service::remove(const Request& request, Response& response) {
  if (!m_jobs.remove(request.matches[1].str())) {
    answer_refusal(response, {404, "gone", Text("没有这次计算，或已删除", "there is no such work, or no more")},
                   lang_of(request));
    return;
  }
  response.status = 204;
}

void Service::health(const Request&, Response& response) {
  const Jobs::Count count = m_jobs.count();
  answer_json(response, json::object{{"status", "ok"},
                                     {"version", LIANTU_VERSION},
                                     {"running", count.running},
                                     {"waiting", count.waiting},
                                     {"kept", count.kept},
                                     {"limits", json::object{{"max_mb", m_options.max_mb},
                                                             {"jobs", m_options.jobs.jobs},
                                                             {"queue", m_options.jobs.queue},
                                                             {"seconds", m_options.jobs.child.seconds},
                                                             {"keep_minutes", m_options.jobs.keep_minutes}}}});
}

void Service::tell(const Request& request, Response& response) {
  const std::string id = request.matches[1].str();
  const Lang lang = lang_of(request);
  const auto view = m_jobs.find(id);
  if (!view) throw Refusal{404, "gone", Text("没有这次计算，或已过保留时间", "there is no such work, or no more")};
  json::object out{
      {"id", text(id)}, {"state", text(state_word(view->state))}, {"before", view->before}, {"seconds", view->seconds}};
  if (!view->told.empty()) out["told"] = text(view->told);
  if (view->error) out["error"] = view->error->json(lang);
  json::array files;
  for (const ResultFile& file : view->files) {
    const ResultTitle what = title_of(file.name);
    std::string title = what.title.in(lang);
    for (const auto& chain : m_chains[lang == Lang::zh ? 0 : 1]) {
      if (file.name.starts_with("map." + std::string(chain.at("id").as_string().c_str()) + "."))
        title = chain.at("name").as_string().c_str();
    }
    files.push_back(json::object{{"name", text(file.name)},
                                 {"title", text(title)},
                                 {"bytes", file.bytes},
                                 {"viewable", what.viewable},
                                 {"url", text("/api/v1/analyses/" + id + "/files/" + file.name)}});
  }
  out["files"] = std::move(files);
  answer_json(response, out);
}

void Service::send_result(const Request& request, Response& response) {
  const auto view = m_jobs.find(request.matches[1].str());
  const std::string name = request.matches[2].str();
  const bool there = view && std::any_of(view->files.begin(), view->files.end(),
                                         [&](const ResultFile& file) { return file.name == name; });
  if (!there) throw Refusal{404, "gone", Text("没有这个文件，或已过保留时间", "there is no such file, or no more")};
  answer_file(response, view->folder->path("out/" + name), name, lang_of(request), request.has_param("view"),
              view->folder);
}

}  // namespace liantu::tool::serve
