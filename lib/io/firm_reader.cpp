// read_firms: header found, the first rows looked at, then row by row into batches.
#include "liantu/firm/firm_reader.hpp"

#include "byte_checks.hpp"
#include "failure.hpp"
#include "firm_rows.hpp"
#include "rows.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>

namespace liantu {

namespace {

// Rows that are looked at before the first is read: they tell how the table writes its codes.
constexpr std::size_t sample_rows = 512;
// Firms of very long texts come in smaller batches.
constexpr std::uint64_t batch_bytes = std::uint64_t{8} << 20U;

class Reader {
 public:
  Reader(const std::string& path, const FirmOptions& options, const ColumnNames& names,
         const Classification& classification, const std::function<void(std::vector<Firm>&)>& batch,
         std::size_t batch_size)
      : m_path(path),
        m_options(options),
        m_names(names),
        m_classification(classification),
        m_batch(batch),
        m_batch_size(std::max<std::size_t>(batch_size, 1)) {}

  void row(const TableRow& row) {
    if (m_learned) {
      read(row);
      return;
    }
    keep(row);
    const bool full = m_bytes >= batch_bytes;
    if (!m_rows && (full || m_sample.size() >= TableLimits{}.header_rows)) find_header();
    if (m_rows && (full || m_sample.size() >= sample_rows)) read_sample();
  }

  ReadingReport finish(TableForm form) {
    if (!m_rows) find_header();
    read_sample();
    if (m_count > 0) hand_on();
    m_rows->finish();
    m_report.form = std::move(form);
    if (m_report.rows == 0) {
      io::fail(m_path, "row " + std::to_string(m_header_row), {"表头之下没有数据", "no row below the header"},
               {"至少一家企业", "at least one firm"});
    }
    note_encoding();
    note_none_left();
    return std::move(m_report);
  }

 private:
  // The reader's cells go with the next row.
  void keep(const TableRow& row) {
    TableRow& kept = m_sample.emplace_back();
    kept.number = row.number;
    for (const std::string_view cell : row.cells) {
      kept.cells.emplace_back(m_sample_cells.emplace_back(cell));
      m_bytes += cell.size();
    }
  }

  void find_header() {
    if (m_sample.empty()) return;
    io::Layout layout = io::find_layout(m_path, m_sample, m_options, m_names);
    m_header_row = layout.row;
    std::erase_if(m_sample, [&](const TableRow& row) { return row.number <= m_header_row; });
    m_rows.emplace(m_path, std::move(layout), m_options, m_names, m_classification, m_report);
  }

  void read_sample() {
    std::vector<TableRow> rows = std::exchange(m_sample, {});
    for (const auto& row : rows) m_rows->learn(row);
    m_learned = true;
    m_bytes = 0;
    for (const auto& row : rows) read(row);
    m_sample_cells = {};
  }

  void read(const TableRow& row) {
    if (m_count == m_firms.size()) m_firms.emplace_back();
    Firm& firm = m_firms[m_count];
    if (!m_rows->read(row, firm)) return;
    ++m_count;
    m_bytes += firm.scope.size() + firm.products.size() + firm.tags.size();
    if (m_count >= m_batch_size || m_bytes >= batch_bytes) hand_on();
  }

  void hand_on() {
    m_firms.resize(m_count);
    m_batch(m_firms);
    m_count = 0;
    m_bytes = 0;
  }

  void note_encoding() {
    const auto& form = m_report.form;
    if (form.mixed_rows > 0) {
      m_report.notes.push_back({m_path,
                                "",
                                {std::to_string(form.mixed_rows) + " 行是 GB18030 编码，已转换",
                                 std::to_string(form.mixed_rows) + " rows were GB18030, and read as that"},
                                {"全文件一种编码", "one encoding for the whole file"},
                                {}});
    }
    if (form.bad_bytes > 0) {
      m_report.notes.push_back(
          {m_path,
           "",
           {std::to_string(form.bad_bytes) + " 处字节不合 " + form.encoding + " 编码，显示为 �",
            std::to_string(form.bad_bytes) + " places are no " + form.encoding + ", shown as �"},
           {"全文件一种编码", "one encoding for the whole file"},
           {"重新导出，或用 --encoding 指明编码", "exporting it again, or naming the encoding by --encoding"}});
    }
  }

  void note_none_left() {
    if (m_report.firms > 0) return;
    m_report.notes.push_back({m_path,
                              "",
                              {"没有一家企业留下", "no firm is left"},
                              {"至少一家企业", "at least one firm"},
                              {"检查 --region 与表中地区、登记状态的写法",
                               "comparing --region with the regions of the table, and looking at its status column"}});
  }

  const std::string& m_path;
  const FirmOptions& m_options;
  const ColumnNames& m_names;
  const Classification& m_classification;
  const std::function<void(std::vector<Firm>&)>& m_batch;
  std::size_t m_batch_size;
  ReadingReport m_report;
  std::vector<TableRow> m_sample;
  std::deque<std::string> m_sample_cells;
  std::optional<io::FirmRows> m_rows;
  std::vector<Firm> m_firms;  // their strings are used again
  std::size_t m_count = 0;    // of them, that are firms of the batch at hand
  std::uint64_t m_bytes = 0;  // of the texts of the sample, then of the batch at hand
  std::uint64_t m_header_row = 0;
  bool m_learned = false;
};

}  // namespace

ReadingReport read_firms(const std::string& path, const FirmOptions& options, const ColumnNames& names,
                         const Classification& classification, const std::function<void(std::vector<Firm>&)>& batch,
                         std::size_t batch_size) {
  Reader reader(path, options, names, classification, batch, batch_size);
  TableForm form = read_table(path, options.table, [&](const TableRow& row) {
    reader.row(row);
    return true;
  });
  return reader.finish(std::move(form));
}

ReadingReport read_firms(const std::string& name, const RowSource& rows, const FirmOptions& options,
                         const ColumnNames& names, const Classification& classification,
                         const std::function<void(std::vector<Firm>&)>& batch, std::size_t batch_size) {
  Reader reader(name, options, names, classification, batch, batch_size);
  const std::function<bool(const TableRow&)> each = [&](const TableRow& row) {
    reader.row(row);
    return true;
  };
  TableForm mended;
  io::RowSink sink(each, mended);
  TableRow kept;
  TableForm form = rows([&](const TableRow& row) {
    if (row.cells.size() > TableLimits{}.columns) io::too_many_columns(name, row.number, {});
    kept = row;
    for (auto& cell : kept.cells) {
      if (cell.data() == nullptr) cell = "";  // a blank one; bytes are looked at from where they are
    }
    return sink.row(kept, std::all_of(kept.cells.begin(), kept.cells.end(), io::is_plain_text));
  });
  form.rows = mended.rows;
  form.bad_bytes = mended.bad_bytes;
  form.mixed_rows = mended.mixed_rows;
  if (form.rows == 0) {
    io::fail(name, "", {"表格是空的", "the table is empty"},
             {"一行表头和至少一家企业", "a header and at least one firm"});
  }
  return reader.finish(std::move(form));
}

}  // namespace liantu
