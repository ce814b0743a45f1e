#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <highwater/highwater.hpp>
#include <new>
#include <string>
#include <vector>

#include "../../test_series.hpp"
#include "database.hpp"

namespace hw = highwater;

namespace {
/// Allocations of this many bytes or more fail; 0: none.
std::atomic<std::size_t> fails_from = 0;

void* allocate(std::size_t size) {
  if (const std::size_t from = fails_from; from != 0 && size >= from) throw std::bad_alloc();
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

constexpr int series_count = 1000;
using highwater_integrations::test_series;

/// Rows of all series, in an order of no meaning, from which several threads read.
const std::string make_rows =
    "SET threads = 4; SET preserve_insertion_order = false;"
    "CREATE TABLE t AS SELECT s::INT AS series, strftime(DATE '2000-01-01' + to_months(m::INT), '%Y-%m') AS period,"
    " (DATE '2000-01-01' + to_months(m::INT))::DATE AS day,"
    " CASE WHEN (s * 31 + m) % 17 = 0 THEN NULL ELSE ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::DOUBLE END AS "
    "value"
    " FROM range(1000) a(s), range(240) b(m) ORDER BY hash(s * 1000 + m)";

std::string text_of(const std::optional<hw::Period>& period) { return period ? to_string(*period) : "NULL"; }
void expect_same(const std::string& cell, double value) {
  if (hw::is_missing(value))
    EXPECT_EQ(cell, "NULL");
  else
    EXPECT_EQ(std::stod(cell), value);
}

class Rows : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    database = new Database;
    database->query(make_rows);
  }
  static void TearDownTestSuite() { delete database; }
  static inline Database* database;
};

TEST_F(Rows, GiveTheRecordsOfTheLibraryBitForBit) {
  const auto rows = database->query(
      "SELECT r.period, r.value, r.previous_period, r.previous_value, r.index FROM"
      " (SELECT series, hw_record(period, value) AS r FROM t GROUP BY series) ORDER BY series");
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(series_count));
  for (int series = 0; series < series_count; ++series) {
    const auto& row = rows[static_cast<std::size_t>(series)];
    const hw::Record record = hw::records::highs(test_series(series)).back();
    EXPECT_EQ(row[0], to_string(record.period));
    expect_same(row[1], record.value);
    EXPECT_EQ(row[2], text_of(record.previous_period));
    expect_same(row[3], record.previous_value);
    EXPECT_EQ(row[4], std::to_string(record.index));
  }
}

TEST_F(Rows, GiveGrowthAndStreaksOfTheLibraryBitForBit) {
  const auto rows = database->query(
      "SELECT y, k.length, k.first, k.bounded_by_missing FROM (SELECT series, hw_yoy(period, value) AS y,"
      " hw_streak(period, value) AS k FROM t GROUP BY series) ORDER BY series");
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(series_count));
  for (int series = 0; series < series_count; ++series) {
    const auto& row = rows[static_cast<std::size_t>(series)];
    const hw::TimeSeries growth = hw::growth::year_over_year(test_series(series));
    const hw::Streak streak = hw::records::current_streak(growth);
    expect_same(row[0], growth.values().back());
    EXPECT_EQ(row[1], std::to_string(streak.length));
    EXPECT_EQ(row[2], to_string(streak.first));
    EXPECT_EQ(row[3], streak.bounded_by_missing ? "true" : "false");
  }
}

TEST_F(Rows, GiveTheScanOfTheLibraryBitForBit) {
  const auto rows = database->query(
      "SELECT s.latest, s.value, s.growth_on_period, s.growth_on_year, s.trailing_mean, s.mean_before, s.year_to_date,"
      " s.fiscal_total, s.record_period, s.record_value, s.records, s.sets_record, s.streak_on_period, s.streak_on_year"
      " FROM (SELECT series, hw_scan(day, value) AS s FROM t GROUP BY series) ORDER BY series");
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(series_count));
  for (int series = 0; series < series_count; ++series) {
    const auto& row = rows[static_cast<std::size_t>(series)];
    const hw::monitor::SeriesSummary scanned = hw::monitor::scan(test_series(series));
    EXPECT_EQ(row[0], text_of(scanned.latest()));
    const double numbers[] = {scanned.value,         scanned.growth_on_period, scanned.growth_on_year,
                              scanned.trailing_mean, scanned.mean_before,      scanned.year_to_date,
                              scanned.fiscal_total};
    for (std::size_t i = 0; i < std::size(numbers); ++i) expect_same(row[i + 1], numbers[i]);
    EXPECT_EQ(row[8], to_string(scanned.record()->period));
    expect_same(row[9], scanned.record()->value);
    EXPECT_EQ(row[10], std::to_string(scanned.record()->index));
    EXPECT_EQ(row[11], scanned.sets_record() ? "true" : "false");
    EXPECT_EQ(row[12], std::to_string(scanned.streak_on_period()->length));
    EXPECT_EQ(row[13], std::to_string(scanned.streak_on_year()->length));
  }
}

