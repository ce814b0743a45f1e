#include "panels.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <highwater/highwater.hpp>
#include <string>

#include "../../test_series.hpp"
#include "database.hpp"

namespace hw = highwater;
using highwater_duckdb::read_panel;
using highwater_duckdb::write_panel;

namespace {

hw::Panel made(hw::Period first, std::size_t periods) {
  std::vector<std::string> names;
  std::vector<double> values;
  for (int series = 0; series < 3; ++series) {
    names.push_back("series \"" + std::to_string(series) + '"');
    for (std::size_t t = 0; t < periods; ++t)
      values.push_back(highwater_integrations::test_value(series, static_cast<int>(t)));
  }
  return {names, first, values};
}

void expect_same(const hw::PanelView& a, const hw::PanelView& b) {
  ASSERT_EQ(a.periods(), b.periods());
  ASSERT_EQ(a.series_count(), b.series_count());
  EXPECT_EQ(a.first(), b.first());
  for (std::size_t i = 0; i < a.series_count(); ++i) {
    EXPECT_EQ(a.names()[i], b.names()[i]);
    for (std::size_t t = 0; t < a.periods(); ++t) {
      const double x = a.series(i).values()[t], y = b.series(i).values()[t];
      EXPECT_TRUE(x == y || (hw::is_missing(x) && hw::is_missing(y)))
          << a.names()[i] << ' ' << t << ": " << x << ' ' << y;
    }
  }
}

class Panels : public testing::Test {
 protected:
  std::string error_of(const std::string& query, const hw::io::ArrowColumns& columns = {}) {
    try {
      (void)read_panel(database.connection(), query, columns);
    } catch (const hw::Error& error) {
      return error.what();
    }
    return {};
  }
  Database database;
};

TEST_F(Panels, GoIntoATableAndComeBackBitForBitAtEachFrequency) {
  // More periods than a chunk of the engine has rows; its first and last periods have values.
  const hw::Period firsts[] = {hw::day(1990, 1, 2), hw::year(100), hw::month(1700, 2), hw::business_day(1990, 1, 2),
                               hw::week(1970, 3)};
  for (const hw::Period first : firsts) {
    const hw::Panel panel = made(first, 5000);
    write_panel(database.connection(), "panel", panel);
    expect_same(read_panel(database.connection(), "FROM panel"), panel);
    database.query("DROP TABLE panel");
  }
}

TEST_F(Panels, ThatAreLentPartsGoInAsTheyAre) {
  const hw::Panel panel = made(hw::month(2000, 1), 100);
  const hw::PanelView part = panel.slice(hw::month(2001, 2), hw::month(2003, 3));
  write_panel(database.connection(), "part", part);
  expect_same(read_panel(database.connection(), "FROM part ORDER BY period DESC"), part);
}

TEST_F(Panels, GoToParquetAndComeBack) {
  const auto file = std::filesystem::temp_directory_path() / ("highwater_" + std::to_string(::getpid()) + ".parquet");
  const hw::Panel panel = made(hw::quarter(1900, 1), 300);
  write_panel(database.connection(), "panel", panel);
  database.query("COPY panel TO '" + file.string() + "'");
  const hw::Panel back = read_panel(database.connection(), "FROM '" + file.string() + "'");
  std::filesystem::remove(file);
  expect_same(back, panel);
}

TEST_F(Panels, AreReadFromCsvAndFromLongTables) {
  const hw::Panel wide = read_panel(database.connection(), "SELECT period, value_usd_mn FROM read_csv('" EXAMPLE_DATA
                                                           "', types = {'period': 'VARCHAR'})");
  const hw::TimeSeries exports = hw::io::read_csv(EXAMPLE_DATA, {.value = "value_usd_mn"});
  expect_same(wide, hw::Panel({"value_usd_mn"}, exports.first(), {exports.values().begin(), exports.values().end()}));
  // Sums of integers are wide integers, and names of series an enumeration.
  const hw::Panel tall = read_panel(database.connection(),
                                    "SELECT (DATE '2020-01-01' + to_months(m::INT))::DATE AS month,"
                                    " (['PK', 'IN'])[1 + s]::ENUM ('IN', 'PK') AS country, sum(s * 100 + m) AS total"
                                    " FROM range(2) a(s), range(14) b(m) GROUP BY ALL",
                                    {.keys = {"country"}, .values = {"total"}});
  EXPECT_EQ(tall.first(), hw::month(2020, 1));
  EXPECT_EQ(tall.series("PK")[hw::month(2021, 2)], 13.0);
  EXPECT_EQ(tall.series("IN")[hw::month(2020, 1)], 100.0);
}

TEST_F(Panels, ThatCannotBeReadSayWhy) {
  EXPECT_NE(error_of("FROM nowhere").find("nowhere"), std::string::npos);
  EXPECT_NE(error_of("SELECT '2024-01' AS period, 1.0 AS v UNION ALL SELECT '2024-01', 2.0", {.period = "period"})
                .find("twice"),
            std::string::npos);
  EXPECT_NE(error_of("SELECT DATE '2024-01-01' AS period, [1.0] AS v").find("the Arrow column \"v\""),
            std::string::npos);
  EXPECT_NE(error_of("SELECT DATE '2024-01-01' AS period, 1.0 AS v LIMIT 0").find("has no rows"), std::string::npos);
  EXPECT_EQ(database.cell("SELECT 1"), "1");
}

TEST_F(Panels, ThatCannotBeWrittenLeaveNoTable) {
  const hw::Panel panel = made(hw::month(2000, 1), 10);
  write_panel(database.connection(), "panel", panel);
  EXPECT_THROW(write_panel(database.connection(), "panel", panel), hw::Error);
  EXPECT_EQ(database.cell("SELECT count(*) FROM panel"), "10");
  const hw::Panel twice({"a", "A"}, hw::month(2000, 1), {1.0, 2.0});
  EXPECT_THROW(write_panel(database.connection(), "twice", twice), hw::Error);
  const hw::Panel period({"period"}, hw::month(2000, 1), {1.0});
  EXPECT_THROW(write_panel(database.connection(), "period", period), hw::Error);
  EXPECT_EQ(database.cell("SELECT string_agg(table_name, ',') FROM duckdb_tables()"), "panel");
}

}  // namespace
