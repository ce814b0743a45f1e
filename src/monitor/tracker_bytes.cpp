#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "highwater/monitor/tracker.hpp"
#include "monitor/bytes.hpp"

namespace HIGHWATER_NAMESPACE::monitor {
namespace {

constexpr char magic[] = {'h', 'w', 't', 'r', 'a', 'c', 'k'};
constexpr std::int64_t version = 1;

void write(ByteWriter& out, FiscalYear year) {
  out.integer(year.first_month);
  out.byte(static_cast<std::uint64_t>(year.label));
}

FiscalYear read_fiscal_year(ByteReader& in) {
  const auto month = static_cast<int>(in.integer(1, 12, "fiscal year"));
  return {month, static_cast<FiscalLabel>(in.byte(1, "fiscal year"))};
}

void write(ByteWriter& out, const std::optional<core::DampedTrend<double>>& holt) {
  out.byte(holt ? 1 : 0);
  if (holt) out.numbers(std::array{holt->alpha, holt->beta, holt->phi, holt->level, holt->trend});
}

std::optional<core::DampedTrend<double>> read_holt(ByteReader& in) {
  if (in.byte(1, "smoothing") == 0) return std::nullopt;
  core::DampedTrend<double> holt{};
  for (double* part : {&holt.alpha, &holt.beta, &holt.phi, &holt.level, &holt.trend}) *part = in.number("smoothing");
  return holt;
}

void write(ByteWriter& out, const core::BoundedRun<double>& runs) {
  out.count(runs.run.leading);
  out.count(runs.run.current);
  out.count(runs.run.longest);
  out.count(runs.run.longest_end);
  out.byte(runs.missing_before != 0.0 ? 1 : 0);
}

core::BoundedRun<double> read_runs(ByteReader& in, double count) {
  core::BoundedRun<double> runs;
  runs.run.count = count;
  for (double* part : {&runs.run.leading, &runs.run.current, &runs.run.longest, &runs.run.longest_end})
    *part = in.count(count, "streak");
  runs.missing_before = static_cast<double>(in.byte(1, "streak"));
  return runs;
}

void write(ByteWriter& out, const records::RecordChain& chain) {
  out.integer(static_cast<std::int64_t>(chain.records().size()));
  for (const Record& record : chain.records()) {
    out.integer(record.period - chain.first());
    out.number(record.value);
  }
}

/// Into a chain of no periods yet: `size` of them.
void read_records(ByteReader& in, records::RecordChain& chain, std::int64_t size) {
  const Period first = chain.first();
  for (std::int64_t left = in.integer(0, size, "number of records"); left > 0; --left) {
    const std::int64_t at = in.integer(chain.next() - first, size - 1, "record");
    chain.skip(first + at - chain.next());
    const double value = in.number("record");
    ByteReader::require(value - value == 0.0 && chain.push(value), "record");
  }
  chain.skip(first + size - chain.next());
}

void write(ByteWriter& out, const core::TrendSums& sums) {
  out.count(sums.count);
  for (const core::Twofold& sum : {sums.x, sums.y, sums.xx, sums.xy, sums.yy}) {
    out.number(sum.high);
    out.number(sum.low);
  }
}

core::TrendSums read_trend(ByteReader& in, std::int64_t size) {
  core::TrendSums sums;
  sums.count = in.count(static_cast<double>(size), "trend");
  for (core::Twofold* sum : {&sums.x, &sums.y, &sums.xx, &sums.xy, &sums.yy}) {
    sum->high = in.number("trend");
    sum->low = in.number("trend");
  }
  return sums;
}

/// Frequencies by their codes in the bytes: daily was the last when they were numbered.
constexpr Frequency coded[] = {Frequency::annual, Frequency::semiannual, Frequency::quarterly,     Frequency::monthly,
                               Frequency::weekly, Frequency::daily,      Frequency::business_daily};
std::uint64_t code_of(Frequency frequency) {
  return static_cast<std::uint64_t>(std::find(std::begin(coded), std::end(coded), frequency) - std::begin(coded));
}
Frequency frequency_of(std::int64_t code) { return coded[code]; }

}  // namespace

std::vector<std::byte> Tracker::to_bytes() const {
  ByteWriter out;
  for (const char c : magic) out.byte(static_cast<std::uint64_t>(c));
  out.byte(version);
  out.byte(code_of(first_.frequency()));
  out.integer(first_.ordinal());
  write(out, own_);
  out.integer(options_.window);
  write(out, options_.fiscal_year);
  out.byte(static_cast<std::uint64_t>(options_.ties));
  out.byte(static_cast<std::uint64_t>(options_.base));
  write(out, options_.holt);

  out.integer(size_);
  out.numbers(std::span(tail_).last(std::min(tail_.size(), kept())));
  out.integer(static_cast<std::int64_t>(head_.size()));
  out.numbers(head_);
  for (const GrowthRuns& runs : {on_period_, on_year_}) {
    write(out, runs.rising);
    write(out, runs.falling);
  }
  write(out, highs_);
  write(out, lows_);
  out.number(fiscal_sum_);
  if (holt_) out.numbers(std::array{holt_->level, holt_->trend});
  write(out, level_);
  write(out, log_);
  out.integer(latest_observed_ ? *latest_observed_ - first_ : -1);
  out.integer(not_positive_);
  return std::move(out).finish();
}

Tracker Tracker::from_bytes(std::span<const std::byte> bytes) {
  constexpr std::size_t start = sizeof magic + 1;
  const auto same = [](char c, std::byte b) { return static_cast<std::byte>(c) == b; };
  if (bytes.size() < start + 8 || !std::equal(std::begin(magic), std::end(magic), bytes.begin(), same))
    throw Error("these " + std::to_string(bytes.size()) + " bytes are not those of a tracker");
  if (const auto found = static_cast<std::int64_t>(bytes[sizeof magic]); found != version)
    throw Error("the bytes of a tracker have format version " + std::to_string(found) + ", and this library reads " +
                std::to_string(version));
  const std::span<const std::byte> hashed = bytes.first(bytes.size() - 8);
  if (ByteReader(bytes.last(8)).integer(INT64_MIN, INT64_MAX, "hash") != std::bit_cast<std::int64_t>(fnv1a(hashed)))
    throw Error("the bytes of a tracker are damaged or cut off: they do not agree with their hash");

  ByteReader in(hashed.subspan(start));
  const Frequency frequency = frequency_of(in.byte(6, "frequency"));
  const Period first(frequency, in.integer(INT32_MIN, INT32_MAX, "first period"));
  const FiscalYear own = read_fiscal_year(in);
  TrackerOptions options;
  options.window = in.integer(1, 100'000, "window");
  options.fiscal_year = read_fiscal_year(in);
  options.ties = static_cast<Ties>(in.byte(1, "ties"));
  options.base = static_cast<BasePolicy>(in.byte(2, "base policy"));
  options.holt = read_holt(in);

  Tracker tracker(first, own, options);
  const std::int64_t size = in.integer(0, 10'000'000, "size"), kept = static_cast<std::int64_t>(tracker.kept());
  tracker.size_ = size;
  tracker.tail_ = in.values(static_cast<std::size_t>(std::min(size, kept)), "latest values");
  const std::int64_t head = in.integer(std::min<std::int64_t>(size, 1), std::min(size, kept), "first values");
  tracker.head_ = in.values(static_cast<std::size_t>(head), "first values");
  tracker.on_period_ = {read_runs(in, static_cast<double>(std::max<std::int64_t>(size - 1, 0))), {}};
  tracker.on_period_.falling = read_runs(in, tracker.on_period_.count());
  tracker.on_year_ = {read_runs(in, static_cast<double>(size - head)), {}};
  tracker.on_year_.falling = read_runs(in, tracker.on_year_.count());
  read_records(in, tracker.highs_, size);
  read_records(in, tracker.lows_, size);
  tracker.fiscal_sum_ = in.number("total of the fiscal year");
  if (tracker.holt_) {
    tracker.holt_->level = in.number("smoothing");
    tracker.holt_->trend = in.number("smoothing");
  }
  tracker.level_ = read_trend(in, size);
  tracker.log_ = read_trend(in, size);
  const std::int64_t latest = in.integer(-1, size - 1, "latest observation");
  tracker.not_positive_ = in.integer(0, size, "trend");
  ByteReader::require((latest >= 0) == (tracker.level_.count > 0.0) &&
                          tracker.log_.count + static_cast<double>(tracker.not_positive_) == tracker.level_.count,
                      "trend");
  in.finish();
  if (latest >= 0) tracker.latest_observed_ = first + latest;
  if (size > 0) {
    const FiscalYear cut = tracker.fiscal_cut();
    tracker.fiscal_year_end_ = cut.last(cut.part(tracker.next() - 1, Frequency::annual), frequency);
  }
  return tracker;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