TEST_F(Rows, GiveTheProjectionOfTheLibraryBitForBit) {
  const auto rows = database->query(
      "SELECT p.period, p.point, p.lower, p.upper FROM (SELECT series, unnest(hw_project(period, value, 6)) AS p FROM t"
      " WHERE series < 3 GROUP BY series) ORDER BY series, p.period");
  ASSERT_EQ(rows.size(), 18u);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const hw::Projection outlook =
        hw::projection::project(test_series(static_cast<int>(i / 6)), hw::projection::Automatic{}, {.periods = 6});
    EXPECT_EQ(rows[i][0], to_string(outlook.point.period(i % 6)));
    expect_same(rows[i][1], outlook.point.values()[i % 6]);
    expect_same(rows[i][2], outlook.lower.values()[i % 6]);
    expect_same(rows[i][3], outlook.upper.values()[i % 6]);
  }
}

TEST_F(Rows, AreTheSameWithOneThreadAndInAWindow) {
  const std::string ask = "SELECT series, hw_scan(period, value) FROM t GROUP BY series ORDER BY series";
  const auto many = database->query(ask);
  database->query("SET threads = 1");
  EXPECT_EQ(database->query(ask), many);
  database->query("SET threads = 4");
  // As of each month: states are combined and finished many times over.
  const auto rows = database->query(
      "SELECT hw_yoy(period, value) OVER (ORDER BY day), (hw_record(period, value) OVER (ORDER BY day)).value FROM t"
      " WHERE series = 1 ORDER BY day");
  const hw::TimeSeries growth = hw::growth::year_over_year(test_series(1));
  const hw::TimeSeries highs = hw::records::running_high(test_series(1));
  ASSERT_EQ(rows.size(), growth.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    expect_same(rows[i][0], growth.values()[i]);
    expect_same(rows[i][1], highs.values()[i]);
  }
}

TEST(Parquet, ToABulletin) {
  Database database;
  const auto file =
      std::filesystem::temp_directory_path() / ("highwater_exports_" + std::to_string(std::rand()) + ".parquet");
  database.query("COPY (SELECT * FROM read_csv('" EXAMPLE_DATA "', types = {'period': 'VARCHAR'})) TO '" +
                 file.string() + "'");
  const std::string page =
      database.cell("SELECT hw_bulletin(period, value_usd_mn, 'IT exports', 'US$ million') FROM read_parquet('" +
                    file.string() + "')");
  std::filesystem::remove(file);
  const hw::TimeSeries exports = hw::io::read_csv(EXAMPLE_DATA, {.value = "value_usd_mn"});
  EXPECT_EQ(page, to_markdown(hw::bulletin::compose(exports, {.title = "IT exports", .unit = "US$ million"})));
  EXPECT_NE(page.find("348"), std::string::npos);
}

TEST(Check, SaysWhatTheDataSayOfAClaim) {
  Database database;
  const std::string from = " FROM read_csv('" EXAMPLE_DATA "', types = {'period': 'VARCHAR'})";
  const auto finding = [&](const std::string& claim) {
    return database.cell("SELECT hw_check(period, value_usd_mn, " + claim + ")" + from);
  };
  EXPECT_EQ(finding("'2024-12', 'level', 348, 1").rfind("certain", 0), 0u) << finding("'2024-12', 'level', 348, 1");
  EXPECT_EQ(finding("'2024-12', 'yoy_pct', 30, 1").rfind("impossible", 0), 0u);
  EXPECT_NE(database.error("SELECT hw_check(period, value_usd_mn, 'May', 'level', 1, 1)" + from)
                .find("\"May\" is not a period"),
            std::string::npos);
}

/// Queries of the rows ('2024-01', 1), ... that are given.
class Bad : public testing::Test {
 protected:
  std::string ask(const std::string& rows, const std::string& call = "hw_yoy(p, v)") {
    return "SELECT " + call + " FROM (VALUES " + rows + ") AS r(p, v)";
  }
  void refuses(const std::string& rows, const std::string& words, const std::string& call = "hw_yoy(p, v)") {
    const std::string error = database.error(ask(rows, call));
    EXPECT_NE(error.find(words), std::string::npos) << call << ": " << error;
    EXPECT_EQ(database.cell("SELECT 1"), "1");  // the engine goes on
  }
  Database database;
};

TEST_F(Bad, RowsAreSqlErrorsInTheWordsOfTheLibrary) {
  for (const std::string call :
       {"hw_yoy(p, v)", "hw_record(p, v)", "hw_streak(p, v)", "hw_scan(p, v)", "hw_project(p, v, 3)",
        "hw_bulletin(p, v, 't', 'u')", "hw_check(p, v, '2024-01', 'level', 1, 1)"}) {
    const std::string name = call.substr(0, call.find('('));
    refuses("('2024-01', 1.0::DOUBLE), ('2024-01', 2.0)", name + ": 2024-01 comes more than once", call);
    refuses("('2024-01', 1.0::DOUBLE), ('2024-02', 'inf'::DOUBLE)", name + ": the value of 2024-02 is infinite", call);
    refuses("('2024-01', 1.0::DOUBLE), ('2024-Q2', 2.0)", "a quarterly period cannot be compared with a monthly one",
            call);
    refuses("('2024-13', 1.0::DOUBLE)", "\"2024-13\" is not a period", call);
    refuses("(NULL, 1.0::DOUBLE), ('2024-01', 2.0)", "the period of a value is NULL", call);
  }
}

