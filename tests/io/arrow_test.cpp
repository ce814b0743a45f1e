#include "highwater/io/arrow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::io::ArrowColumns;
using hw::io::export_arrow;
using hw::io::import_arrow_panel;
using hw::io::import_arrow_series;
using hw::io::lend_arrow;
using test_support::same_bits;

namespace arrow_test {

hw::Panel random_panel(std::size_t periods, std::size_t count, hw::Period first) {
  test_support::RandomData random(periods * 31 + count);
  std::vector<std::string> names;
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    names.push_back("series " + std::to_string(i));
    const auto column = random.values(periods, test_support::Kind::wide, 5);
    values.insert(values.end(), column.begin(), column.end());
    if (values.size() >= periods && periods > 0) values[i * periods] = values[(i + 1) * periods - 1] = 1.0;
  }
  return {std::move(names), first, std::move(values)};
}

/// A table built by hand, as another program would; counts how often it is released.
class Foreign {
 public:
  struct Column {
    std::string format, name;
    std::vector<const void*> buffers;
    std::int64_t null_count = 0;
    std::int64_t offset = 0;
    ArrowSchema schema{};
    ArrowArray array{};
    ArrowSchema dictionary_schema{};
    ArrowArray dictionary_array{};
  };

  explicit Foreign(std::int64_t rows) : rows_(rows) {}

  Column& add(std::string format, std::string name, std::vector<const void*> buffers) {
    columns_.push_back({std::move(format), std::move(name), std::move(buffers)});
    Column& column = columns_.back();
    column.schema = schema_of(column.format.c_str(), column.name.c_str());
    column.array = array_of(rows_, column.buffers);
    return column;
  }

  ArrowSchema* schema() {
    children_schema_.clear();
    for (Column& column : columns_) children_schema_.push_back(&column.schema);
    schema_ = schema_of("+s", "");
    schema_.n_children = static_cast<std::int64_t>(columns_.size());
    schema_.children = children_schema_.data();
    return &schema_;
  }
  ArrowArray* array() {
    children_array_.clear();
    for (Column& column : columns_) {
      column.array.buffers = column.buffers.data();
      column.array.n_buffers = static_cast<std::int64_t>(column.buffers.size());
      children_array_.push_back(&column.array);
    }
    array_ = array_of(rows_, no_buffers_);
    array_.n_children = static_cast<std::int64_t>(columns_.size());
    array_.children = children_array_.data();
    return &array_;
  }
  hw::Panel read(const ArrowColumns& columns = {}) { return import_arrow_panel(schema(), array(), columns); }
  int released = 0;

  ArrowSchema schema_of(const char* format, const char* name) {
    ArrowSchema schema{};
    schema.format = format;
    schema.name = name;
    schema.private_data = this;
    schema.release = [](ArrowSchema* s) {
      ++static_cast<Foreign*>(s->private_data)->released;
      s->release = nullptr;
    };
    return schema;
  }
  ArrowArray array_of(std::int64_t length, std::vector<const void*>& buffers) {
    ArrowArray array{};
    array.length = length;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
    array.private_data = this;
    array.release = [](ArrowArray* a) {
      ++static_cast<Foreign*>(a->private_data)->released;
      a->release = nullptr;
    };
    return array;
  }

 private:
  std::int64_t rows_;
  std::deque<Column> columns_;
  std::vector<const void*> no_buffers_{nullptr};
  std::vector<ArrowSchema*> children_schema_;
  std::vector<ArrowArray*> children_array_;
  ArrowSchema schema_{};
  ArrowArray array_{};
};

std::int32_t day_number(int year, int month, int day) {
  return static_cast<std::int32_t>(hw::day(year, month, day).ordinal());
}

