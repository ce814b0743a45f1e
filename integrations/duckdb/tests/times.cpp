// Prints the table of the README: one question asked of highwater and of the engine's own window functions, best of three.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

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

}  // namespace

int main() {
  Database database;
  database.query(
      "SET threads = 1; CREATE TABLE t AS SELECT s AS series, (DATE '2000-01-01' + to_months(m::INT))::DATE AS period,"
      " ((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0::DOUBLE AS value FROM range(10000) a(s), range(240) b(m)");
  struct {
    const char *question, *ours, *theirs;
  } const questions[] = {
      {"record and its holder before",
       "SELECT sum(r.value) FROM (SELECT hw_record(period, value) AS r FROM t GROUP BY series)",
       "SELECT sum(v) FROM (SELECT series, max(value) AS v, count(*) FILTER (before IS NULL OR value > before) FROM "
       "(SELECT *,"
       " max(value) OVER (PARTITION BY series ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "
       "before"
       " FROM t) GROUP BY series)"},
      {"latest growth on the year", "SELECT sum(y) FROM (SELECT hw_yoy(period, value) AS y FROM t GROUP BY series)",
       "SELECT sum(y) FROM (SELECT series, last(g ORDER BY period) AS y FROM (SELECT series, period, value / "
       "lag(value, 12)"
       " OVER (PARTITION BY series ORDER BY period) - 1 AS g FROM t) GROUP BY series)"},
      {"streak of growth on the year",
       "SELECT sum(k.length) FROM (SELECT hw_streak(period, value) AS k FROM t GROUP BY series)",
       "SELECT sum(k) FROM (SELECT series, count(*) FILTER (period > broken) AS k FROM (SELECT *, max(CASE WHEN NOT"
       " coalesce(g > 0, false) THEN period END) OVER (PARTITION BY series) AS broken FROM (SELECT series, period, "
       "value /"
       " lag(value, 12) OVER (PARTITION BY series ORDER BY period) - 1 AS g FROM t)) GROUP BY series)"},
  };
  std::puts("| 2.4 million rows, one thread | rows a second | time of the engine's windows / ours |\n|---|---|---|");
  for (const auto& [question, ours, theirs] : questions) {
    if (std::abs(std::stod(database.cell(ours)) - std::stod(database.cell(theirs))) > 1e-6) {
      std::fprintf(stderr, "%s: the answers differ, %s and %s\n", question, database.cell(ours).c_str(),
                   database.cell(theirs).c_str());
      return 1;
    }
    const double first = seconds(database, ours), second = seconds(database, theirs);
    std::printf("| %s | %.1f million | %.1f |\n", question, rows / first / 1e6, second / first);
  }
}