TEST_F(Bad, ArgumentsAreSqlErrors) {
  const std::string rows = "('2024-01', 1.0::DOUBLE), ('2024-02', 2.0)";
  refuses(rows, "horizon is NULL", "hw_project(p, v, NULL)");
  refuses(rows, "horizon must be the same in all rows", "hw_project(p, v, v::BIGINT)");
  refuses(rows, "hw_project: ", "hw_project(p, v, 0)");
  refuses("('2024-01', 1.0::DOUBLE), ('2024-02', 2.0), ('2024-03', 2.0), ('2024-04', 3.0), ('2024-05', 3.0)",
          "hw_project: ", "hw_project(p, v, 9223372036854775807)");
  refuses("(DATE '2024-01-01', 1.0::DOUBLE)", "give the period as text");
  refuses("(DATE 'infinity', 1.0::DOUBLE)", "lies outside the years 0 to 9999");
}

TEST_F(Bad, RegisteringAgainIsRefusedAndChangesNothing) {
  EXPECT_NE(highwater_duckdb_register(database.connection()), 0);
  EXPECT_EQ(database.cell(ask("('2024-01', 1.0::DOUBLE), ('2025-01', 1.5)")), "0.5");
}

TEST_F(Bad, NothingIsNull) {
  EXPECT_EQ(database.cell(ask("('2024-01', 1.0::DOUBLE)") + " WHERE v > 2"), "NULL");
  EXPECT_EQ(database.cell(ask("('2024-01', 1.0::DOUBLE)", "hw_record(p, v)") + " WHERE v > 2"), "NULL");
  EXPECT_EQ(database.cell(ask("('2024-01', 1.0::DOUBLE)", "(hw_record(p, v)).value") + " WHERE v > 2"), "NULL");
  EXPECT_EQ(database.cell(ask("('2024-01', 1.0::DOUBLE)", "hw_project(p, v, 3)") + " WHERE v > 2"), "NULL");
  EXPECT_EQ(database.cell(ask("('2024-01', NULL::DOUBLE)", "(hw_record(p, v)).period")), "NULL");
  EXPECT_EQ(database.cell(ask("(NULL, NULL::DOUBLE), ('2024-01', 3.0)", "(hw_record(p, v)).value")), "3.0");
}

TEST_F(Bad, MemoryThatEndsIsAnSqlError) {
  database.query(
      "CREATE TABLE days AS SELECT DATE '0001-01-01' + i::INT AS p, 1.0::DOUBLE AS v FROM range(1000000) r(i)");
  fails_from = std::size_t{1} << 23;
  const std::string error = database.error("SELECT hw_yoy(p, v) FROM days");
  fails_from = 0;
  EXPECT_NE(error.find("hw_yoy: memory has ended"), std::string::npos) << error;
  EXPECT_EQ(database.cell("SELECT hw_yoy(p, v) FROM days"), "0.0");
}

TEST_F(Bad, RowsByTheThousandNeverEndTheEngine) {
  // Periods of all kinds, broken ones, duplicates, infinite values and NULL, in groups of 20 rows and of two.
  database.query(
      "CREATE TABLE fuzz AS SELECT CASE WHEN i < 9000 THEN i // 20 ELSE 450 + (i - 9000) // 2 END AS g, "
      "list_element(['2024-01', '2024-Q' || (i % 5), '2024', '', NULL, "
      "'2024-W5'"
      " || (i % 5), '20' || (i % 100) || '-0' || (i % 10), '2024-02-3' || (i % 3), 'x'], (1 + hash(i) % 9)::BIGINT) AS "
      "p,"
      " CASE hash(i + 7) % 8 WHEN 0 THEN 'inf'::DOUBLE WHEN 1 THEN 'nan'::DOUBLE WHEN 2 THEN NULL WHEN 3 THEN 1e308"
      " WHEN 4 THEN -1e-320 ELSE (i % 13)::DOUBLE END AS v FROM range(10000) r(i)");
  int failed = 0;
  for (int group = 0; group < 950; ++group)
    for (const char* const call : {"hw_scan(p, v)", "hw_project(p, v, 2)"})
      failed +=
          !database.error("SELECT " + std::string(call) + " FROM fuzz WHERE g = " + std::to_string(group)).empty();
  EXPECT_GT(failed, 900);
  EXPECT_LT(failed, 2 * 950);  // some are well
  EXPECT_EQ(database.cell("SELECT count(*) FROM fuzz"), "10000");
}

}  // namespace
