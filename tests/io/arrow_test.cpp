#include "highwater/io/arrow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/io/arrow_panels.hpp"
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
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.format = nullptr; },
       "an Arrow record batch is a struct, and this is \"\""},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.offset = -1; },
       "the Arrow record batch has a negative length or offset"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.n_children = -1; },
       "the Arrow record batch has 3 columns and its schema -1"},
      {[](LongTable&, ArrowSchema& s, ArrowArray& a, ArrowColumns&) { s.n_children = a.n_children = 2'000'000; },
       "the Arrow record batch has 2000000 columns and its schema 2000000"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children = nullptr; },
       "the Arrow record batch lacks its columns"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children = nullptr; },
       "the Arrow record batch lacks its columns"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children[1] = nullptr; },
       "the Arrow record batch lacks column 2"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[1] = nullptr; },
       "the Arrow record batch lacks column 2"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) {
         a.null_count = 1;
         a.buffers[0] = "";
       },
       "the Arrow record batch has rows that are null as a whole"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children[2]->format = nullptr; },
       "the Arrow column \"value\" has no type"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->length = -1; },
       "the Arrow column \"value\" has a negative length or offset"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->length = std::int64_t{1} << 41U; },
       "the Arrow column \"value\" has 2199023255552 values for 4 rows"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->offset = std::int64_t{1} << 41U; },
       "the Arrow column \"value\" has 4 values for 4 rows"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[2]->buffers = nullptr; },
       "the Arrow column \"value\" has 0 buffers instead of 2"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children[0]->format = "f"; },
       "the Arrow column \"country\" has a dictionary whose indices are not integers"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) { s.children[0]->format = "tdD"; },
       "the Arrow column \"country\" has a dictionary whose indices are not integers"},
      {[](LongTable&, ArrowSchema& s, ArrowArray&, ArrowColumns&) {
         s.children[0]->dictionary->dictionary = s.children[2];
       },
       "the Arrow column \"country\" is a dictionary of dictionaries"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[0]->dictionary->n_buffers = 2; },
       "the Arrow column \"country\" has 2 buffers instead of 3"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.indices[2] = -1; },
       "the Arrow column \"country\" has the index -1 into a dictionary of 2 in row 3"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.offsets[0] = -1; },
       "the Arrow column \"period\" has a text of impossible length in row 1"},
      {[](LongTable& t, ArrowSchema&, ArrowArray&, ArrowColumns&) { t.offsets[4] = 2'000'000; },
       "the Arrow column \"period\" has a text of impossible length in row 4"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.children[1]->buffers[2] = nullptr; },
       "the Arrow column \"period\" has a text of impossible length in row 1"},
      {[](LongTable& t, ArrowSchema&, ArrowArray& a, ArrowColumns&) {
         t.offsets[1] = 0;
         a.children[1]->buffers[2] = nullptr;
       },
       "the Arrow column \"period\" has \"\" in row 1, which is not a period"},
      {[](LongTable&, ArrowSchema&, ArrowArray& a, ArrowColumns&) { a.length = 0; }, "the Arrow table has no rows"},
      {[](LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns& c) { c.keys.emplace_back("value"); },
       "a long table has one column of values, and 0 could be meant: name it in ArrowColumns::values; there are: "
       "\"country\", \"period\", \"value\""},
      {[](LongTable&, ArrowSchema&, ArrowArray&, ArrowColumns& c) { c.limits.values = 5; },
       "the Arrow table spans 3 periods of 2 series, and ArrowColumns::limits allows 5 values"},
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

TEST(Arrow, WhatWasReleasedOrIsNotThereIsRefused) {
  LongTable table;
  EXPECT_EQ(message_of([&] { import_arrow_panel(table.schema(), nullptr); }), "there is no Arrow array");
  EXPECT_EQ(message_of([&] { import_arrow_panel(nullptr, table.array()); }), "the Arrow schema has been released");
  EXPECT_EQ(table.released, 2);
  ArrowSchema no_schema{};
  EXPECT_EQ(message_of([&] { import_arrow_panel(&no_schema, table.array()); }), "the Arrow schema has been released");
  ArrowArray no_array{};
  EXPECT_EQ(message_of([&] { import_arrow_panel(table.schema(), &no_array); }),
            "the Arrow record batch has been released");
  EXPECT_EQ(table.released, 4);
  EXPECT_EQ(message_of([] { import_arrow_panel(nullptr); }), "the Arrow stream has been released");
}

