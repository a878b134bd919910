// A thin hold on SQLite: statements that close themselves, errors that say what happened. Internal to liantu::ledger.
#pragma once

#include "liantu/promotion/ledger.hpp"

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace liantu::sqlite {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;

// Throws what `code` means for the file. Always throws. Errors: LedgerError.
[[noreturn]] void fail(int code, const std::string& path, sqlite3* database);

// Runs statements without results. Errors: LedgerError.
void run(sqlite3* database, const char* statements, const std::string& path);

class Statement {
 public:
  // Errors: LedgerError.
  Statement(sqlite3* database, std::string_view text, const std::string& path);

  // Binds from 1 on; an empty optional is NULL.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, const std::optional<double>& number);

  // True where there is a row. Errors: LedgerError.
  bool step();
  // Runs it to its end and makes it ready for the next values. Errors: LedgerError.
  void once();

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
  [[nodiscard]] std::optional<double> number(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void check(int code);

  sqlite3* m_database;
  const std::string& m_path;
  std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

// BEGIN IMMEDIATE, and ROLLBACK unless it was committed.
class Transaction {
 public:
  Transaction(sqlite3* database, const std::string& path) : m_database(database), m_path(path) {
    run(database, "BEGIN IMMEDIATE", path);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    // A full disk has rolled it back already.
    if (m_open && sqlite3_get_autocommit(m_database) == 0)
      sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void commit() {
    run(m_database, "COMMIT", m_path);
    m_open = false;
  }

 private:
  sqlite3* m_database;
  const std::string& m_path;
  bool m_open = true;
};

}  // namespace liantu::sqlite
