#include "serve_jobs.hpp"

#include "serve_told.hpp"
#include "serve_zip.hpp"

#include <sys/random.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace liantu::tool::serve {

namespace fs = std::filesystem;

Folder::Folder(const std::string& root, std::string name) : m_path(root + "/" + std::move(name)) {
  if (mkdir(m_path.c_str(), 0700) != 0) throw std::system_error(errno, std::generic_category(), m_path);
}

Folder::~Folder() {
  std::error_code error;  // gone already, or the disk's matter
  fs::remove_all(m_path, error);
}

std::string new_id() {
  std::array<unsigned char, 16> bytes{};
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t more = getrandom(bytes.data() + got, bytes.size() - got, 0);
    if (more < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
    got += more > 0 ? static_cast<std::size_t>(more) : 0;
  }
  std::string out;
  for (const unsigned char byte : bytes) {
    out += "0123456789abcdef"[byte >> 4U];
    out += "0123456789abcdef"[byte & 15U];
  }
  return out;
}

namespace {

// The results of analyze; a check-up has none.
std::vector<ResultFile> packed_results(const std::string& folder) {
  const std::vector<ResultFile> files = result_files(folder);
  if (files.empty()) return files;
  std::vector<std::string> names;
  for (const ResultFile& file : files) names.push_back(file.name);
  write_zip(folder, names, folder + "/all.zip");
  return result_files(folder);
}

}  // namespace

struct Jobs::Job {
  Job(Place given, Work what) : place(std::move(given)), work(std::move(what)) {}

  std::optional<Place> place;
  Work work;
  JobState state = JobState::waiting;
  std::atomic<bool> cancelled{false};
  Clock::time_point began;
  Clock::time_point ended;
  std::vector<ResultFile> files;
  std::optional<Refusal> error;
};

Jobs::Jobs(std::string root, const JobLimits& limits) : m_root(std::move(root)), m_limits(limits) {
  for (std::size_t i = 0; i < limits.jobs; ++i) m_threads.emplace_back([this] { run(); });
  m_threads.emplace_back([this] { expire(); });
}

void Jobs::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    for (auto& [id, job] : m_jobs) job->cancelled = true;
  }
  m_changed.notify_all();
}

Jobs::~Jobs() {
  stop();
  for (std::thread& thread : m_threads) thread.join();
  // Places give themselves back to this.
  m_waiting.clear();
  m_jobs.clear();
}

Jobs::Place Jobs::reserve() {
  const std::lock_guard lock(m_mutex);
  if (m_stopping || m_taken >= m_limits.jobs + m_limits.queue) {
    throw Refusal{503, "busy", Text("现在用的人多，请过一会儿再试", "busy at the moment; try again a little later"),
                  15};
  }
  ++m_taken;
  return Place(*this);
}

std::shared_ptr<Folder> Jobs::new_folder() const { return std::make_shared<Folder>(m_root, new_id()); }

std::string Jobs::submit(Place place, Work work) {
  const std::string id = fs::path(work.folder->path()).filename().string();
  auto job = std::make_shared<Job>(std::move(place), std::move(work));
  std::vector<std::shared_ptr<Job>> gone;  // let go of without the lock
  {
    const std::lock_guard lock(m_mutex);
    std::vector<std::pair<Clock::time_point, std::string>> kept;
    for (const auto& [other, held] : m_jobs) {
      if (held->state >= JobState::done) kept.emplace_back(held->ended, other);
    }
    std::sort(kept.begin(), kept.end());
    for (std::size_t i = 0; i + m_limits.results <= kept.size(); ++i) {
      gone.push_back(std::move(m_jobs[kept[i].second]));
      m_jobs.erase(kept[i].second);
    }
    m_jobs.emplace(id, job);
    m_waiting.push_back(std::move(job));
  }
  m_changed.notify_all();
  return id;
}

void Jobs::run() {
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(m_mutex);
      m_changed.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
      if (m_stopping) return;
      job = std::move(m_waiting.front());
      m_waiting.pop_front();
      job->state = JobState::running;
      job->began = Clock::now();
    }
    work(*job);
    m_changed.notify_all();
  }
}

