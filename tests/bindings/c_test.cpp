// liantu.h as a C program uses it: errors, cancellation, threads, no growth.
#include "liantu.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

const std::string data_option = R"({"data": ")" LIANTU_SOURCE_DATA R"(", "chain": "quartz"})";
const std::string sample =
    R"({"firms": ")" LIANTU_SOURCE_DATA R"(/samples/demo-county/firms.csv", "date": "2026-09-30"})";

struct Close {
  void operator()(liantu_session* session) const { liantu_session_close(session); }
  void operator()(liantu_study* study) const { liantu_study_close(study); }
  void operator()(liantu_bytes* bytes) const { liantu_bytes_free(bytes); }
  void operator()(liantu_error* error) const { liantu_error_free(error); }
};
template <class Handle>
using Owned = std::unique_ptr<Handle, Close>;

Owned<liantu_session> opened() {
  liantu_error* error = nullptr;
  Owned<liantu_session> out(liantu_session_open(data_option.c_str(), &error));
  EXPECT_EQ(error, nullptr) << liantu_error_message(error, "en");
  liantu_error_free(error);
  return out;
}

Owned<liantu_study> studied(liantu_session* session) {
  return Owned<liantu_study>(liantu_session_study(session, sample.c_str(), nullptr, nullptr, nullptr, nullptr));
}

std::string text(liantu_bytes* bytes) {
  const Owned<liantu_bytes> owned(bytes);
  return bytes == nullptr ? ""
                          : std::string(static_cast<const char*>(liantu_bytes_data(bytes)), liantu_bytes_size(bytes));
}

// Code and message of what `call` leaves behind.
template <class Call>
std::string failure(Call call) {
  liantu_error* error = nullptr;
  EXPECT_EQ(call(&error), nullptr);
  const Owned<liantu_error> owned(error);
  return std::to_string(liantu_error_code(error)) + " " + liantu_error_message(error, "en");
}

double resident_megabytes() {
  std::ifstream in("/proc/self/statm");
  double pages = 0;
  in >> pages >> pages;
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

TEST(C, VersionAndInterface) {
  EXPECT_STREQ(liantu_version(), LIANTU_VERSION);
  EXPECT_EQ(liantu_abi(), LIANTU_ABI);
}

TEST(C, NullIsMisuseAndNeverACrash) {
  EXPECT_EQ(failure([](liantu_error** error) { return liantu_session_match(nullptr, "[]", error); }),
            "2 session is null");
  EXPECT_EQ(failure([](liantu_error** error) { return liantu_study_json(nullptr, "gaps", "{}", error); }),
            "2 study is null");
  const auto session = opened();
  EXPECT_EQ(failure([&](liantu_error** error) { return liantu_session_json(session.get(), nullptr, error); }),
            "2 a text is null");
  EXPECT_EQ(failure([&](liantu_error** error) { return liantu_session_match(session.get(), "\xFF", error); }),
            "2 a text is no UTF-8");
  EXPECT_EQ(liantu_session_match_stream(session.get(), nullptr, nullptr, nullptr), LIANTU_MISUSE);
  EXPECT_EQ(liantu_bytes_data(nullptr), nullptr);
  EXPECT_EQ(liantu_bytes_size(nullptr), 0U);
  EXPECT_EQ(liantu_error_code(nullptr), LIANTU_OK);
  EXPECT_STREQ(liantu_error_message(nullptr, nullptr), "");
  liantu_session_close(nullptr);
  liantu_study_close(nullptr);
  liantu_bytes_free(nullptr);
  liantu_error_free(nullptr);
}

TEST(C, BadInputIsToldPlaceByPlaceInBothLanguages) {
  const auto session = opened();
  liantu_error* error = nullptr;
  EXPECT_EQ(liantu_session_match(session.get(), "[{\"企业名称\": [1]}]", &error), nullptr);
  const Owned<liantu_error> owned(error);
  EXPECT_EQ(liantu_error_code(error), LIANTU_BAD_INPUT);
  EXPECT_NE(std::string(liantu_error_message(error, "en")).find("firms: /0/企业名称: an array"), std::string::npos);
  EXPECT_NE(std::string(liantu_error_message(error, nullptr)).find("是数组或对象"), std::string::npos);
  EXPECT_NE(std::string(liantu_error_json(error)).find("\"where\": \"/0/企业名称\""), std::string::npos);
}

TEST(C, AStudyOutlivesItsSession) {
  auto session = opened();
  const auto study = studied(session.get());
  ASSERT_NE(study, nullptr);
  const std::string before = text(liantu_study_json(study.get(), "targets", nullptr, nullptr));
  session.reset();
  EXPECT_EQ(text(liantu_study_json(study.get(), "targets", nullptr, nullptr)), before);
  EXPECT_NE(before.find("quartz"), std::string::npos);
  EXPECT_EQ(text(liantu_study_publish(study.get(), "map.pdf", nullptr, nullptr)).substr(0, 5), "%PDF-");
}

TEST(C, ProgressTellsStepsAndCanStop) {
  struct Seen {
    std::vector<std::string> steps;
    std::string stop_at;
  };
  const auto progress = [](void* user, const char* step, std::uint64_t, std::uint64_t) -> std::int32_t {
    auto* seen = static_cast<Seen*>(user);
    seen->steps.emplace_back(step);
    return seen->stop_at == step ? 1 : 0;
  };
  const auto session = opened();
  Seen all;
  Owned<liantu_study> study(liantu_session_study(session.get(), sample.c_str(), nullptr, progress, &all, nullptr));
  EXPECT_NE(study, nullptr);
  EXPECT_EQ(all.steps.front(), "match");
  EXPECT_EQ(all.steps.back(), "verify");
  for (const char* step : {"match", "analyse", "stability"}) {
    Seen seen{{}, step};
    EXPECT_EQ(failure([&](liantu_error** error) {
                return liantu_session_study(session.get(), sample.c_str(), nullptr, progress, &seen, error);
              }),
              "4 cancelled");
    EXPECT_EQ(seen.steps.back(), step);
  }
}

TEST(C, EightThreadsDrawTheSameMaps) {
  const auto session = opened();
  const auto study = studied(session.get());
  ASSERT_NE(study, nullptr);
  const auto work = [&] {
    std::string out = text(liantu_study_publish(study.get(), "map.svg", nullptr, nullptr));
    out += text(liantu_study_publish(study.get(), "map.png", "{\"dpi\": 40}", nullptr));
    out += text(liantu_study_json(study.get(), "coverage", nullptr, nullptr));
    out +=
        text(liantu_session_match(session.get(), "[{\"企业名称\": \"甲\", \"经营范围\": \"石英坩埚生产\"}]", nullptr));
    return out + text(liantu_study_json(studied(session.get()).get(), "targets", nullptr, nullptr));
  };
  const std::string expected = work();
  EXPECT_NE(expected.find("<svg"), std::string::npos);
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  for (std::string& one : found) threads.emplace_back([&] { one = work(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : found) EXPECT_EQ(one, expected);
}

// Handles are closed, errors freed; what allocators keep after warm-up is far less than a call makes.
TEST(C, ManyCallsDoNotGrow) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer keeps what was freed; it tells leaks itself";
#endif
  const auto session = opened();
  const auto study = studied(session.get());
  ASSERT_NE(study, nullptr);
  const auto calls = [&](int matches, int maps) {
    for (int i = 0; i < matches; ++i) {
      (void)text(liantu_session_match(session.get(),
                                      "[{\"企业名称\": \"甲\", \"经营范围\": \"石英坩埚、石英管的生产\"}]", nullptr));
      (void)failure([&](liantu_error** error) { return liantu_session_match(session.get(), "[{}", error); });
    }
    for (int i = 0; i < maps; ++i) (void)text(liantu_study_publish(study.get(), "map.svg", nullptr, nullptr));
  };
  const int share = std::getenv("LIANTU_LONG") == nullptr ? 20 : 1;  // all of it with tools/test --all
  calls(2000 / share, 200 / share);
  const double before = resident_megabytes();
  calls(10000 / share, 1000 / share);
  EXPECT_LT(resident_megabytes() - before, 5.0);
}

}  // namespace
