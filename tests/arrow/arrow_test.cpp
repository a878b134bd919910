// Arrow streams in, as rows; Arrow streams out, of matches and targets.
#include "liantu/arrow/arrow_rows.hpp"
#include "liantu/arrow/results.hpp"

#include <gtest/gtest.h>
#include <nanoarrow/nanoarrow.hpp>

#include <cerrno>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace liantu::test {
namespace {

using Grid = std::vector<std::vector<std::string>>;

void must(int code) { ASSERT_EQ(code, NANOARROW_OK); }

// A stream of one struct array, whose columns are made by the caller.
struct Table {
  nanoarrow::UniqueSchema schema;
  std::vector<std::function<void(ArrowArray*)>> rows;  // each appends one row to every column

  Table(std::vector<std::pair<std::string, ArrowType>> columns) {
    ArrowSchemaInit(schema.get());
    must(ArrowSchemaSetTypeStruct(schema.get(), static_cast<std::int64_t>(columns.size())));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      must(ArrowSchemaSetType(schema->children[i], columns[i].second));
      must(ArrowSchemaSetName(schema->children[i], columns[i].first.c_str()));
    }
  }

  void stream(ArrowArrayStream* out, int arrays = 1) {
    std::vector<nanoarrow::UniqueArray> made(static_cast<std::size_t>(arrays));
    for (std::size_t a = 0; a < made.size(); ++a) {
      must(ArrowArrayInitFromSchema(made[a].get(), schema.get(), nullptr));
      must(ArrowArrayStartAppending(made[a].get()));
      for (std::size_t r = a; r < rows.size(); r += made.size()) {
        rows[r](made[a].get());
        must(ArrowArrayFinishElement(made[a].get()));
      }
      must(ArrowArrayFinishBuildingDefault(made[a].get(), nullptr));
    }
    must(ArrowBasicArrayStreamInit(out, schema.get(), arrays));
    for (std::size_t a = 0; a < made.size(); ++a)
      ArrowBasicArrayStreamSetArray(out, static_cast<std::int64_t>(a), made[a].get());
  }
};

void add_text(ArrowArray* column, const std::string& text) {
  must(ArrowArrayAppendString(column, {text.data(), static_cast<std::int64_t>(text.size())}));
}

Grid rows_of(const RowSource& source) {
  Grid out;
  const TableForm form = source([&](const TableRow& row) {
    EXPECT_EQ(row.number, out.size() + 1);
    out.emplace_back(row.cells.begin(), row.cells.end());
    return true;
  });
  EXPECT_EQ(form.kind, "arrow");
  return out;
}

std::string refusal(const RowSource& source) {
  try {
    (void)rows_of(source);
  } catch (const InputError& error) {
    return error.problems().front().message(Lang::en);
  }
  return {};
}

TEST(ArrowRows, EveryKindOfColumnIsTextAsAPersonWritesIt) {
  Table table({{"企业名称", NANOARROW_TYPE_LARGE_STRING},
               {"人数", NANOARROW_TYPE_INT32},
               {"产值", NANOARROW_TYPE_DOUBLE},
               {"单价", NANOARROW_TYPE_FLOAT},
               {"规上", NANOARROW_TYPE_BOOL},
               {"成立", NANOARROW_TYPE_DATE32},
               {"空", NANOARROW_TYPE_NA},
               {"大", NANOARROW_TYPE_UINT64}});
  table.rows.push_back([](ArrowArray* row) {
    add_text(row->children[0], "甲公司");
    must(ArrowArrayAppendInt(row->children[1], -12));
    must(ArrowArrayAppendDouble(row->children[2], 1234567.5));
    must(ArrowArrayAppendDouble(row->children[3], 0.1F));
    must(ArrowArrayAppendInt(row->children[4], 1));
    must(ArrowArrayAppendInt(row->children[5], -1));
    must(ArrowArrayAppendNull(row->children[6], 1));
    must(ArrowArrayAppendUInt(row->children[7], 18446744073709551615U));
  });
  table.rows.push_back([](ArrowArray* row) {
    for (int i = 0; i < 8; ++i) must(ArrowArrayAppendNull(row->children[i], 1));
  });
  ArrowArrayStream stream{};
  table.stream(&stream);
  const Grid expected{{"企业名称", "人数", "产值", "单价", "规上", "成立", "空", "大"},
                      {"甲公司", "-12", "1234567.5", "0.1", "是", "1969-12-31", "", "18446744073709551615"},
                      {"", "", "", "", "", "", "", ""}};
  const RowSource source = arrow_rows(&stream, "firms");
  EXPECT_EQ(stream.release, nullptr);  // taken over
  EXPECT_EQ(rows_of(source), expected);
  EXPECT_NE(refusal(source).find("used or released"), std::string::npos);
}

