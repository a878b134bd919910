// Takes a multipart/form-data body apart as it comes (RFC 7578), files straight to disk. Part of `liantu serve`.
#pragma once

#include "serve_refusal.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool::serve {

struct Upload {
  std::string field;
  std::string title;  // the name that the client gave it, cleaned; never a path
  std::string name;   // in the folder: "firms.csv", "firms.xlsx"
  std::uint64_t bytes = 0;
};

struct Form {
  std::map<std::string, std::vector<std::string>> texts;
  std::vector<Upload> files;

  // The first value of a text; empty where there is none.
  [[nodiscard]] std::string text(const std::string& field) const;
  [[nodiscard]] std::vector<const Upload*> files_of(std::string_view field) const;
};

struct FormLimits {
  std::uint64_t bytes = 200U << 20U;
  std::size_t text_bytes = 4096;  // of one text
  std::size_t parts = 64;
  std::size_t part_head_bytes = 4096;
};

// What is answered to more than `bytes`.
[[nodiscard]] Refusal too_large(std::uint64_t bytes);

// Names of parts that hold a file, each with the ending of one that is no workbook: {"county", ".json"}.
using FileFields = std::map<std::string, std::string, std::less<>>;

class FormReader {
 public:
  // `content_type` with its boundary. Files go to `folder`. Errors: Refusal, as from the others.
  FormReader(std::string_view content_type, const FileFields& files, std::string folder, const FormLimits& limits);

  void add(std::string_view bytes);
  // After the last byte.
  Form finish();

 private:
  enum class State { before, after_boundary, head, body, done };

  void step_head(std::string_view head);
  void body(std::string_view bytes);
  void end_part();
  void close_file();

  const FileFields& m_fields;
  std::string m_folder;
  FormLimits m_limits;
  std::string m_boundary;  // with the line end and hyphens before it
  State m_state = State::before;
  std::string m_ahead;
  std::uint64_t m_total = 0;
  std::size_t m_parts = 0;

  Form m_form;
  std::string m_field;  // of the part at hand
  bool m_is_file = false;
  std::string m_text;
  std::ofstream m_file;
};

}  // namespace liantu::tool::serve