TEST(Arrow, RowsOfABatchThatCountsNullsAndHasNoneAreRead) {
  for (int variant = 0; variant < 3; ++variant) {
    LongTable table;
    ArrowSchema* const schema = table.schema();
    ArrowArray* const array = table.array();
    array->null_count = 4;
    if (variant == 1) array->n_buffers = 0;
    if (variant == 2) array->buffers = nullptr;
    EXPECT_EQ(import_arrow_panel(schema, array, {.period = "period", .keys = {"country"}}).series_count(), 2U);
  }
}

TEST(Arrow, ReadsUnsignedNumbersAndOnesThatAreNoneAtAll) {
  const std::int64_t times[] = {1704067200000, 1706745600000};  // January and February 2024
  const std::uint8_t bytes[] = {200, 0};
  const std::uint16_t shorts[] = {60'000, 0}, halves[] = {0x7E00, 0x8001};  // not a number, minus the smallest
  const std::uint32_t ints[] = {4'000'000'000, 0};
  const std::int32_t small_decimals[] = {-1234, 7};
  const std::int64_t large_decimals[] = {12, 0, -1, -1};  // thousands
  Foreign table(2);
  table.add("tdm", "day", {nullptr, times});
  table.add("C", "bytes", {nullptr, bytes});
  table.add("S", "shorts", {nullptr, shorts});
  table.add("I", "ints", {nullptr, ints});
  table.add("e", "halves", {nullptr, halves});
  table.add("d:9,2,32", "hundredths", {nullptr, small_decimals});
  table.add("d:20,-3", "thousands", {nullptr, large_decimals});
  table.add("n", "nothing", {});
  const hw::Panel panel = table.read({.frequency = hw::Frequency::monthly});
  const hw::Period january = hw::month(2024, 1), february = hw::month(2024, 2);
  EXPECT_EQ(panel.series("bytes")[january], 200.0);
  EXPECT_EQ(panel.series("shorts")[january], 60'000.0);
  EXPECT_EQ(panel.series("ints")[january], 4e9);
  EXPECT_TRUE(hw::is_missing(panel.series("halves")[january]));
  EXPECT_EQ(panel.series("halves")[february], -0x1p-24);
  EXPECT_EQ(panel.series("hundredths")[january], -12.34);
  EXPECT_EQ(panel.series("thousands")[january], 12'000.0);
  EXPECT_EQ(panel.series("thousands")[february], -1000.0);
  EXPECT_TRUE(hw::is_missing(panel.series("nothing")[february]));
}

TEST(Arrow, TypesThatAreAlmostThoseOfNumbersOrTimesAreRefused) {
  const std::int32_t days[] = {0};
  for (const std::string format : {"x", "gg", "tdX", "ts", "tss", "tss;", "tsx:", "d:5", "d:5x,3", "d:5,3x", "d:5,3,20",
                                   "d:5,3,16", "d:5,3,264", "d:5,3,64,1", "d:5,3,", "d:99999,3", "d:"}) {
    Foreign table(1);
    table.add("tdD", "period", {nullptr, days});
    table.add(format, "value", {nullptr, days});
    EXPECT_EQ(message_of([&] { table.read(); }), "the Arrow column \"value\" has the type \"" + format +
                                                     "\", which is neither a number nor a date, a timestamp or text");
  }
}

TEST(Arrow, PeriodsAreDaysTimesOrTextWithinTheCalendar) {
  const double numbers[] = {1.0};
  for (const std::int32_t day : {20'000'000, -20'000'000}) {
    Foreign table(1);
    table.add("tdD", "period", {nullptr, &day});
    table.add("g", "value", {nullptr, numbers});
    EXPECT_EQ(message_of([&] { table.read(); }),
              "the Arrow column \"period\" has a date beyond the year 9999 in row 1");
  }
  Foreign numbered(1);
  numbered.add("g", "period", {nullptr, numbers});
  numbered.add("g", "value", {nullptr, numbers});
  EXPECT_EQ(message_of([&] { numbered.read({.period = "period"}); }),
            "the Arrow column \"period\" is not one of dates, timestamps or text");
  const std::uint16_t endless[] = {0xFC00};
  const std::int32_t day = 0;
  Foreign infinite(1);
  infinite.add("tdD", "period", {nullptr, &day});
  infinite.add("e", "value", {nullptr, endless});
  EXPECT_EQ(message_of([&] { infinite.read(); }), "the Arrow column \"value\" has an infinite value in row 1");
}

TEST(Arrow, DatesMayBeADictionaryAndTextMayHaveLongOffsets) {
  const std::int8_t indices[] = {1, 0};
  const std::int32_t days[] = {day_number(2024, 2, 1), day_number(2024, 1, 1)};
  const std::int64_t offsets[] = {0, 7, 14};
  const double values[] = {1.0, 2.0};
  std::vector<const void*> day_buffers{nullptr, days};
  Foreign coded(2);
  auto& day = coded.add("c", "day", {nullptr, indices});
  day.dictionary_schema = coded.schema_of("tdD", "");
  day.dictionary_array = coded.array_of(2, day_buffers);
  day.schema.dictionary = &day.dictionary_schema;
  day.array.dictionary = &day.dictionary_array;
  coded.add("g", "value", {nullptr, values});
  const hw::Panel panel = coded.read({.period = "day", .frequency = hw::Frequency::monthly});
  EXPECT_EQ(panel.series(0)[hw::month(2024, 1)], 1.0);
  EXPECT_EQ(panel.series(0)[hw::month(2024, 2)], 2.0);

  Foreign large(2);
  large.add("U", "month", {nullptr, offsets, "2024-022024-01"});
  large.add("g", "value", {nullptr, values});
  const hw::Panel months = large.read();
  EXPECT_TRUE(same_bits(months.values(), std::vector<double>{2.0, 1.0}));
}

TEST(Arrow, PeriodsOfTwoFrequenciesAreRefused) {
  const std::int32_t offsets[] = {0, 7, 11};
  const double values[] = {1.0, 2.0};
  Foreign table(2);
  table.add("u", "period", {nullptr, offsets, "2024-Q12024"});
  table.add("g", "value", {nullptr, values});
  EXPECT_EQ(message_of([&] { table.read(); }), "the Arrow table mixes quarterly and annual periods: 2024-Q1, 2024");
}

TEST(Arrow, AnErrorListsTheFirstTwentyColumns) {
  const std::int32_t days[] = {0};
  Foreign table(1);
  table.add("tdD", "0", {nullptr, days});
  for (int i = 1; i <= 20; ++i) table.add("i", std::to_string(i), {nullptr, days});
  const std::string message = message_of([&] { table.read({.values = {"x"}}); });
  EXPECT_EQ(message.substr(0, 52), "there is no Arrow column \"x\"; there are: \"0\", \"1\", \"");
  EXPECT_EQ(message.substr(message.size() - 11), ", \"19\", ...");
  EXPECT_EQ(
      message_of([&] {
        import_arrow_series(table.schema(), table.array(), {.values = {"1", "2"}, .frequency = hw::Frequency::daily});
      }),
      "one series was asked of an Arrow table of 2: name it in ArrowColumns::values");
}

// Two keys, one a number and one a text that may be null.
class Keyed : public Foreign {
 public:
  explicit Keyed(const char* format = "l") : Foreign(3) {
    add("tdD", "day", {nullptr, days});
    add(format, "code", {nullptr, format[0] == 'g' ? static_cast<const void*>(fractions) : codes});
    add("u", "part", {validity, offsets, "abc"}).array.null_count = 1;
    add("g", "value", {nullptr, fractions});
  }
  std::int32_t days[3] = {0, 0, 0};
  std::int64_t codes[3] = {840, -5, 840};
  double fractions[3] = {1.0, 2.5, 0x1p60};
  std::uint8_t validity[1] = {0b101};
  std::int32_t offsets[4] = {0, 1, 2, 3};
};

TEST(Arrow, WholeNumbersNameSeriesAsTextsDo) {
  const ArrowColumns by_both{
      .period = "day", .keys = {"code", "part"}, .values = {"value"}, .frequency = hw::Frequency::daily};
  Keyed whole;
  const hw::Panel panel = whole.read(by_both);
  EXPECT_EQ(std::vector<std::string>(panel.names().begin(), panel.names().end()),
            (std::vector<std::string>{"840 / a", "-5 / ", "840 / c"}));
  for (const double other : {2.5, 0x1p60}) {
    Keyed fractional("g");
    fractional.fractions[1] = other;
    EXPECT_EQ(message_of([&] { fractional.read(by_both); }),
              "the Arrow column \"code\" is neither text nor a whole number, and so names no series");
  }
}

// A stream with one batch of a table, whose calls may fail.
class OneBatch {
 public:
  explicit OneBatch(Foreign& table) : table_(table) {
    stream.private_data = this;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      auto& self = *static_cast<OneBatch*>(s->private_data);
      *out = self.has_schema ? *self.table_.schema() : ArrowSchema{};
      return self.schema_code;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      auto& self = *static_cast<OneBatch*>(s->private_data);
      *out = self.given_++ == 0 ? *self.table_.array() : ArrowArray{};
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    stream.release = [](ArrowArrayStream* s) {
      ++static_cast<OneBatch*>(s->private_data)->released;
      s->release = nullptr;
    };
  }
  ArrowArrayStream stream{};
  int schema_code = 0, released = 0;
  bool has_schema = true;

 private:
  Foreign& table_;
  int given_ = 0;
};

TEST(Arrow, AStreamThatGivesNoSchemaIsReleasedAndSaysSo) {
  LongTable table;
  const auto message = [](OneBatch& source) { return message_of([&] { import_arrow_panel(&source.stream); }); };
  OneBatch failing(table);
  failing.schema_code = 7;
  EXPECT_EQ(message(failing), "the Arrow stream failed with error 7: it says nothing more");
  EXPECT_EQ(failing.released, 1);
  OneBatch silent(table);
  silent.schema_code = 7;
  silent.stream.get_last_error = nullptr;
  EXPECT_EQ(message(silent), "the Arrow stream failed with error 7: it says nothing more");
  EXPECT_EQ(silent.released, 1);
  OneBatch without(table);
  without.has_schema = false;
  EXPECT_EQ(message(without), "the Arrow stream gave no schema");
  EXPECT_EQ(without.released, 1);
}

TEST(Arrow, PanelsOfAStreamMayBeMovedAndHaveOneFrequency) {
  const std::int32_t series_offsets[] = {0, 1, 2}, offsets[] = {0, 7, 11};
  const double values[] = {1.0, 2.0};
  Foreign table(2);
  table.add("u", "series", {nullptr, series_offsets, "ab"});
  table.add("u", "period", {nullptr, offsets, "2024-Q12024"});
  table.add("g", "value", {nullptr, values});
  OneBatch source(table);
  LongTable other;
  OneBatch another(other);
  hw::io::ArrowPanels made(&source.stream, {.period = "period", .keys = {"series"}}, {.series = 1});
  hw::io::ArrowPanels panels(std::move(made));
  EXPECT_EQ(panels()->first(), hw::quarter(2024, 1));
  EXPECT_EQ(message_of([&] { panels(); }), "the Arrow stream is quarterly at first, and annual up to row 2");
  EXPECT_EQ(source.released, 1);
  panels = hw::io::ArrowPanels(&another.stream, {.period = "period", .keys = {"country"}}, {.series = 1});
  const std::optional<hw::Panel> germany = panels();
  EXPECT_EQ(germany->names().front(), "Germany");
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
