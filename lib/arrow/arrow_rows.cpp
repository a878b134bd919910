// arrow_rows: arrays of a stream, one after the other, row by row.
#include "liantu/arrow/arrow_rows.hpp"

#include "liantu/diagnostic.hpp"
#include "liantu/text.hpp"

#include <nanoarrow/nanoarrow.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

namespace {

[[noreturn]] void refuse(const std::string& name, std::string where, Text found, Text wanted, Text remedy = {}) {
  throw InputError({name, std::move(where), std::move(found), std::move(wanted), std::move(remedy)});
}

std::string iso_date(std::chrono::sys_days days) {
  const std::chrono::year_month_day date(days);
  std::array<char, 32> out{};
  const int size = std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {out.data(), static_cast<std::size_t>(size)};
}

// As a person would write it: no exponent where a plain number is as exact.
std::string number_text(double value) {
  if (!std::isfinite(value)) return {};
  std::array<char, 64> out{};
  const bool plain = value == 0 || (std::abs(value) >= 1e-6 && std::abs(value) < 1e15);
  const auto end = plain ? std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed)
                         : std::to_chars(out.data(), out.data() + out.size(), value);
  return {out.data(), end.ptr};
}

// One column: how its cells become text.
class Cells {
 public:
  // Errors: InputError for a type that says nothing in a cell.
  Cells(const ArrowSchema& schema, const std::string& name) : m_schema(&schema) {
    ArrowError error;
    if (ArrowSchemaViewInit(&m_view, &schema, &error) != NANOARROW_OK) unknown(name, error.message);
    if (m_view.type == NANOARROW_TYPE_DICTIONARY) {
      if (ArrowSchemaViewInit(&m_view, schema.dictionary, &error) != NANOARROW_OK) unknown(name, error.message);
      m_dictionary = true;
    }
    switch (m_view.type) {
      case NANOARROW_TYPE_NA:
      case NANOARROW_TYPE_BOOL:
      case NANOARROW_TYPE_UINT8:
      case NANOARROW_TYPE_INT8:
      case NANOARROW_TYPE_UINT16:
      case NANOARROW_TYPE_INT16:
      case NANOARROW_TYPE_UINT32:
      case NANOARROW_TYPE_INT32:
      case NANOARROW_TYPE_UINT64:
      case NANOARROW_TYPE_INT64:
      case NANOARROW_TYPE_HALF_FLOAT:
      case NANOARROW_TYPE_FLOAT:
      case NANOARROW_TYPE_DOUBLE:
      case NANOARROW_TYPE_STRING:
      case NANOARROW_TYPE_LARGE_STRING:
      case NANOARROW_TYPE_STRING_VIEW:
      case NANOARROW_TYPE_DATE32:
      case NANOARROW_TYPE_DATE64:
      case NANOARROW_TYPE_TIMESTAMP: return;
      case NANOARROW_TYPE_DECIMAL32:
      case NANOARROW_TYPE_DECIMAL64:
      case NANOARROW_TYPE_DECIMAL128:
      case NANOARROW_TYPE_DECIMAL256:
        ArrowDecimalInit(&m_decimal, m_view.decimal_bitwidth, m_view.decimal_precision, m_view.decimal_scale);
        return;
      default: unknown(name, ArrowTypeString(m_view.type));
    }
  }

  [[nodiscard]] std::string_view header() const { return m_schema->name == nullptr ? "" : m_schema->name; }

  // `texts` keeps what the array does not hold as text.
  std::string_view cell(const ArrowArrayView& array, std::int64_t row, std::deque<std::string>& texts) {
    if (m_view.type == NANOARROW_TYPE_NA || ArrowArrayViewIsNull(&array, row) != 0) return {};
    if (!m_dictionary) return value(array, row, texts);
    const std::int64_t index = ArrowArrayViewGetIntUnsafe(&array, row);
    // An index past its dictionary points nowhere: nanoarrow's checks do not cover it.
    if (index < 0 || index >= array.dictionary->length || ArrowArrayViewIsNull(array.dictionary, index) != 0) return {};
    return value(*array.dictionary, index, texts);
  }

