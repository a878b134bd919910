#include "errors.hpp"

#include "liantu/json/problem_json.hpp"
#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <new>
#include <utility>

struct liantu_error {
  int32_t code = LIANTU_FAILED;
  std::string zh;
  std::string en;
  std::string json;
};

namespace liantu::capi {

namespace {

// There may be no memory to tell that there is none.
liantu_error& no_memory() {
  static liantu_error error{LIANTU_NO_MEMORY, "内存不足", "out of memory", "{\"code\": 5, \"problems\": []}\n"};
  return error;
}

liantu_error* error_of(int32_t code, const Problems& problems) {
  liantu_error out;
  out.code = code;
  boost::json::array listed;
  for (const Problem& problem : problems) {
    out.zh += (out.zh.empty() ? "" : "\n") + problem.message(Lang::zh);
    out.en += (out.en.empty() ? "" : "\n") + problem.message(Lang::en);
    listed.push_back(problem_json(problem));
  }
  out.json = to_json_text(boost::json::object{{"code", code}, {"problems", std::move(listed)}}, 2);
  return new liantu_error(std::move(out));
}

liantu_error* error_of(int32_t code, const Text& text) { return error_of(code, Problems{{"", "", text, {}, {}}}); }

liantu_error* error_at_hand() {
  try {
    throw;
  } catch (const Misuse& misuse) {
    return error_of(LIANTU_MISUSE, misuse.text());
  } catch (const Cancelled&) {
    return error_of(LIANTU_CANCELLED, Text("已取消", "cancelled"));
  } catch (const InputError& bad) {
    // What a caller says of the work is no data.
    const bool options = !bad.problems().empty() && bad.problems().front().file == "options";
    return error_of(options ? LIANTU_MISUSE : LIANTU_BAD_INPUT, bad.problems());
  } catch (const std::bad_alloc&) {
    return &no_memory();
  } catch (const std::exception& failed) {
    return error_of(LIANTU_FAILED, Text(failed.what()));
  } catch (...) {
    return error_of(LIANTU_FAILED, Text("未知错误", "unknown error"));
  }
}

}  // namespace

std::string_view view_of(const char* text) {
  if (text == nullptr) throw Misuse(Text("文字是空指针", "a text is null"));
  const std::string_view out = text;
  if (!utf8::valid(out)) throw Misuse(Text("文字不是 UTF-8", "a text is no UTF-8"));
  return out;
}

int32_t caught(liantu_error** error) noexcept {
  liantu_error* made = &no_memory();
  try {
    made = error_at_hand();
  } catch (...) {
    // no_memory it is
  }
  const int32_t code = made->code;
  if (error != nullptr) {
    *error = made;
  } else {
    liantu_error_free(made);
  }
  return code;
}

}  // namespace liantu::capi

extern "C" {

int32_t liantu_error_code(liantu_error* error) { return error == nullptr ? LIANTU_OK : error->code; }

const char* liantu_error_message(liantu_error* error, const char* lang) {
  if (error == nullptr) return "";
  return (lang != nullptr && std::string_view(lang) == "en" ? error->en : error->zh).c_str();
}

const char* liantu_error_json(liantu_error* error) { return error == nullptr ? "" : error->json.c_str(); }

void liantu_error_free(liantu_error* error) {
  if (error != &liantu::capi::no_memory()) delete error;
}

}  // extern "C"