void Jobs::work(Job& job) {
  std::optional<Refusal> error;
  std::vector<ResultFile> files;
  try {
    const ChildResult result =
        run_child(job.work.arguments, job.work.folder->path(), m_limits.child, [&job] { return job.cancelled.load(); });
    error = refusal_of(result, job.work, m_limits.child);
    if (!error) files = packed_results(job.work.folder->path("out"));
  } catch (const std::exception& why) {
    error = Refusal{500, "not_started", Text("没能开始计算：", "the work could not be started: ")};
    error->message.zh += why.what();
    error->message.en += why.what();
  }
  remove_uploads(job.work);
  const std::lock_guard lock(m_mutex);
  job.state = error ? JobState::failed : JobState::done;
  job.error = std::move(error);
  job.files = std::move(files);
  job.ended = Clock::now();
  job.place.reset();  // another's from here on
}

JobView Jobs::view(const Job& job) const {
  JobView out;
  out.state = job.state;
  for (const auto& other : m_waiting) {
    if (other.get() == &job) break;
    ++out.before;
  }
  const auto now = job.state == JobState::running ? Clock::now() : job.ended;
  if (job.state != JobState::waiting) {
    out.before = 0;
    out.seconds = std::chrono::duration<double>(now - job.began).count();
  }
  out.files = job.files;
  out.error = job.error;
  out.folder = job.work.folder;
  return out;
}

JobView Jobs::wait(const std::string& id) {
  JobView out;
  {
    std::unique_lock lock(m_mutex);
    const auto it = m_jobs.find(id);
    if (it == m_jobs.end()) throw Refusal{404, "gone", Text("已经取消", "it was taken back")};
    const std::shared_ptr<Job> job = it->second;
    m_changed.wait(lock, [&] { return m_stopping || job->state >= JobState::done; });
    if (job->state < JobState::done) throw Refusal{503, "stopping", Text("服务正在停止", "the service is stopping")};
    out = view(*job);
  }
  if (out.error) throw *out.error;
  return out;
}

std::optional<JobView> Jobs::find(const std::string& id) {
  std::optional<JobView> out;
  {
    const std::lock_guard lock(m_mutex);
    const auto it = m_jobs.find(id);
    if (it == m_jobs.end()) return std::nullopt;
    out = view(*it->second);
  }
  if (out->state == JobState::running) out->told = last_progress(out->folder->path("stderr.txt"));
  return out;
}

bool Jobs::remove(const std::string& id) {
  std::shared_ptr<Job> job;  // let go of without the lock
  const std::lock_guard lock(m_mutex);
  const auto it = m_jobs.find(id);
  if (it == m_jobs.end()) return false;
  job = std::move(it->second);
  job->cancelled = true;
  m_jobs.erase(it);
  std::erase(m_waiting, job);
  return true;
}

Jobs::Count Jobs::count() {
  const std::lock_guard lock(m_mutex);
  Count out;
  out.waiting = m_waiting.size();
  for (const auto& [id, job] : m_jobs) {
    if (job->state == JobState::running) ++out.running;
    if (job->state >= JobState::done) ++out.kept;
  }
  return out;
}

void Jobs::expire() {
  std::unique_lock lock(m_mutex);
  while (!m_stopping) {
    m_changed.wait_for(lock, std::chrono::seconds(5));
    const auto oldest = Clock::now() - std::chrono::minutes(m_limits.keep_minutes);
    std::vector<std::shared_ptr<Job>> gone;
    for (auto it = m_jobs.begin(); it != m_jobs.end();) {
      const bool old = it->second->state >= JobState::done && it->second->ended < oldest;
      if (old) gone.push_back(std::move(it->second));
      it = old ? m_jobs.erase(it) : std::next(it);
    }
    lock.unlock();
    gone.clear();  // folders, without the lock
    lock.lock();
  }
}

}  // namespace liantu::tool::serve