std::string message_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const hw::Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Arrow, APanelThatGoesOutComesBackBitForBit) {
  for (const hw::Period first : {hw::month(2019, 11), hw::week(2020, 50), hw::business_day(2024, 2, 1),
                                 hw::day(2024, 2, 1), hw::quarter(2001, 4), hw::year(1950), hw::half(2000, 2)})
    for (const std::size_t periods : {3U, 8U, 9U, 64U, 65U}) {
      const hw::Panel panel = random_panel(periods, 3, first);
      ArrowSchema schema;
      ArrowArray array;
      export_arrow(panel, &schema, &array);
      const hw::Panel back = import_arrow_panel(&schema, &array, {.frequency = first.frequency()});
      EXPECT_EQ(schema.release, nullptr);
      EXPECT_EQ(array.release, nullptr);
      EXPECT_EQ(back.first(), first);
      EXPECT_TRUE(same_bits(back.values(), panel.values()));
      EXPECT_EQ(back.names()[2], "series 2");
    }
}

TEST(Arrow, BusinessDaysAreFoundFromTheirDates) {
  const hw::Panel panel = random_panel(12, 2, hw::business_day(2024, 12, 26));
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(panel, &schema, &array);
  const hw::Panel back = import_arrow_panel(&schema, &array);
  EXPECT_EQ(back.first(), panel.first());
  EXPECT_TRUE(same_bits(back.values(), panel.values()));

  export_arrow(random_panel(12, 2, hw::day(2024, 12, 26)), &schema, &array);
  EXPECT_EQ(message_of([&] { import_arrow_panel(&schema, &array, {.frequency = hw::Frequency::business_daily}); }),
            "the Arrow table in row 3: day 28 of month 12 of 2024 is a Saturday, not a business day");
}

TEST(Arrow, ValuesAreNotCopiedOnTheirWayOut) {
  hw::Panel panel({"a", "b"}, hw::month(2024, 1), {1.0, 2.0, hw::missing_value, 4.0, 5.0, 6.0});
  const double* const memory = panel.values().data();
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(std::move(panel), &schema, &array);
  ASSERT_EQ(array.n_children, 3);
  EXPECT_EQ(array.children[1]->buffers[1], memory);
  EXPECT_EQ(array.children[2]->buffers[1], memory + 3);
  EXPECT_EQ(array.children[1]->null_count, 1);
  EXPECT_EQ(static_cast<const std::uint8_t*>(array.children[1]->buffers[0])[0], 0b011);
  EXPECT_EQ(array.children[2]->buffers[0], nullptr);
  EXPECT_STREQ(schema.children[0]->format, "tdD");
  EXPECT_STREQ(schema.children[0]->name, "period");
  EXPECT_EQ(static_cast<const std::int32_t*>(array.children[0]->buffers[1])[1], day_number(2024, 2, 1));
  array.release(&array);
  schema.release(&schema);

  const std::vector<double> lent{1.0, 2.0, 3.0};
  lend_arrow(hw::PanelView(hw::month(2024, 1), lent, 3, 1), &schema, &array);
  EXPECT_EQ(array.children[1]->buffers[1], lent.data());
  array.release(&array);
  schema.release(&schema);
}

TEST(Arrow, AColumnMayBeMovedOutOfItsBatch) {
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(hw::TimeSeries(hw::month(2024, 1), {1.0, 2.0, 3.0}), &schema, &array);
  ArrowArray moved = *array.children[1];  // as the interface allows
  array.children[1]->release = nullptr;
  array.release(&array);
  schema.release(&schema);
  EXPECT_EQ(static_cast<const double*>(moved.buffers[1])[2], 3.0);
  moved.release(&moved);
}

TEST(Arrow, ASeriesNamedLikeTheColumnOfPeriodsIsRefused) {
  ArrowSchema schema;
  ArrowArray array;
  EXPECT_THROW(export_arrow(hw::Panel({"period"}, hw::month(2024, 1), {1.0}), &schema, &array), hw::Error);
}

