#include "serve_form.hpp"

#include "serve_text.hpp"

#include "liantu/publish/shown_name.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace liantu::tool::serve {

namespace {

[[noreturn]] void malformed(const char* zh, const char* en) { throw Refusal{400, "bad_form", Text(zh, en)}; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// The value of `name` in "form-data; name=\"firms\"; filename=\"x.csv\"": quoted or not. Browsers write " as %22.
std::string parameter(std::string_view header, std::string_view name, bool& there) {
  there = false;
  for (std::size_t at = header.find(';'); at != std::string_view::npos;) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return {};
    const bool wanted = lower(trim(header.substr(at, equals - at))) == name;
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\')) ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      const std::size_t end = std::min(header.find(';', at), header.size());
      value = trim(header.substr(at, end - at));
      at = header.find(';', at);
    }
    if (wanted) {
      there = true;
      return value;
    }
  }
  return {};
}

// The last part of what some clients send as a path.
std::string title_of(std::string_view name, const std::string& field) {
  const auto slash = name.find_last_of("/\\");
  const std::string out = shown_name(clean_text(slash == std::string_view::npos ? name : name.substr(slash + 1)));
  return out.empty() ? field : out;
}

}  // namespace

Refusal too_large(std::uint64_t bytes) {
  const std::string most = std::to_string(bytes >> 20U);
  return {413, "too_large", Text("上传的文件合计超过 " + most + " MB", "more than " + most + " MB were uploaded")};
}

std::string Form::text(const std::string& field) const {
  const auto it = texts.find(field);
  return it == texts.end() || it->second.empty() ? std::string() : it->second.front();
}

std::vector<const Upload*> Form::files_of(std::string_view field) const {
  std::vector<const Upload*> out;
  for (const Upload& file : files) {
    if (file.field == field) out.push_back(&file);
  }
  return out;
}

FormReader::FormReader(std::string_view content_type, const FileFields& files, std::string folder,
                       const FormLimits& limits)
    : m_fields(files), m_folder(std::move(folder)), m_limits(limits) {
  bool there = false;
  if (!lower(content_type).starts_with("multipart/form-data"))
    throw Refusal{415, "no_form", Text("请以 multipart/form-data 上传", "multipart/form-data is wanted")};
  const std::string boundary = parameter(content_type, "boundary", there);
  if (boundary.empty() || boundary.size() > 70) malformed("表单没有分隔符", "the form has no usable boundary");
  m_boundary = "\r\n--" + boundary;
  m_ahead = "\r\n";  // so that the first boundary is like the others
}

void FormReader::add(std::string_view bytes) {
  m_total += bytes.size();
  if (m_total > m_limits.bytes) throw too_large(m_limits.bytes);
  m_ahead += bytes;
  for (;;) {
    if (m_state == State::done) {
      m_ahead.clear();
      return;
    }
    if (m_state == State::after_boundary) {
      if (m_ahead.size() < 2) return;
      const bool last = m_ahead.starts_with("--");
      if (!last && !m_ahead.starts_with("\r\n")) malformed("表单分隔符之后的内容不对", "garbage after a boundary");
      m_ahead.erase(0, last ? 2 : 0);
      m_state = last ? State::done : State::head;
    } else if (m_state == State::head) {
      const auto end = m_ahead.find("\r\n\r\n");
      // Where its end was not found it may begin in the last three bytes.
      if ((end == std::string::npos ? m_ahead.size() : end + 3) > m_limits.part_head_bytes + 3)
        malformed("表单中一项的头太长", "the head of a part is too long");
      if (end == std::string::npos) return;
      step_head(std::string_view(m_ahead).substr(0, end));
      m_ahead.erase(0, end + 4);
      m_state = State::body;
    } else {
      const auto end = m_ahead.find(m_boundary);
      const std::size_t safe =
          end != std::string::npos ? end : m_ahead.size() - std::min(m_ahead.size(), m_boundary.size());
      if (m_state == State::body) body(std::string_view(m_ahead).substr(0, safe));
      m_ahead.erase(0, safe);
      if (end == std::string::npos) return;
      m_ahead.erase(0, m_boundary.size());
      if (m_state == State::body) end_part();
      m_state = State::after_boundary;
    }
  }
}

void FormReader::step_head(std::string_view head) {
  if (++m_parts > m_limits.parts) malformed("表单的项太多", "the form has too many parts");
  std::string disposition;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t stop = std::min(head.find("\r\n", at), head.size());
    const std::string_view line = head.substr(at, stop - at);
    at = stop + 2;
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && lower(trim(line.substr(0, colon))) == "content-disposition")
      disposition = trim(line.substr(colon + 1));
  }
  bool named = false;
  bool file = false;
  m_field = parameter(disposition, "name", named);
  const std::string title = parameter(disposition, "filename", file);
  if (!named || m_field.empty() || m_field.size() > 40)
    malformed("表单中有一项没有名称", "a part of the form has no name");
  const auto known = m_fields.find(m_field);
  m_is_file = known != m_fields.end();
  m_text.clear();
  if (m_is_file != file) {
    throw Refusal{400, "bad_form",
                  file ? Text("不认识的文件项 " + clean_text(m_field), "no file is wanted as " + clean_text(m_field))
                       : Text(m_field + " 应为文件", m_field + " is to be a file")};
  }
  if (!m_is_file) return;
  Upload upload;
  upload.field = m_field;
  upload.title = title_of(title, m_field);
  upload.name = m_field + (m_form.files_of(m_field).empty() ? "" : "-" + std::to_string(m_parts)) + known->second;
  m_file.open(m_folder + "/" + upload.name, std::ios::binary | std::ios::trunc);
  m_form.files.push_back(std::move(upload));
}

void FormReader::body(std::string_view bytes) {
  if (m_is_file) {
    m_file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    m_form.files.back().bytes += bytes.size();
    if (!m_file) throw Refusal{507, "disk", Text("服务器磁盘写不下了", "the server's disk is full")};
    return;
  }
  m_text += bytes;
  if (m_text.size() > m_limits.text_bytes) malformed("表单中一项文字太长", "a text of the form is too long");
}

void FormReader::end_part() {
  if (m_is_file) return close_file();
  m_form.texts[m_field].push_back(std::exchange(m_text, {}));
}

// A workbook is one by its bytes, whatever it was called. A browser sends a file that was not chosen as an empty one.
void FormReader::close_file() {
  m_file.close();
  if (!m_file) throw Refusal{507, "disk", Text("服务器磁盘写不下了", "the server's disk is full")};
  Upload& upload = m_form.files.back();
  const std::string path = m_folder + "/" + upload.name;
  if (upload.bytes == 0 && upload.title == upload.field) {
    std::filesystem::remove(path);
    m_form.files.pop_back();
    return;
  }
  if (!bytes_of(path, 4).starts_with("PK\x03\x04")) return;
  upload.name = std::filesystem::path(upload.name).stem().string() + ".xlsx";
  std::filesystem::rename(path, m_folder + "/" + upload.name);
}

Form FormReader::finish() {
  if (m_state != State::done) malformed("上传中断，没有收全", "the upload broke off");
  return std::move(m_form);
}

}  // namespace liantu::tool::serve
