// Part of liantu::io: see zip_parts.hpp.
#include "zip_parts.hpp"

#include "failure.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

namespace liantu::io {

namespace {

constexpr std::uint64_t small_part = std::uint64_t{16} << 20U;  // not worth a look at its ratio
constexpr zip_int64_t most_parts = 20'000;

struct CloseFile {
  void operator()(zip_file_t* file) const { (void)zip_fclose(file); }
};

}  // namespace

ZipParts::ZipParts(const std::string& path, const TableLimits& limits) : m_path(path), m_limits(limits) {
  std::error_code error;
  m_bytes = std::filesystem::file_size(path, error);  // also refuses pipes, which cannot be read from their end
  int code = 0;
  if (!error) m_zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!m_zip) damaged("", error ? error.message() : "zip error " + std::to_string(code));
  const zip_int64_t parts = zip_get_num_entries(m_zip.get(), 0);
  if (parts > most_parts) too_large("");
  std::uint64_t total = 0;
  for (zip_int64_t i = 0; i < parts; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(m_zip.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
      fail(path, "", {"加密的压缩包", "an encrypted archive"}, {"未加密的 .xlsx", ".xlsx without a password"},
           {"去掉密码，另存为 .xlsx", "saving it as .xlsx, without a password"});
    }
    if ((stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) continue;
    const std::string name = (stat.valid & ZIP_STAT_NAME) != 0 ? stat.name : "";
    if (stat.size > limits.unzipped_bytes || (total += stat.size) > limits.unzipped_bytes) too_large(name);
    if (stat.size > small_part && stat.size / limits.unzip_ratio > stat.comp_size) too_large(name);
  }
}

void ZipParts::read(const std::string& name, const std::function<bool(std::string_view)>& each) {
  const zip_int64_t index = zip_name_locate(m_zip.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) damaged(name, "missing");
  zip_stat_t stat;
  if (zip_stat_index(m_zip.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) damaged(name, "no entry");
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(m_zip.get(), static_cast<zip_uint64_t>(index), 0));
  if (!file) damaged(name, zip_strerror(m_zip.get()));
  std::vector<char> buffer(1U << 18U);
  std::uint64_t size = 0;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) damaged(name, zip_file_strerror(file.get()));
    if (got == 0) return;
    size += static_cast<std::uint64_t>(got);
    m_unzipped += static_cast<std::uint64_t>(got);
    if (m_unzipped > m_limits.unzipped_bytes) too_large(name);
    if (size > small_part && size / m_limits.unzip_ratio > stat.comp_size) too_large(name);
    if (!each({buffer.data(), static_cast<std::size_t>(got)})) return;
  }
}

void ZipParts::damaged(const std::string& name, const std::string& why) const {
  fail(m_path, name, {"工作簿损坏或不完整（" + why + "）", "the workbook is damaged or cut short (" + why + ")"},
       {"完整的 .xlsx", "a whole .xlsx"},
       {"重新下载，或用表格软件打开后另存为 .xlsx",
        "fetching it again, or opening it in a spreadsheet program and saving it as .xlsx"});
}

void ZipParts::too_large(const std::string& name) const {
  fail(m_path, name, {"解压后大得反常，疑为压缩炸弹", "unzips to far too much: it looks like a zip bomb"},
       {"解压后不超过 " + std::to_string(m_limits.unzipped_bytes >> 20U) + " MB、不超过压缩前 " +
            std::to_string(m_limits.unzip_ratio) + " 倍的工作簿",
        "a workbook of at most " + std::to_string(m_limits.unzipped_bytes >> 20U) + " MB unzipped, and " +
            std::to_string(m_limits.unzip_ratio) + " times its zipped size"},
       {"在来源处另存为 CSV UTF-8", "saving it as CSV UTF-8 where it comes from"});
}

}  // namespace liantu::io
