// What goes wrong behind liantu.h becomes a liantu_error.
#pragma once

#include "liantu.h"

#include "liantu/diagnostic.hpp"
#include "liantu/text.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace liantu::capi {

// The call itself is wrong.
class Misuse : public std::runtime_error {
 public:
  explicit Misuse(const Text& text) : std::runtime_error(text.en), m_text(text) {}
  [[nodiscard]] const Text& text() const { return m_text; }

 private:
  Text m_text;
};

// The progress callback asked to stop.
struct Cancelled {};

[[nodiscard]] inline Misuse unknown_word(const std::string& name, std::string_view found, const std::string& known) {
  return Misuse(Text(name + " 是 \"" + std::string(found) + "\"；应为 " + known,
                     name + " is \"" + std::string(found) + "\"; wanted one of " + known));
}

// Text of a caller. Errors: Misuse for null and for what is no UTF-8.
[[nodiscard]] std::string_view view_of(const char* text);

// The exception at hand as an error, put where `error` points, unless it is null; the code of it. Throws nothing.
int32_t caught(liantu_error** error) noexcept;

// What `call` returns, or `failed` where it throws.
template <class Result, class Call>
Result guarded(liantu_error** error, Result failed, Call call) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    return call();
  } catch (...) {
    (void)caught(error);
    return failed;
  }
}

// The code of `call`.
template <class Call>
int32_t coded(liantu_error** error, Call call) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    call();
    return LIANTU_OK;
  } catch (...) {
    return caught(error);
  }
}

}  // namespace liantu::capi
