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

/// Allocations by the code of this program, which callbacks are and the engine is not: while they are counted, this one
/// fails; 0: none.
std::atomic<std::int64_t> fails_at = 0, allocations = 0;
std::atomic<bool> counts = false;
extern "C" const char __executable_start, etext;
bool is_ours(const void* caller) {
  const auto address = reinterpret_cast<std::uintptr_t>(caller);
  return address >= reinterpret_cast<std::uintptr_t>(&__executable_start) &&
         address < reinterpret_cast<std::uintptr_t>(&etext);
}

void* allocate(std::size_t size, const void* caller) {
  if (const std::size_t from = fails_from; from != 0 && size >= from) throw std::bad_alloc();
  if (counts && is_ours(caller) && ++allocations == fails_at) throw std::bad_alloc();
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return allocate(size, __builtin_return_address(0)); }
void* operator new[](std::size_t size) { return allocate(size, __builtin_return_address(0)); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

/// The rows and the answers of the table that all rooms share, from which several threads read.
const std::string make_rows =
    "SET threads = 4; SET preserve_insertion_order = false;"
    "CREATE TABLE t AS SELECT *, strptime(period, '%Y-%m')::DATE AS day FROM read_csv('" TEST_TABLE
    "/rows.csv', nullstr = '\\N', types = {'period': 'VARCHAR', 'value': 'DOUBLE'});"
    "CREATE TABLE expected AS FROM read_csv('" TEST_TABLE
    "/expected.csv', all_varchar = true); CREATE TABLE outlook AS FROM read_csv('" TEST_TABLE
    "/outlook.csv', all_varchar = true)";

using highwater_integrations::test_series;

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

  /// The rows of both, with numbers as the bits they are.
  static void expect_same_rows(const std::string& expected, const std::string& query, const std::string& columns) {
    const std::string ours = "SELECT " + columns + " FROM (" + query + ")",
                      theirs = "SELECT " + columns + " FROM " + expected;
    const std::string count = database->cell("SELECT count(*) FROM " + expected);
    EXPECT_EQ(database->cell("SELECT count(*) FROM (" + ours + ")"), count);
    EXPECT_EQ(database->cell("SELECT count(*) FROM (" + ours + " INTERSECT ALL " + theirs + ")"), count);
  }
};

TEST_F(Rows, GiveTheAnswersOfTheLibraryBitForBit) {
  for (const std::string period : {"period", "day"}) {
    const auto of = [&period](const std::string& function) { return function + "(" + period + ", value)"; };
    expect_same_rows(
        "expected",
        "SELECT series, s.latest, s.value, s.growth_on_period, s.growth_on_year, s.trailing_mean, s.year_to_date,"
        " r.period AS record_period, r.value AS record_value, s.streak_on_year, s.mean_before, s.fiscal_total,"
        " r.index AS records, s.sets_record, s.streak_on_period, r.previous_period, r.previous_value, y AS yoy,"
        " k.length AS streak, k.first AS streak_first, k.bounded_by_missing AS streak_bounded FROM (SELECT series, " +
            of("hw_record") + " AS r, " + of("hw_yoy") + " AS y, " + of("hw_streak") + " AS k, " + of("hw_scan") +
            " AS s FROM t"
            " GROUP BY series) WHERE s.record_period = r.period AND s.record_value = r.value AND s.records = r.index",
        "series::INT, latest, value::DOUBLE, growth_on_period::DOUBLE, growth_on_year::DOUBLE, trailing_mean::DOUBLE,"
        " year_to_date::DOUBLE, record_period, record_value::DOUBLE, streak_on_year::BIGINT, mean_before::DOUBLE,"
        " fiscal_total::DOUBLE, records::BIGINT, sets_record::BOOLEAN, streak_on_period::BIGINT, previous_period,"
        " previous_value::DOUBLE, yoy::DOUBLE, streak::BIGINT, streak_first, streak_bounded::BOOLEAN");
  }
}

