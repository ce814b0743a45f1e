#include "highwater/series/table.hpp"

#include <gtest/gtest.h>

#include "highwater/calendar/period_text.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::Table;
using test_support::message_of;

TEST(Table, HoldsColumnsOfOneLengthInTheirOrder) {
  Table table;
  EXPECT_EQ(table.rows(), 0U);
  table.add({"series", Table::Texts{"a", "b"}}).add({"value", Table::Numbers{1.0, 2.0}});
  table.add({"period", Table::Periods{hw::month(2024, 12), std::nullopt}});
  EXPECT_EQ(table.rows(), 2U);
  ASSERT_EQ(table.columns().size(), 3U);
  EXPECT_EQ(table.columns()[2].name, "period");
  EXPECT_EQ(table.get<Table::Numbers>("value"), (Table::Numbers{1.0, 2.0}));
  EXPECT_EQ(table.get<Table::Periods>("period")[0], hw::month(2024, 12));
}

TEST(Table, WhatIsNoTableIsAnError) {
  Table table;
  table.add({"value", Table::Numbers{1.0, 2.0}});
  EXPECT_EQ(message_of([&] {
              return table.add({"", Table::Numbers{1.0, 2.0}}).rows();
            }),
            "a column of a table needs a name");
  EXPECT_EQ(message_of([&] {
              return table.add({"value", Table::Texts{"", ""}}).rows();
            }),
            "a table cannot have two columns \"value\"");
  EXPECT_EQ(message_of([&] {
              return table.add({"series", Table::Texts{"a"}}).rows();
            }),
            "the column \"series\" has 1 cells in a table of 2 rows");
  EXPECT_EQ(message_of([&] { return table.get<Table::Numbers>("series"); }), "the table has no column \"series\"");
  EXPECT_EQ(message_of([&] { return table.get<Table::Texts>("value"); }),
            "the column \"value\" of the table holds cells of another kind");
  EXPECT_EQ(table.columns().size(), 1U);
}