TEST(Arrow, ReadsEveryTypeOfNumber) {
  const std::int32_t days[] = {day_number(2024, 1, 1), day_number(2024, 3, 1), day_number(2024, 2, 1)};
  const double doubles[] = {1.5, 3.5, 2.5};
  const float floats[] = {1.5F, 3.5F, 2.5F};
  const std::uint16_t halves[] = {0x3C00, 0xC200, 0x0001};  // 1, -3, the smallest
  const std::int8_t small[] = {-1, -3, -2};
  const std::uint64_t large[] = {1, 1ULL << 60U, 2};
  const std::int64_t decimals[] = {123456, 0, -5, -1, 7, 0};  // 128 bits each, with three decimals
  const std::int16_t indices[] = {1, 0, 1};
  const double entries[] = {10.0, 20.0};
  Foreign table(3);
  table.add("tdD", "day", {nullptr, days});
  table.add("g", "double", {nullptr, doubles});
  table.add("f", "float", {nullptr, floats});
  table.add("e", "half", {nullptr, halves});
  table.add("c", "small", {nullptr, small});
  table.add("L", "large", {nullptr, large});
  table.add("d:20,3", "decimal", {nullptr, decimals});
  auto& coded = table.add("s", "coded", {nullptr, indices});
  std::vector<const void*> entry_buffers{nullptr, entries};
  coded.dictionary_schema = table.schema_of("g", "");
  coded.dictionary_array = table.array_of(2, entry_buffers);
  coded.schema.dictionary = &coded.dictionary_schema;
  coded.array.dictionary = &coded.dictionary_array;

  const hw::Panel panel = table.read();
  EXPECT_EQ(table.released, 2);  // schema and array; what is in them is theirs to release
  EXPECT_EQ(panel.first(), hw::month(2024, 1));
  ASSERT_EQ(panel.periods(), 3U);
  const hw::Period january = hw::month(2024, 1), february = hw::month(2024, 2), march = hw::month(2024, 3);
  EXPECT_EQ(panel.series("double")[february], 2.5);
  EXPECT_EQ(panel.series("float")[march], 3.5);
  EXPECT_EQ(panel.series("half")[january], 1.0);
  EXPECT_EQ(panel.series("half")[march], -3.0);
  EXPECT_EQ(panel.series("half")[february], 0x1p-24);
  EXPECT_EQ(panel.series("small")[february], -2.0);
  EXPECT_EQ(panel.series("large")[march], 0x1p60);
  EXPECT_EQ(panel.series("decimal")[january], 123.456);
  EXPECT_EQ(panel.series("decimal")[march], -0.005);
  EXPECT_EQ(panel.series("decimal")[february], 0.007);
  EXPECT_EQ(panel.series("coded")[january], 20.0);
  EXPECT_EQ(panel.series("coded")[march], 10.0);
}

TEST(Arrow, NullsAndGapsAreMissing) {
  const std::int64_t stamps[] = {1704067200, 1711929600, 1706745600};  // January, April, February 2024
  const double values[] = {1.0, 4.0, 99.0};
  const std::uint8_t validity[] = {0b011};
  Foreign table(3);
  table.add("tss:UTC", "time", {nullptr, stamps});
  table.add("g", "x", {validity, values}).array.null_count = -1;  // not counted
  const hw::Panel panel = table.read({.frequency = hw::Frequency::monthly});
  EXPECT_EQ(panel.periods(), 4U);
  EXPECT_EQ(panel.series(0)[hw::month(2024, 1)], 1.0);
  EXPECT_TRUE(hw::is_missing(panel.series(0)[hw::month(2024, 2)]));
  EXPECT_TRUE(hw::is_missing(panel.series(0)[hw::month(2024, 3)]));
  EXPECT_EQ(panel.series(0)[hw::month(2024, 4)], 4.0);
}

