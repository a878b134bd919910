// What the fuzz target of uploaded forms does; the tests replay its corpus by it.
#pragma once

#include "reader_fuzz.hpp"
#include "serve_form.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {

// A folder that goes with the program.
class FormFolder {
 public:
  FormFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "liantu-form-XXXXXX").string();
    must(mkdtemp(name.data()) != nullptr);
    m_path = name;
  }
  FormFolder(const FormFolder&) = delete;
  FormFolder& operator=(const FormFolder&) = delete;
  ~FormFolder() { std::filesystem::remove_all(m_path); }
  [[nodiscard]] const std::string& path() const { return m_path; }
  void empty() const {
    for (const auto& entry : std::filesystem::directory_iterator(m_path)) std::filesystem::remove(entry.path());
  }

 private:
  std::string m_path;
};

// All that a form says, as text; why it was refused, else. `step`: bytes handed over at a time.
inline std::string told_of_form(std::string_view type, std::string_view body, std::size_t step) {
  using namespace tool::serve;
  static const FormFolder folder;
  static const FileFields files{{"firms", ".csv"}, {"county", ".json"}};
  folder.empty();
  FormLimits limits;
  limits.bytes = 20'000;
  limits.text_bytes = 200;
  limits.parts = 8;
  limits.part_head_bytes = 400;
  std::string out;
  try {
    FormReader reader(type, files, folder.path(), limits);
    for (std::size_t at = 0; at < body.size(); at += step) reader.add(body.substr(at, step));
    const Form form = reader.finish();
    for (const auto& [field, texts] : form.texts) {
      for (const std::string& text : texts) {
        must(text.size() <= limits.text_bytes);
        out += field + '=' + text + '\n';
      }
    }
    for (const Upload& file : form.files) {
      must(files.contains(file.field) && file.name.find('/') == std::string::npos && file.name.starts_with(file.field));
      must(utf8::valid(file.title) && !file.title.empty() && file.title.find_first_of("/\\\n") == std::string::npos);
      const std::string bytes = read_file(folder.path() + '/' + file.name);
      must(bytes.size() == file.bytes);
      out += file.field + '<' + file.name + '|' + file.title + '|' + bytes + '\n';
    }
    must(form.files.size() <= limits.parts);
  } catch (const tool::serve::Refusal& refusal) {
    must(refusal.status >= 400 && !refusal.code.empty() && utf8::valid(refusal.message.zh));
    out = refusal.code;
  }
  return out;
}

// The first line is the Content-Type, the rest the body: what is read of it does not depend on how it comes in.
inline void fuzz_form(std::string_view bytes) {
  const std::size_t cut = std::min(bytes.find('\n'), bytes.size());
  const std::string_view type = bytes.substr(0, cut);
  const std::string_view body = bytes.substr(std::min(cut + 1, bytes.size())).substr(0, 20'000);  // above: too large
  const std::string whole = told_of_form(type, body, body.size() + 1);
  for (const std::size_t step : {1, 2, 7, 60}) must(told_of_form(type, body, step) == whole);
}

}  // namespace liantu::test
