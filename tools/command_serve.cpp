// liantu serve: the service and its page. This process receives, checks and answers; the work is done by children.
#include "command_serve.hpp"

#include "command.hpp"
#include "files.hpp"
#include "serve_root.hpp"
#include "serve_service.hpp"

#include "liantu/publish/templates.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>
#include <utility>

namespace liantu::tool {

namespace {

namespace json = boost::json;

// SIGTERM and SIGINT end the service in order. Blocked before any thread is made, so that none is broken off.
class Signals {
 public:
  Signals() {
    sigemptyset(&m_set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&m_set, signal);
    pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int signal = 0;
    while (sigwait(&m_set, &signal) != 0) continue;
  }

 private:
  sigset_t m_set{};
};

class ServeCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
    app.add_option("--host", m_options.host,
                   say("监听的地址；默认只有本机", "address to listen on; this machine alone by default"))
        ->capture_default_str();
    app.add_option("--port", m_options.port, say("端口；0 为任一空闲的", "port; 0 for any that is free"))
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--allow-host", m_options.hosts,
                   say("服务的其他名称（域名或地址），可多次", "other names that it goes by, repeatable"));
    const auto number = [&app](const char* name, auto& value, int low, int high, const std::string& help) {
      app.add_option(name, value, help)->check(CLI::Range(low, high))->capture_default_str();
    };
    serve::JobLimits& jobs = m_options.jobs;
    number("--jobs", jobs.jobs, 1, 64, say("同时计算几个", "pieces of work at a time"));
    number("--queue", jobs.queue, 0, 1000,
           say("排队几个，再多的请对方稍后", "pieces that may wait; others are sent away"));
    number("--max-mb", m_options.max_mb, 1, 4096, say("一次上传的上限，MB", "most that is uploaded at once, MB"));
    number("--seconds", jobs.child.seconds, 1, 86400,
           say("一次计算的时限，秒", "longest a piece of work may take, seconds"));
    number("--memory-mb", jobs.child.memory_mb, 512, 1 << 20,
           say("一次计算的内存上限，MB", "memory of a piece of work, MB"));
    number("--keep", jobs.keep_minutes, 1, 1440, say("成果保留几分钟", "minutes that results are kept"));
  }

  int run(const Options& options) override {
    const Signals signals;
    // Children run in folders of their own.
    // Each thread would else keep an arena of its own, and none gives back: 290 MB after a while instead of 70.
    mallopt(M_ARENA_MAX, 2);
    setenv("LIANTU_DATA", std::filesystem::absolute(data_folder()).c_str(), 1);
    const serve::Root root;
    write_firms_template(options.lang, root.path() + "/firms.xlsx");
    write_county_template(options.lang, root.path() + "/county.xlsx");
    serve::Service service(m_options, root.path(), chains());
    const int port = service.bind();
    std::cout << fmt::format(
                     fmt::runtime(options.lang == Lang::zh
                                      ? "服务已启动，在浏览器里打开 http://{}:{}/ ，按 Ctrl+C 结束\n"
                                      : "open http://{}:{}/ in a browser; Ctrl+C ends it\n"),
                     m_options.host.find(':') == std::string::npos ? m_options.host : "[" + m_options.host + "]", port)
              << std::flush;
    std::thread waiting([&] {
      signals.wait();
      service.end();
    });
    service.run();
    pthread_kill(waiting.native_handle(), SIGUSR1);  // where listening ended by itself
    waiting.join();
    return 0;
  }

 private:
  static std::array<json::array, 2> chains() {
    const Session session{Options{}};
    std::array<json::array, 2> out;
    for (const Chain& chain : session.atlas().chains()) {
      for (const Lang lang : {Lang::zh, Lang::en}) {
        out[lang == Lang::zh ? 0 : 1].push_back(json::object{{"id", json::string(chain.id)},
                                                             {"name", json::string(chain.title(lang))},
                                                             {"nodes", chain.nodes.size()},
                                                             {"links", chain.links.size()}});
      }
    }
    return out;
  }

  serve::ServiceOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_serve() { return std::make_unique<ServeCommand>(); }

}  // namespace liantu::tool
