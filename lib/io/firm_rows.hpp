// One row of a firm table to one firm, and what was odd about it. Internal to liantu::io.
#pragma once

#include "cell_memo.hpp"
#include "hash128.hpp"
#include "header.hpp"
#include "industry.hpp"
#include "seen_firms.hpp"

#include "liantu/firm/credit_code.hpp"
#include "liantu/firm/firm_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
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
  FirmRows(const FirmRows&) = delete;
  FirmRows& operator=(const FirmRows&) = delete;
  ~FirmRows() = default;

  // Sees a row before any is read: how the table writes industry codes.
  void learn(const TableRow& row);

  // Makes `firm`, whatever it was, the firm of a row: its strings keep their memory. False where the row is left out
  // (`firm` is then of no use); counts either way. No allocation for rows like those before.
  bool read(const TableRow& row, Firm& firm);

  // Completes the report.
  void finish();

 private:
  // A cell of a field, without blanks around it, and the column that it stands in.
  struct Found {
    std::string_view text;
    const Column* column = nullptr;
  };
  struct Status {
    bool gone = false;
    bool abnormal = false;
  };
  struct YesNo {
    bool yes = false;
    std::optional<bool> answer;
    std::string folded;
  };
  struct Industry {
    IndustryFound found;
    char section = '\0';
  };
  // Whether a cell names a region asked for, and one left out.
  struct Locality {
    bool within = false;
    bool left_out = false;
  };
  // What a name begins with, or is, where the row is no firm.
  struct Word {
    std::string text;
    bool may_go_on = false;
  };
  // A column on its way to the firm.
  struct Lookup {
    std::size_t index;  // of the cell
    const Column* column;
    std::string_view* cell;  // in m_cells
    Found* found;            // of its field
    bool is_answer;          // yes or no
  };

  // Takes the row's cells apart, by column and by field.
  void look_at(const TableRow& row);
  bool look_at_cell(const Lookup& lookup, std::span<const std::string_view> cells, std::string_view& cell);
  [[nodiscard]] const Found& pick(Field field) const { return m_found[static_cast<std::size_t>(field)]; }
  // Whether the row has a cell of the field that says something. Most tables lack most fields.
  [[nodiscard]] bool has(Field field) const { return pick(field).column != nullptr; }
  [[nodiscard]] std::string place(const Found& found) const;

  void add_to_fingerprint();
  void hash_row_texts();
  [[nodiscard]] bool leave_out();
  [[nodiscard]] bool is_no_firm(std::string_view name);
  [[nodiscard]] const Status& status();
  [[nodiscard]] bool is_local();
  [[nodiscard]] Locality locality(std::string_view cell);
  void read_key(Firm& firm);
  [[nodiscard]] bool is_duplicate(const Firm& firm);
  void read_texts(Firm& firm);
  void read_code(Firm& firm);
  void read_industry(Firm& firm);
  void read_figures(Firm& firm);
  void read_power(Firm& firm);
  void read_flags(Firm& firm);
  void read_size(Firm& firm);
  void count(const Firm& firm);
  // What the cell of a field says; nothing where there is none. Good until the next one is asked for.
  std::optional<double> amount(Field field) { return has(field) ? read_amount(field) : std::nullopt; }
  std::optional<double> people_of(Field field) { return has(field) ? read_people(field) : std::nullopt; }
  const YesNo& yes_or_no_of(Field field) { return has(field) ? read_answer(field) : m_no_answer; }
  std::optional<double> read_amount(Field field);
  std::optional<double> read_people(Field field);
  const YesNo& read_answer(Field field);
  const Industry& industry(std::string_view cell);

  const Layout m_layout;
  const FirmOptions& m_options;
  const ColumnNames& m_names;
  const Classification& m_classification;
  ReadingReport& m_report;
  NoteTaker m_notes;
  IndustryFinder m_finder;
  std::vector<Field> m_fields;   // that have a column
  std::vector<Lookup> m_best;    // the best column of each field
  std::vector<Lookup> m_others;  // the other columns, the better of a field first
  // First and last of recognised columns that stand side by side, by their place in the table.
  std::vector<std::pair<std::size_t, std::size_t>> m_side_by_side;
  std::vector<Word> m_no_firm;
  std::vector<std::uint32_t> m_no_firm_begins;  // the first ideographs of these words, as numbers
  std::vector<std::string> m_regions;           // folded
  std::vector<std::string> m_outside;           // folded
  std::set<Field> m_units_assumed;
  SeenFirms m_seen;
  Hash128 m_fingerprint;
  std::array<std::uint64_t, 256> m_sections{};
  MapByText<std::uint64_t> m_cities;
  CellMemo<std::uint64_t*> m_city_counts;  // in m_cities

  // What cells said before.
  CellMemo<Status> m_statuses;
  CellMemo<Locality> m_localities;
  CellMemo<Industry> m_industries;
  // By column, as each has its unit; there may be thousands.
  std::vector<CellMemo<std::optional<double>, 256>> m_amounts;
  CellMemo<std::optional<double>> m_people;
  CellMemo<YesNo> m_answers;
  const YesNo m_no_answer;
  CellMemo<SizeClass> m_size_words;
  CellMemo<SizeClass> m_agri_levels;
  CellMemo<FirmKind> m_kinds;

  // The row at hand.
  const TableRow* m_row = nullptr;
  std::vector<std::string_view> m_cells;  // by column of the layout, without blanks around them
  bool m_is_trimmed = false;              // blanks stood around some
  std::array<Found, EnumWords<Field>::names.size()> m_found{};
  Hash128 m_key;          // of the firm, by which it is known again
  char m_section = '\0';  // of its industry
  std::string m_text;
  std::string m_row_texts;  // that the fingerprint does not have yet
};

}  // namespace liantu::io
