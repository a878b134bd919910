#include "sqlite.hpp"

namespace liantu::sqlite {

void fail(int code, const std::string& path, sqlite3* database) {
  const std::string detail = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  const Text kept("这次的改动都没有写入，此前的都在", "nothing of this change was kept, all before it is");
  const auto told = [&](const char* zh, const char* en) {
    return LedgerError(Text("台账 " + path + "：" + zh + "（" + detail + "）。" + kept.zh,
                            "ledger " + path + ": " + en + " (" + detail + "); " + kept.en));
  };
  switch (code & 0xFF) {
    case SQLITE_FULL: throw told("磁盘已满", "the disk is full");
    case SQLITE_IOERR: throw told("读写出错，可能是磁盘已满", "reading or writing failed, the disk may be full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw told("别人正在写，30 秒内没有等到", "another writer did not let go within 30 seconds");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: throw told("不能写入此文件或其所在文件夹", "this file or its folder cannot be written");
    case SQLITE_CORRUPT:
      throw LedgerError(Text("台账 " + path + " 已损坏（" + detail + "），请用备份",
                             "ledger " + path + " is damaged (" + detail + "); use a backup"));
    case SQLITE_NOTADB:
      throw InputError({path,
                        "",
                        Text("不是台账文件", "no ledger"),
                        Text("liantu ledger init 建立的文件", "a file that liantu ledger init made"),
                        {}});
    default: throw told("出错", "failed");
  }
}

void run(sqlite3* database, const char* statements, const std::string& path) {
  const int code = sqlite3_exec(database, statements, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, path, database);
}

Statement::Statement(sqlite3* database, std::string_view text, const std::string& path)
    : m_database(database), m_path(path) {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v2(database, text.data(), static_cast<int>(text.size()), &made, nullptr);
  m_statement.reset(made);
  check(code);
}

Statement& Statement::bind(int at, std::string_view text) {
  // An empty view may have no address, which SQLite takes for NULL.
  check(sqlite3_bind_text(m_statement.get(), at, text.empty() ? "" : text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  check(sqlite3_bind_int64(m_statement.get(), at, number));
  return *this;
}

Statement& Statement::bind(int at, const std::optional<double>& number) {
  check(number ? sqlite3_bind_double(m_statement.get(), at, *number) : sqlite3_bind_null(m_statement.get(), at));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(m_statement.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) check(code);
  return code == SQLITE_ROW;
}

void Statement::once() {
  while (step()) {
  }
  check(sqlite3_reset(m_statement.get()));
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(m_statement.get(), column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::optional<double> Statement::number(int column) const {
  if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_double(m_statement.get(), column);
}

void Statement::check(int code) {
  if (code != SQLITE_OK) fail(code, m_path, m_database);
}

}  // namespace liantu::sqlite
