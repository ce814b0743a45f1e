// Prints the table of the README: one question asked of highwater and of the engine's own SQL, best of three.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "database.hpp"

namespace {

constexpr double rows = 10'000.0 * 240.0;

double seconds(Database& database, const std::string& sql) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    database.query(sql);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

struct Question {
  const char* what;
  std::string ours, theirs;  // each gives a row for each series, in the same columns
};

/// A digest of all cells, so that neither side is spared a column.
std::string digest(const std::string& columns, const std::string& query) {
  return "SELECT count(*), " + columns + " FROM (" + query + ")";
}

}  // namespace

int main() {
  Database database;
  database.query(
      "SET threads = 1; CREATE TABLE t AS SELECT s AS series, (DATE '2000-01-01' + to_months(m::INT))::DATE AS period,"
      " ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::DOUBLE AS value FROM range(10000) a(s), range(240) b(m)");
  const std::string growth =
      "(SELECT series, period, value / lag(value, 12) OVER months - 1 AS g, row_number() OVER months AS n FROM t WINDOW"
      " months AS (PARTITION BY series ORDER BY period))";
  const Question questions[] = {
      {"the record, its holder before, how many there were",
       digest("sum(r.value), max(r.period), sum(r.previous_value), max(r.previous_period), sum(r.index)",
              "SELECT hw_record(period, value) AS r FROM t GROUP BY series"),
       digest(
           "sum(v), max(strftime(p, '%Y-%m')), sum(b), max(strftime(q, '%Y-%m')), sum(n)",
           // Records are the rows above all before them, and each is above the one before it.
           "SELECT max(value) AS v, max(period) AS p, max(before) AS b, max(holder) AS q, count(*) AS n FROM (SELECT *,"
           " lag(period) OVER (PARTITION BY series ORDER BY period) AS holder FROM (SELECT *, max(value) OVER"
           " (PARTITION BY series ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM t)"
           " WHERE before IS NULL OR value > before) GROUP BY series")},
      {"latest growth on the year", digest("sum(y)", "SELECT hw_yoy(period, value) AS y FROM t GROUP BY series"),
       digest("sum(y)", "SELECT max_by(g, period) AS y FROM " + growth + " GROUP BY series")},
      {"streak of growth on the year",
       digest("sum(k.length), max(k.first)", "SELECT hw_streak(period, value) AS k FROM t GROUP BY series"),
       digest(
           "sum(n), max(strftime(f, '%Y-%m'))",
           // The streak is what comes after the last month that breaks it.
           "SELECT max(n) - max(CASE WHEN g > 0 THEN 0 ELSE n END) AS n, max(CASE WHEN g > 0 THEN NULL ELSE period END)"
           " + INTERVAL 1 MONTH AS f FROM " +
               growth + " GROUP BY series")},
  };
  std::puts("| 2.4 million rows, one thread | rows a second | time of the engine's windows / ours |\n|---|---|---|");
  for (const auto& [what, ours, theirs] : questions) {
    const std::vector<std::string> a = database.query(ours).at(0), b = database.query(theirs).at(0);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool is_number = a[i].find('-', 1) == std::string::npos;
      if (is_number ? std::abs(std::stod(a[i]) / std::stod(b[i]) - 1.0) > 1e-9 : a[i] != b[i]) {
        std::fprintf(stderr, "%s: the answers differ, %s and %s\n", what, a[i].c_str(), b[i].c_str());
        return 1;
      }
    }
    const double first = seconds(database, ours), second = seconds(database, theirs);
    std::printf("| %s | %.1f million | %.1f |\n", what, rows / first / 1e6, second / first);
  }
}