TEST(Arrow, OffsetsOfABatchAndOfAColumnAddUp) {
  const std::int32_t days[] = {0, 0, day_number(2024, 1, 1), day_number(2024, 2, 1), day_number(2024, 3, 1)};
  const double values[] = {-1.0, 1.0, 2.0, 3.0};
  Foreign table(4);
  table.add("tdD", "day", {nullptr, days}).array.offset = 1;
  table.add("g", "x", {nullptr, values});
  ArrowSchema* const schema = table.schema();
  ArrowArray* const array = table.array();
  array->offset = 1;
  array->length = 3;
  const hw::TimeSeries series = import_arrow_series(schema, array);
  EXPECT_EQ(series.first(), hw::month(2024, 1));
  EXPECT_TRUE(same_bits(series.values(), std::vector<double>{1.0, 2.0, 3.0}));
}

// country, period, value, in any order; the country is a dictionary, the period is text.
class LongTable : public Foreign {
 public:
  LongTable() : Foreign(4) {
    auto& country = add("i", "country", {nullptr, indices});
    country.dictionary_schema = schema_of("u", "");
    country.dictionary_array = array_of(2, entry_buffers);
    country.schema.dictionary = &country.dictionary_schema;
    country.array.dictionary = &country.dictionary_array;
    add("u", "period", {nullptr, offsets, "2024-Q22024-Q12024-Q12024-Q3"});
    add("g", "value", {nullptr, values});
  }
  std::int32_t indices[4] = {0, 1, 0, 1};
  std::int32_t entry_offsets[3] = {0, 7, 13};
  std::vector<const void*> entry_buffers{nullptr, entry_offsets, "GermanyFrance"};
  std::int32_t offsets[5] = {0, 7, 14, 21, 28};
  double values[4] = {2.0, 10.0, 1.0, 30.0};
};

TEST(Arrow, ALongTableBecomesAPanel) {
  LongTable table;
  const hw::Panel panel = table.read({.period = "period", .keys = {"country"}});
  EXPECT_EQ(panel.first(), hw::quarter(2024, 1));
  EXPECT_EQ(panel.series("Germany")[hw::quarter(2024, 2)], 2.0);
  EXPECT_EQ(panel.series("France")[hw::quarter(2024, 3)], 30.0);
  EXPECT_TRUE(hw::is_missing(panel.series("France")[hw::quarter(2024, 2)]));
}

TEST(Arrow, AStreamIsReadBatchByBatchAndReleasedOnce) {
  struct Source {
    int batches = 0, released = 0;
    bool fails = false;
  } source;
  ArrowArrayStream stream{};
  stream.private_data = &source;
  stream.get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
    ArrowArray array;
    export_arrow(hw::TimeSeries(hw::month(2024, 1), {0.0}), out, &array, "x");
    array.release(&array);
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
    auto& from = *static_cast<Source*>(s->private_data);
    if (from.batches == 2 && from.fails) return 5;
    if (from.batches == 3) {
      out->release = nullptr;
      return 0;
    }
    ArrowSchema schema;
    const double base = 10.0 * from.batches;
    export_arrow(hw::TimeSeries(hw::month(2024, 1 + 2 * from.batches), {base + 1.0, base + 2.0}), &schema, out, "x");
    schema.release(&schema);
    ++from.batches;
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) { return "the line is down"; };
  stream.release = [](ArrowArrayStream* s) {
    ++static_cast<Source*>(s->private_data)->released;
    s->release = nullptr;
  };
  ArrowArrayStream failing = stream;
  const hw::Panel panel = import_arrow_panel(&stream);
  EXPECT_TRUE(same_bits(panel.values(), std::vector<double>{1.0, 2.0, 11.0, 12.0, 21.0, 22.0}));
  EXPECT_EQ(source.released, 1);

  source = {0, 0, true};
  EXPECT_EQ(message_of([&] { import_arrow_panel(&failing); }),
            "the Arrow stream failed with error 5: the line is down");
  EXPECT_EQ(source.released, 1);
}

// What is wrong, how it is made so, and what is said of it.
struct Fault {
  std::function<void(LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns&)> make;
  std::string message;
};