 private:
  [[noreturn]] void unknown(const std::string& name, const std::string& type) const {
    const std::string column(header());
    refuse(name, "column " + column, {"列 " + column + " 的类型是 " + type, "a column of type " + type},
           {"文字、数、日期、真假", "text, numbers, dates, true and false"},
           {"去掉这一列，或转成文字", "leaving the column out, or casting it to text"});
  }

  std::string_view value(const ArrowArrayView& array, std::int64_t row, std::deque<std::string>& texts) {
    switch (m_view.type) {
      case NANOARROW_TYPE_BOOL: return ArrowArrayViewGetIntUnsafe(&array, row) != 0 ? "是" : "否";
      case NANOARROW_TYPE_STRING:
      case NANOARROW_TYPE_LARGE_STRING:
      case NANOARROW_TYPE_STRING_VIEW: {
        const ArrowStringView text = ArrowArrayViewGetStringUnsafe(&array, row);
        return {text.data, static_cast<std::size_t>(text.size_bytes)};
      }
      case NANOARROW_TYPE_HALF_FLOAT:
      case NANOARROW_TYPE_DOUBLE: return texts.emplace_back(number_text(ArrowArrayViewGetDoubleUnsafe(&array, row)));
      case NANOARROW_TYPE_FLOAT: return texts.emplace_back(float_text(ArrowArrayViewGetDoubleUnsafe(&array, row)));
      case NANOARROW_TYPE_UINT64: return texts.emplace_back(std::to_string(ArrowArrayViewGetUIntUnsafe(&array, row)));
      case NANOARROW_TYPE_DATE32:
      case NANOARROW_TYPE_DATE64:
      case NANOARROW_TYPE_TIMESTAMP: return texts.emplace_back(date_text(ArrowArrayViewGetIntUnsafe(&array, row)));
      case NANOARROW_TYPE_DECIMAL32:
      case NANOARROW_TYPE_DECIMAL64:
      case NANOARROW_TYPE_DECIMAL128:
      case NANOARROW_TYPE_DECIMAL256: return texts.emplace_back(decimal_text(array, row));
      default: return texts.emplace_back(std::to_string(ArrowArrayViewGetIntUnsafe(&array, row)));
    }
  }

  // The fewest digits that give the same float: as a double, 0.1 would read 0.10000000149.
  static std::string float_text(double value) {
    std::array<char, 64> out{};
    const auto end = std::to_chars(out.data(), out.data() + out.size(), static_cast<float>(value));
    double read = value;
    std::from_chars(out.data(), end.ptr, read);
    return number_text(read);
  }

  [[nodiscard]] std::string date_text(std::int64_t value) const {
    constexpr std::int64_t day = 86400;
    std::int64_t per_day = 1;
    if (m_view.type == NANOARROW_TYPE_DATE64) per_day = day * 1000;
    if (m_view.type == NANOARROW_TYPE_TIMESTAMP) {
      constexpr std::array<std::int64_t, 4> units{1, 1000, 1'000'000, 1'000'000'000};
      per_day = day * units.at(static_cast<std::size_t>(m_view.time_unit));
    }
    std::int64_t days = value / per_day - (value % per_day < 0 ? 1 : 0);
    constexpr std::int64_t far = 10'000'000;  // years that no table has
    if (days < -far || days > far) return {};
    return iso_date(std::chrono::sys_days(std::chrono::days(days)));
  }

  std::string decimal_text(const ArrowArrayView& array, std::int64_t row) {
    ArrowArrayViewGetDecimalUnsafe(&array, row, &m_decimal);
    nanoarrow::UniqueBuffer buffer;
    if (ArrowDecimalAppendStringToBuffer(&m_decimal, buffer.get()) != NANOARROW_OK) return {};
    return {reinterpret_cast<const char*>(buffer->data), static_cast<std::size_t>(buffer->size_bytes)};
  }

  const ArrowSchema* m_schema;
  ArrowSchemaView m_view{};
  ArrowDecimal m_decimal{};
  bool m_dictionary = false;
};

class Rows {
 public:
  Rows(nanoarrow::UniqueArrayStream& stream, const std::string& name) : m_stream(stream), m_name(name) {
    if (m_stream->get_schema(m_stream.get(), m_schema.get()) != 0) failed();
    ArrowError error;
    if (std::string_view(m_schema->format) != "+s") {
      refuse(m_name, "",
             {"不是表：类型 " + std::string(m_schema->format), "no table: type " + std::string(m_schema->format)},
             {"每列一个字段的结构", "a struct with a field a column"});
    }
    if (ArrowArrayViewInitFromSchema(m_array_view.get(), m_schema.get(), &error) != NANOARROW_OK) bad(error);
    for (std::int64_t i = 0; i < m_schema->n_children; ++i) m_columns.emplace_back(*m_schema->children[i], m_name);
  }

