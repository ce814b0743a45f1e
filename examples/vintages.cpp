// What was known when: a series as of two days, what became of a sentence, and how far first releases can be trusted.
//   vintages FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: vintages FILE\n";
    return 2;
  }
  const hw::Vintages reports = hw::io::read_vintages(
      argv[1], {.value = "value_usd_mn",
                .resolution = "resolution",
                .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}});

  const hw::Period november = hw::month(2024, 11);
  for (const hw::Period today : {hw::day(2024, 12, 31), hw::day(2025, 1, 31)}) {
    const hw::TimeSeries exports = reports.as_of(today);
    std::cout << "as of " << today << ": " << november << " was " << exports[november] << ", "
              << 100.0 * hw::growth::period_over_period(exports)[november] << " % on the month\n";
  }

  const hw::Revisions revisions = reports.revisions();
  std::cout << revisions.changes.size() << " months, revised by " << revisions.mean << " on average, by "
            << revisions.mean_absolute << " either way\n";
  for (const hw::Revision& revision : revisions.changes)
    if (revision.change() < -1.0 || revision.change() > 1.0)
      std::cout << "  " << revision.period << ": " << revision.first << ", now " << revision.latest << '\n';
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