TEST(Arrow, WhatIsWrongIsSaid) {
  const Fault faults[] = {
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.format = "g"; },
       "an Arrow record batch is a struct, and this is \"g\""},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.n_children = 2; },
       "the Arrow record batch has 3 columns and its schema 2"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.length = 5; },
       "the Arrow column \"country\" has 4 values for 5 rows"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.length = -1; },
       "the Arrow record batch has a negative length or offset"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->offset = -1; },
       "the Arrow column \"value\" has a negative length or offset"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->n_buffers = 1; },
       "the Arrow column \"value\" has 1 buffers instead of 2"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->buffers[1] = nullptr; },
       "the Arrow column \"value\" has no values"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->release = nullptr; },
       "the Arrow column \"value\" has been released"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[0]->dictionary = nullptr; },
       "the Arrow column \"country\" lacks its dictionary"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.indices[2] = 2; },
       "the Arrow column \"country\" has the index 2 into a dictionary of 2 in row 3"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.offsets[2] = 6; },
       "the Arrow column \"period\" has a text of impossible length in row 2"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.offsets[1] = 6; },
       "the Arrow column \"period\" has \"2024-Q\" in row 1, which is not a period"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.values[3] = HUGE_VAL; },
       "the Arrow column \"value\" has an infinite value in row 4"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.indices[1] = 0; },
       "the Arrow table has 2024-Q1 of \"Germany\" twice, the second time in row 3"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children[2]->format = "+l"; },
       "the Arrow column \"value\" has the type \"+l\", which is neither a number nor a date, a timestamp or text"},
      {[](LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns& c) { c.keys = {"land"}; },
       "there is no Arrow column \"land\"; there are: \"country\", \"period\", \"value\""},
      {[](LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns& c) { c = {}; },
       "more than one Arrow column could be the periods: name one in ArrowColumns::period; there are: \"country\", "
       "\"period\", \"value\""},
      {[](LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns& c) { c.keys.clear(); },
       "the Arrow column \"country\" does not hold numbers: leave it out by naming those that do in "
       "ArrowColumns::values"},
  };
  for (const Fault& fault : faults) {
    LongTable table;
    ArrowColumns columns{.period = "period", .keys = {"country"}};
    ArrowSchema* const schema = table.schema();
    ArrowArray* const array = table.array();
    fault.make(table, *schema, *array, columns);
    EXPECT_EQ(message_of([&] { import_arrow_panel(schema, array, columns); }), fault.message);
    EXPECT_EQ(schema->release, nullptr);
    EXPECT_EQ(array->release, nullptr);
    EXPECT_EQ(table.released, 2);
  }
}

TEST(Arrow, ADecimalWhoseScaleNoDoubleHoldsIsRefused) {
  const std::int32_t days[] = {0, 31, 59};
  const std::int64_t zeros[6] = {};
  Foreign table(3);
  table.add("tdD", "period", {nullptr, days});
  table.add("d:5,-400", "value", {nullptr, zeros});
  EXPECT_EQ(message_of([&] { table.read(); }),
            "the Arrow column \"value\" has the type \"d:5,-400\", which is neither a number nor a date, a timestamp "
            "or text");
}

TEST(Arrow, TwoColumnsOfOneNameAreRefused) {
  const std::int32_t days[] = {0, 31, 59};
  const double values[] = {1.0, 2.0, 3.0};
  Foreign table(3);
  table.add("tdD", "period", {nullptr, days});
  table.add("g", "a", {nullptr, values});
  table.add("g", "a", {nullptr, values});
  EXPECT_EQ(message_of([&] { table.read(); }), "two Arrow columns are named \"a\"");
}

TEST(Arrow, ATableOfPeriodsAloneIsRefused) {
  const std::int32_t days[] = {0, 31, 59};
  Foreign table(3);
  table.add("tdD", "period", {nullptr, days});
  EXPECT_EQ(message_of([&] { table.read(); }), "the Arrow table has a column of periods and none of values");
}

}  // namespace arrow_test