TEST(ArrowRows, ArraysFollowOneAnother) {
  Table table({{"企业名称", NANOARROW_TYPE_STRING}});
  for (int i = 0; i < 10; ++i) {
    table.rows.push_back([i](ArrowArray* row) { add_text(row->children[0], std::to_string(i)); });
  }
  ArrowArrayStream stream{};
  table.stream(&stream, 3);
  const Grid rows = rows_of(arrow_rows(&stream, "firms"));
  ASSERT_EQ(rows.size(), 11U);
  EXPECT_EQ(rows[1][0] + rows[2][0] + rows[5][0], "031");
}

// As polars gives it: one buffer, which the format does not have.
TEST(ArrowRows, AColumnOfNullsMayHaveABuffer) {
  Table table({{"企业名称", NANOARROW_TYPE_STRING}, {"电话", NANOARROW_TYPE_NA}});
  table.rows.push_back([](ArrowArray* row) {
    add_text(row->children[0], "甲");
    must(ArrowArrayAppendNull(row->children[1], 1));
  });
  ArrowArrayStream stream{};
  table.stream(&stream);
  // The array comes out with a buffer more.
  struct Inner {
    ArrowArrayStream stream;
  };
  auto inner = std::make_unique<Inner>();
  ArrowArrayStreamMove(&stream, &inner->stream);
  ArrowArrayStream outer{};
  outer.private_data = inner.get();
  outer.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    auto* in = static_cast<Inner*>(self->private_data);
    return in->stream.get_schema(&in->stream, out);
  };
  outer.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto* in = static_cast<Inner*>(self->private_data);
    const int code = in->stream.get_next(&in->stream, out);
    if (code == 0 && out->release != nullptr) out->children[1]->n_buffers = 1;
    return code;
  };
  outer.get_last_error = [](ArrowArrayStream*) { return ""; };
  outer.release = [](ArrowArrayStream* self) {
    auto* in = static_cast<Inner*>(self->private_data);
    in->stream.release(&in->stream);
    self->release = nullptr;
  };
  const Grid expected{{"企业名称", "电话"}, {"甲", ""}};
  EXPECT_EQ(rows_of(arrow_rows(&outer, "firms")), expected);
}

TEST(ArrowRows, WhatSaysNothingInACellIsRefusedByName) {
  Table table({{"企业名称", NANOARROW_TYPE_STRING}, {"时长", NANOARROW_TYPE_INTERVAL_MONTHS}});
  ArrowArrayStream stream{};
  table.stream(&stream);
  EXPECT_NE(refusal(arrow_rows(&stream, "firms")).find("column 时长: a column of type interval_months"),
            std::string::npos);
  EXPECT_NE(refusal(arrow_rows(nullptr, "firms")).find("used or released"), std::string::npos);
}

TEST(ArrowRows, AStreamThatFailsIsToldWithItsMessage) {
  ArrowArrayStream stream{};
  stream.get_schema = [](ArrowArrayStream*, ArrowSchema*) { return EIO; };
  stream.get_last_error = [](ArrowArrayStream*) { return "the database went away"; };
  stream.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  EXPECT_NE(refusal(arrow_rows(&stream, "firms")).find("the database went away"), std::string::npos);
}

