// One row of a firm table to one firm, and what was odd about it. Internal to liantu::io.
#pragma once

#include "hash128.hpp"
#include "header.hpp"
#include "industry.hpp"

#include "liantu/firm/credit_code.hpp"
#include "liantu/firm/firm_reader.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace liantu::io {

// Notes at most five rows of each kind of oddity.
class NoteTaker {
 public:
  NoteTaker(const std::string& file, Problems& notes) : m_file(file), m_notes(notes) {}

  // `kind` is a literal that names the oddity.
  void add(std::string_view kind, std::string where, Text found, Text wanted, Text remedy = {});

 private:
  std::string m_file;
  Problems& m_notes;
  std::map<std::string_view, int> m_counts;
};

// Turns rows under one layout into firms and keeps the report.
class FirmRows {
 public:
  FirmRows(const std::string& file, Layout layout, const FirmOptions& options, const ColumnNames& names,
           const Classification& classification, ReadingReport& report);

  // Sees a row before any is read: how the table writes industry codes.
  void learn(const TableRow& row);

  // The firm of a row, or nothing where the row is left out; counts either way.
  std::optional<Firm> read(const TableRow& row);

  [[nodiscard]] std::string fingerprint() const { return m_fingerprint.hex16(); }

 private:
  // A cell of a field and the column that it stands in.
  struct Found {
    std::string_view text;
    const Column* column = nullptr;
  };

  [[nodiscard]] Found pick(Field field) const;
  [[nodiscard]] std::string text(Field field) const { return std::string(pick(field).text); }
  [[nodiscard]] std::string place(const Found& found) const;

  void add_to_fingerprint();
  [[nodiscard]] bool leave_out();
  [[nodiscard]] bool is_no_firm(std::string_view name) const;
  [[nodiscard]] bool is_gone() const;
  [[nodiscard]] bool is_local() const;
  [[nodiscard]] bool is_duplicate(const Firm& firm);
  void read_texts(Firm& firm);
  void read_code(Firm& firm);
  void read_industry(Firm& firm);
  void read_figures(Firm& firm);
  void read_flags(Firm& firm);
  void read_size(Firm& firm);
  void count(const Firm& firm);
  std::optional<double> amount(Field field);
  const IndustryFound& industry(std::string_view cell);

  const Layout m_layout;
  const FirmOptions& m_options;
  const ColumnNames& m_names;
  const Classification& m_classification;
  ReadingReport& m_report;
  NoteTaker m_notes;
  IndustryFinder m_finder;
  std::unordered_map<std::string, IndustryFound> m_industries;  // by cell: tables repeat them
  std::unordered_set<Hash128, FirstHalf> m_seen;
  Hash128 m_fingerprint;
  std::vector<std::string> m_regions;  // folded
  std::set<Field> m_units_assumed;
  const TableRow* m_row = nullptr;
};

}  // namespace liantu::io
