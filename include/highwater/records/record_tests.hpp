#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/records/record_tests.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>

#include "highwater/records/records.hpp"

// Tests of the hypothesis that the values of a series are independent and of one continuous distribution, by its
// records. t counts observations, so a missing value is none, and a tie is no record.
//
// Source   A. C. Cebrian, J. Castillo-Mateo and J. Asin, Record tests to detect non-stationarity in the tails, Stoch.
//          Environ. Res. Risk Assess. 36 (2022), by way of the documentation of the R package RecordTest.
namespace HIGHWATER_NAMESPACE::records {

/// Against what is tested.
enum class Alternative : std::uint8_t { greater, less, two_sided };

/// What a record at observation t counts.
enum class RecordWeights : std::uint8_t {
  equal,   ///< 1
  linear,  ///< t - 1: late records, which are the unlikely ones, count more
};

/// The law from which a p-value is read.
enum class Reference : std::uint8_t {
  exact,      ///< of the statistic itself. Linear weights: O(n^3), and an Error beyond 2000 observations
  normal,     ///< its approximation with the same mean and variance
  corrected,  ///< the same with continuity correction: the statistic moved by 1/2 towards the mean
};

/// What a test found.
struct TestResult {
  double statistic;
  double expected;  // under the hypothesis
  double variance;
  double z;  // (statistic - expected) / sqrt(variance), corrected if asked for; NaN if the variance is 0
  double p_value;
};

/// Of number_of_records_test().
struct NumberOfRecordsOptions {
  Side side = Side::high;
  Order order = Order::forward;
  Alternative alternative = Alternative::greater;
  RecordWeights weights = RecordWeights::equal;
  Reference reference = Reference::exact;
};

/// The N test: the (weighted) number of records.
TestResult number_of_records_test(SeriesView series, NumberOfRecordsOptions options = {});

/// Of the tests of Foster and Stuart.
struct FosterStuartOptions {
  Order order = Order::forward;
  Alternative alternative = Alternative::greater;
  RecordWeights weights = RecordWeights::equal;
  Reference reference = Reference::exact;
};

/// The d test of Foster and Stuart, for a trend of the level: upper records - lower records.
TestResult foster_stuart_d_test(SeriesView series, FosterStuartOptions options = {});

/// The s test of Foster and Stuart, for a trend of the spread: upper records + lower records, the first observation both.
TestResult foster_stuart_s_test(SeriesView series, FosterStuartOptions options = {});

/// Of likelihood_ratio_test().
struct LikelihoodRatioOptions {
  Side side = Side::high;
  Order order = Order::forward;
  Alternative alternative = Alternative::greater;
  std::int64_t draws = 100'000;  // from which the p-value is counted
  std::uint64_t seed = 1;        // the same seed gives the same figures on every machine
};

/// The likelihood-ratio test of record probabilities 1 / t against any others: 2 log(L1 / L0) =
/// 2 (log n + sum of log(t - 1) over the records t = 2 .. n). There is one indicator for each probability, so it is not
/// chi-squared; its p-value is that of seeded draws, (1 + as extreme) / (1 + draws).
///
/// Errors   throws Error if draws < 1.
TestResult likelihood_ratio_test(SeriesView series, LikelihoodRatioOptions options = {});

}  // namespace HIGHWATER_NAMESPACE::records