std::shared_ptr<const Knowledge> quartz() {
  static const auto known = [] {
    SessionOptions options;
    options.data = LIANTU_SOURCE_DATA;
    options.chains = {"quartz"};
    return std::make_shared<const Knowledge>(options);
  }();
  return known;
}

// Firms that make crucibles, each with a match.
void makers(int count, ArrowArrayStream* out) {
  Table table({{"企业名称", NANOARROW_TYPE_STRING}, {"经营范围", NANOARROW_TYPE_STRING}});
  for (int i = 0; i < count; ++i) {
    table.rows.push_back([i](ArrowArray* row) {
      add_text(row->children[0], "甲" + std::to_string(i) + "公司");
      add_text(row->children[1], "石英坩埚生产");
    });
  }
  table.stream(out);
}

TEST(MatchStream, GivesEveryMatchInTheOrderOfRows) {
  ArrowArrayStream firms{};
  makers(20000, &firms);
  nanoarrow::UniqueArrayStream matches;
  match_stream(quartz(), {}, arrow_rows(&firms, "firms"), matches.get());
  nanoarrow::UniqueSchema schema;
  must(matches->get_schema(matches.get(), schema.get()));
  EXPECT_STREQ(schema->children[5]->name, "confidence");
  std::uint64_t row = 0;
  std::int64_t rows = 0;
  while (true) {
    nanoarrow::UniqueArray array;
    must(matches->get_next(matches.get(), array.get()));
    if (array->release == nullptr) break;
    nanoarrow::UniqueArrayView view;
    must(ArrowArrayViewInitFromSchema(view.get(), schema.get(), nullptr));
    must(ArrowArrayViewSetArray(view.get(), array.get(), nullptr));
    rows += array->length;
    for (std::int64_t i = 0; i < array->length; ++i) {
      const std::uint64_t now = ArrowArrayViewGetUIntUnsafe(view->children[0], i);
      EXPECT_GE(now, row);
      row = now;
    }
  }
  EXPECT_EQ(row, 20001U);
  EXPECT_GE(rows, 20000);
}

TEST(MatchStream, ReleasedEarlyItStops) {
  ArrowArrayStream firms{};
  makers(100000, &firms);
  nanoarrow::UniqueArrayStream matches;
  match_stream(quartz(), {}, arrow_rows(&firms, "firms"), matches.get());
  nanoarrow::UniqueArray array;
  must(matches->get_next(matches.get(), array.get()));
  EXPECT_GT(array->length, 0);
}

TEST(MatchStream, AnErrorInTheTableComesFromGetNext) {
  Table table({{"名字", NANOARROW_TYPE_STRING}});
  table.rows.push_back([](ArrowArray* row) { add_text(row->children[0], "甲"); });
  ArrowArrayStream firms{};
  table.stream(&firms);
  nanoarrow::UniqueArrayStream matches;
  match_stream(quartz(), {}, arrow_rows(&firms, "firms"), matches.get());
  nanoarrow::UniqueArray array;
  EXPECT_EQ(matches->get_next(matches.get(), array.get()), EINVAL);
  ASSERT_NE(matches->get_last_error(matches.get()), nullptr);
  EXPECT_NE(std::string(matches->get_last_error(matches.get())).find("企业名称"), std::string::npos);
}

TEST(TargetsStream, HasARowForEveryTarget) {
  SessionOptions options;
  options.firms = LIANTU_SOURCE_DATA "/samples/demo-county/firms.csv";
  const Session session(quartz(), options);
  const Study study = session.study(Depth::firms);
  nanoarrow::UniqueArrayStream targets;
  targets_stream(study, Lang::en, targets.get());
  nanoarrow::UniqueArray array;
  must(targets->get_next(targets.get(), array.get()));
  EXPECT_GT(array->length, 0);
  EXPECT_EQ(static_cast<std::size_t>(array->length), study.analysis.targets.size());
}

}  // namespace
}  // namespace liantu::test
