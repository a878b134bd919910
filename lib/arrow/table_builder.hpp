// A struct array column by column: nanoarrow's builder with its errors thrown. Internal to liantu::arrow.
#pragma once

#include <nanoarrow/nanoarrow.hpp>

#include <cstdint>
#include <new>
#include <string_view>
#include <vector>

namespace liantu::arrow_detail {

// Nothing here fails but for want of memory.
inline void must(int code) {
  if (code != NANOARROW_OK) throw std::bad_alloc();
}

struct ColumnType {
  const char* name;
  ArrowType type;
};

inline nanoarrow::UniqueSchema schema_of(const std::vector<ColumnType>& columns) {
  nanoarrow::UniqueSchema out;
  ArrowSchemaInit(out.get());
  must(ArrowSchemaSetTypeStruct(out.get(), static_cast<std::int64_t>(columns.size())));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    must(ArrowSchemaSetType(out->children[i], columns[i].type));
    must(ArrowSchemaSetName(out->children[i], columns[i].name));
  }
  return out;
}

// Rows, cell by cell in the order of the columns.
class TableBuilder {
 public:
  explicit TableBuilder(const std::vector<ColumnType>& columns) : m_schema(schema_of(columns)) { begin(); }

  void text(std::string_view text) {
    must(ArrowArrayAppendString(next(), {text.data(), static_cast<std::int64_t>(text.size())}));
  }
  void whole(std::uint64_t number) { must(ArrowArrayAppendUInt(next(), number)); }
  void real(double number) { must(ArrowArrayAppendDouble(next(), number)); }
  void boolean(bool value) { must(ArrowArrayAppendInt(next(), value ? 1 : 0)); }
  void null() { must(ArrowArrayAppendNull(next(), 1)); }
  void end_row() {
    must(ArrowArrayFinishElement(m_array.get()));
    m_column = 0;
  }

  [[nodiscard]] std::int64_t rows() const { return m_array->length; }
  [[nodiscard]] const ArrowSchema* schema() const { return m_schema.get(); }

  // The rows so far; the builder begins anew.
  [[nodiscard]] nanoarrow::UniqueArray take() {
    must(ArrowArrayFinishBuildingDefault(m_array.get(), nullptr));
    nanoarrow::UniqueArray out(m_array.get());
    begin();
    return out;
  }

 private:
  void begin() {
    m_array.reset();
    must(ArrowArrayInitFromSchema(m_array.get(), m_schema.get(), nullptr));
    must(ArrowArrayStartAppending(m_array.get()));
    m_column = 0;
  }
  ArrowArray* next() { return m_array->children[m_column++]; }

  nanoarrow::UniqueSchema m_schema;
  nanoarrow::UniqueArray m_array;
  std::size_t m_column = 0;
};

}  // namespace liantu::arrow_detail
