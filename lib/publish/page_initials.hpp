// 拼音首字母, by which a name is found from a keyboard without Chinese input.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace liantu::page_detail {

class Initials {
 public:
  // Errors: std::runtime_error where ICU comes without its transliterators.
  Initials();
  ~Initials();
  Initials(const Initials&) = delete;
  Initials& operator=(const Initials&) = delete;

  // "高纯石英砂" -> "gcsys"; letters and digits stay, in lower case, the rest is left out. A character of several
  // readings counts by its commonest. O(characters).
  [[nodiscard]] std::string of(std::string_view text);

 private:
  struct Reader;
  [[nodiscard]] char initial(char32_t point);

  std::unique_ptr<Reader> m_reader;
  std::map<char32_t, char> m_known;  // 0: none
};

}  // namespace liantu::page_detail