  void hand_on(const std::function<bool(const TableRow&)>& each) {
    TableRow row;
    row.number = 1;
    for (const Cells& column : m_columns) row.cells.push_back(column.header());
    if (row.cells.empty() || !each(row)) return;
    while (true) {
      nanoarrow::UniqueArray array;
      if (m_stream->get_next(m_stream.get(), array.get()) != 0) failed();
      if (array->release == nullptr) return;
      if (!hand_on(array.get(), row, each)) return;
    }
  }

 private:
  bool hand_on(const ArrowArray* array, TableRow& row, const std::function<bool(const TableRow&)>& each) {
    view_of(array);
    const ArrowArrayView* view = m_array_view.get();
    for (std::int64_t r = 0; r < view->length; ++r) {
      ++row.number;
      m_texts.clear();
      const bool gone = ArrowArrayViewIsNull(view, r) != 0;
      for (std::size_t c = 0; c < m_columns.size(); ++c) {
        // A struct may be a part of its columns, which start before it.
        row.cells[c] = gone ? std::string_view() : m_columns[c].cell(*view->children[c], r + view->offset, m_texts);
      }
      if (!each(row)) return false;
    }
    return true;
  }

  // Points the view at an array. A column of nulls has no buffer, yet polars gives it one: it is not counted meanwhile.
  void view_of(const ArrowArray* array) {
    std::vector<ArrowArray*> counted;
    for (std::int64_t i = 0; i < array->n_children && i < m_schema->n_children; ++i) {
      ArrowArray* child = array->children[i];
      if (std::string_view(m_schema->children[i]->format) != "n" || child->n_buffers != 1) continue;
      child->n_buffers = 0;
      counted.push_back(child);
    }
    ArrowError error;
    const bool good =
        ArrowArrayViewSetArray(m_array_view.get(), array, &error) == NANOARROW_OK &&
        ArrowArrayViewValidate(m_array_view.get(), NANOARROW_VALIDATION_LEVEL_FULL, &error) == NANOARROW_OK;
    for (ArrowArray* child : counted) child->n_buffers = 1;
    if (!good) bad(error);
  }

  [[noreturn]] void failed() {
    const char* said = m_stream->get_last_error(m_stream.get());
    const std::string why = said == nullptr ? "" : said;
    refuse(m_name, "", {"数据流出错：" + why, "the stream failed: " + why},
           {"一个可读的 Arrow 流", "an Arrow stream that can be read"});
  }
  [[noreturn]] void bad(const ArrowError& error) const {
    const std::string why = error.message;
    refuse(m_name, "", {"不是合法的 Arrow 数据：" + why, "no good Arrow data: " + why},
           {"一个可读的 Arrow 流", "an Arrow stream that can be read"});
  }

  nanoarrow::UniqueArrayStream& m_stream;
  const std::string& m_name;
  nanoarrow::UniqueSchema m_schema;
  nanoarrow::UniqueArrayView m_array_view;
  std::vector<Cells> m_columns;
  std::deque<std::string> m_texts;  // of the row at hand
};

}  // namespace

RowSource arrow_rows(ArrowArrayStream* stream, std::string name) {
  auto held = std::make_shared<nanoarrow::UniqueArrayStream>();
  if (stream != nullptr && stream->release != nullptr) ArrowArrayStreamMove(stream, held->get());
  return [held, name = std::move(name)](const std::function<bool(const TableRow&)>& each) {
    if ((*held)->release == nullptr) {
      refuse(name, "", {"数据流已用过或已释放", "a stream that was used or released"},
             {"一个新的 Arrow 流", "a new Arrow stream"});
    }
    Rows(*held, name).hand_on(each);
    held->reset();
    TableForm form;
    form.kind = "arrow";
    return form;
  };
}

}  // namespace liantu