TEST_F(Rows, GiveTheProjectionOfTheLibraryBitForBit) {
  expect_same_rows("outlook",
                   "SELECT series, unnest(hw_project(period, value, 3), recursive := true) FROM t WHERE series < 50"
                   " GROUP BY series",
                   "series::INT, period, point::DOUBLE, lower::DOUBLE, upper::DOUBLE");
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

TEST_F(Rows, BecomeTablesInGroups) {
  const auto rows = database->query(
      "SELECT series, unnest(hw_project(period, value, 2), recursive := true), unnest(hw_record(period, value)) FROM t"
      " WHERE series < 2 GROUP BY series ORDER BY ALL");
  ASSERT_EQ(rows.size(), 4u);
  ASSERT_EQ(rows[0].size(), 10u);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const hw::TimeSeries series = test_series(static_cast<int>(i / 2));
    EXPECT_EQ(rows[i][0], std::to_string(i / 2));
    EXPECT_EQ(rows[i][1], to_string(series.last() + static_cast<std::int64_t>(i % 2 + 1)));
    expect_same(rows[i][6], hw::records::highs(series).back().value);
  }
  // A macro makes a table function of any query.
  database->query(
      "CREATE MACRO outlook(rows, horizon) AS TABLE"
      " SELECT unnest(hw_project(period, value, horizon), recursive := true) FROM query(rows)");
  const auto table = database->query("FROM outlook('SELECT period, value FROM t WHERE series = 1', 2)");
  ASSERT_EQ(table.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(table[i], std::vector<std::string>(rows[2 + i].begin() + 1, rows[2 + i].begin() + 5));
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
  const auto verdict = [&](const std::string& claim) {
    return database.cell("SELECT hw_check(period, value_usd_mn, " + claim + ")[1].verdict" + from);
  };
  EXPECT_EQ(verdict("'2024-12', 'level', 348, 1"), "certain");
  EXPECT_EQ(verdict("'2024-12', 'yoy_pct', 30, 1"), "impossible");
  const auto rows = database.query(
      "SELECT unnest(hw_check(period, value_usd_mn, '2024-12', 'yoy_pct', 30, 1),"
      " recursive := true)" +
      from);
  ASSERT_EQ(rows.size(), 1u);
  const hw::claims::Finding finding = hw::claims::check(
      hw::io::read_csv(EXAMPLE_DATA, {.value = "value_usd_mn"}),
      hw::claims::Change{.period = hw::month(2024, 12), .value = 0.3, .resolution = 0.01, .basis = hw::Basis::year});
  EXPECT_EQ(rows[0][0], to_text(finding.claim));
  EXPECT_EQ(rows[0][2], finding.reason);
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
  /// Runs a query while allocations of the callbacks are counted, and one of them fails; its error.
  std::string error_if_one_fails(const std::string& query, std::int64_t which) {
    duckdb_result result{};
    allocations = 0;
    fails_at = which;
    counts = true;
    const duckdb_state state = duckdb_query(database.connection(), query.c_str(), &result);
    counts = false;
    const std::string error = state == DuckDBSuccess ? "" : duckdb_result_error(&result);
    duckdb_destroy_result(&result);
    return error;
  }
  std::int64_t allocations_in(const std::string& query) {
    EXPECT_EQ(error_if_one_fails(query, 0), "");
    return allocations;
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

TEST_F(Bad, AnAllocationThatFailsAnywhereInACallbackIsAnSqlError) {
  if (std::getenv("HIGHWATER_EXTENSION") != nullptr)
    GTEST_SKIP() << "callbacks are told from the engine by their place";
  database.query(
      "SET threads = 2; CREATE TABLE t AS SELECT s, strftime(DATE '2000-01-01' + to_months(m::INT), '%Y-%m') AS p,"
      " ((s * 7 + m * 11) % 23 + m + 1)::DOUBLE AS v FROM range(3) a(s), range(60) b(m)");
  for (const std::string call :
       {"hw_yoy(p, v)", "hw_record(p, v)", "hw_streak(p, v)", "hw_scan(p, v)", "hw_project(p, v, 3)",
        "hw_bulletin(p, v, 'a title that is longer than a short string', 'u')",
        "hw_check(p, v, '2004-12', 'level', 1, 1)"}) {
    const std::string query = "SELECT s, " + call + " FROM t GROUP BY s ORDER BY s";
    const auto answer = database.query(query);
    const std::int64_t count = allocations_in(query);
    ASSERT_GT(count, 0) << call;
    int in_callbacks = 0;
    for (std::int64_t n = 1; n <= count; n += 1 + count / 30) {
      const std::string error = error_if_one_fails(query, n);
      if (error.empty()) continue;  // on this run the threads shared the work in another way
      const bool in_callback = error.rfind("Invalid Input Error: " + call.substr(0, call.find('(')), 0) == 0;
      in_callbacks += in_callback;
      // The engine takes some templates of the standard library from the program, and fails in them by itself.
      EXPECT_TRUE(in_callback || error.rfind("Out of Memory Error", 0) == 0) << error;
    }
    EXPECT_GT(in_callbacks, 0) << call;
    EXPECT_EQ(database.query(query), answer) << call;
  }
}

TEST_F(Bad, FuzzedRowsHaveTheWordsOfTheLibrary) {
  database.query("SET threads = 1; CREATE TABLE fuzz AS FROM read_csv('" TEST_TABLE
                 "/fuzz.csv', nullstr = '\\N', allow_quoted_nulls = false, types = {'period': 'VARCHAR', 'value':"
                 " 'DOUBLE', 'about': 'VARCHAR'})");
  const auto asked = database.query("FROM read_csv('" TEST_TABLE
                                    "/refused.csv', nullstr = '\\N', types = {'words': 'VARCHAR', 'answer': 'VARCHAR'},"
                                    " strict_mode = true)");
  ASSERT_GT(asked.size(), 1000u);
  const auto call = [](const std::string& function) -> std::string {
    if (function == "hw_project") return function + "(period, value, 2)";
    if (function == "hw_bulletin") return function + "(period, value, '\"T\", t\\', 'u')";
    if (function == "hw_check")
      return "array_to_string([c.claim || ': ' || c.verdict || ': ' || c.reason FOR c IN hw_check(period, value, about,"
             " 'level', 7, 1)], chr(10))";
    return function + "(period, value)";
  };
  for (const std::vector<std::string>& row : asked) {
    const std::string &group = row[0], &function = row[1], &words = row[2], &answer = row[3];
    std::string said = "NULL", told = "NULL";
    try {
      told =
          database.cell("SELECT " + call(function) + " FROM (SELECT * FROM fuzz WHERE g = " + group + " ORDER BY n)");
    } catch (const std::runtime_error& error) {
      said = error.what();
    }
    ASSERT_EQ(said, words == "NULL" ? words : "Invalid Input Error: " + function + ": " + words) << group;
    ASSERT_TRUE(answer == "NULL" || told == answer) << group << ' ' << function << ": " << told;
  }
}

TEST_F(Bad, RowsByTheThousandNeverEndTheEngine) {
  // Groups of 1 to 70 rows: one in three is a series with a flaw here and there, the others have periods of all kinds,
  // broken ones and duplicates. Values are infinite, huge, tiny or NULL; dates lie far away. What is said of periods that
  // are text has a test of its own.
  database.query(
      "SET threads = 4; CREATE TABLE fuzz AS SELECT g, CASE WHEN g % 3 = 0 THEN strftime(DATE '2000-01-01' +"
      " to_months((i % 900)::INT), '%Y-%m') ELSE list_element(['2024-01', '2024-Q' || (i % 5), '2024', '', NULL,"
      " '2024-W5' || (i % 5), '20' || (i % 100) || '-0' || (i % 10), '2024-02-3' || (i % 3), 'x', '99999-01',"
      " repeat('9', 300)], (1 + hash(i) % 11)::BIGINT) END AS p,"
      " CASE hash(i + 7) % 100 WHEN 0 THEN 'inf'::DOUBLE WHEN 1 THEN 'nan'::DOUBLE WHEN 2 THEN NULL WHEN 3 THEN 1e308"
      " WHEN 4 THEN -1e-320 ELSE (i % 13)::DOUBLE END AS v,"
      " CASE WHEN g % 3 = 0 THEN DATE '2000-01-01' + i::INT ELSE list_element([DATE 'infinity', DATE '290000-01-01',"
      " DATE '5000-01-01 (BC)', NULL, DATE '2024-02-29'], (1 + hash(i) % 5)::BIGINT) END AS d"
      " FROM (SELECT i, floor(3 * sqrt(i))::INT AS g FROM range(10000) r(i))");
  for (const std::string call :
       {"hw_yoy", "hw_record", "hw_streak", "hw_scan", "hw_project", "hw_bulletin", "hw_check"}) {
    const std::string arguments = call == "hw_project"    ? ", 2"
                                  : call == "hw_bulletin" ? ", 't', 'u'"
                                  : call == "hw_check"    ? ", '2010-01', 'level', 1, 1"
                                                          : "";
    int failed = 0, answered = 0;
    for (int group = 0; group < 300; ++group) {
      const std::string error =
          database.error("SELECT " + call + "(d, v" + arguments + ") FROM fuzz WHERE g = " + std::to_string(group));
      ++(error.empty() ? answered : failed);
      if (!error.empty()) {
        ASSERT_EQ(error.rfind("Invalid Input Error: " + call + ": ", 0), 0u) << error;
        ASSERT_GT(error.size(), std::string("Invalid Input Error: : ").size() + call.size());
      }
    }
    EXPECT_GT(failed, 200) << call;
    EXPECT_GT(answered, call == "hw_check" ? -1 : 20) << call;  // few groups have the month that is checked
    // Groups that are refused and others, by several threads and in windows.
    EXPECT_NE(database.error("SELECT g, " + call + "(p, v" + arguments + ") FROM fuzz GROUP BY g"), "");
    EXPECT_NE(database.error("SELECT " + call + "(p, v" + arguments + ") OVER (PARTITION BY g ORDER BY p) FROM fuzz"),
              "");
  }
  EXPECT_EQ(database.cell("SELECT count(*) FROM fuzz"), "10000");
}

}  // namespace
