/// @file
/// The ledger as a file: one SQLite database that several people may write at once. Every change is one transaction:
/// all of it or nothing, also when the program is killed or the disk is full. Part of liantu::ledger.
///
/// @code{.cpp}
/// liantu::Ledger ledger = liantu::Ledger::open("台账.sqlite");
/// const liantu::LedgerChanges changes = ledger.add(rows, "2026-11-29", liantu::BadRows::refuse_all);
/// @endcode
#pragma once

#include "liantu/promotion/ledger_rows.hpp"
#include "liantu/text.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace liantu {

/// The database cannot be read or written: a full disk, another writer that does not let go, a broken file. Nothing of
/// the change in hand was kept, and everything before it is.
class LedgerError : public std::runtime_error {
 public:
  /// what() is the English text.
  explicit LedgerError(Text text) : std::runtime_error(text.en), m_text(std::move(text)) {}
  [[nodiscard]] const Text& text() const { return m_text; }

 private:
  Text m_text;
};

/// What becomes of the good rows where others are bad.
enum class BadRows { refuse_all, skip };

/// One SQLite file. Several processes may write to it at a time; one object is not for two threads at a time.
class Ledger {
 public:
  /// Makes an empty ledger. Errors: InputError where the file is there and not empty; LedgerError.
  static Ledger create(const std::string& path);
  /// Opens one that is there. Errors: InputError where the file is not there, or no ledger, or of a later version;
  /// LedgerError.
  static Ledger open(const std::string& path);

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// All of it, as of one moment. Errors: LedgerError; InputError where a cell holds what no ledger does. O(size).
  [[nodiscard]] Projects read();

  /// Merges `rows` in one transaction (see merge). With refuse_all, and any problem, nothing is written. Waits up to 30
  /// seconds for other writers. Errors: LedgerError. O(size of the ledger + rows).
  LedgerChanges add(const LedgerRows& rows, const std::string& today, BadRows bad);

 private:
  class Database;
  explicit Ledger(std::unique_ptr<Database> database);
  std::unique_ptr<Database> m_database;
};

}  // namespace liantu
