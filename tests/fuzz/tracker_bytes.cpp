#include <vector>

#include "fuzz/input.hpp"
#include "highwater/monitor/tracker.hpp"
#include "monitor/bytes.hpp"

// The bytes of trackers, under a hash that is always right: what is read answers, goes on, and writes itself again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hw = highwater;
  using fuzz::must;
  using hw::monitor::Tracker;

  std::vector<std::byte> bytes;
  for (const char c : {'h', 'w', 't', 'r', 'a', 'c', 'k', '\1'}) bytes.push_back(static_cast<std::byte>(c));
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(data[i]));
  const std::uint64_t hash = hw::monitor::fnv1a(bytes);
  for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<std::byte>((hash >> shift) & 255));

  fuzz::answers([&] {
    Tracker tracker = Tracker::from_bytes(bytes);
    const std::vector<std::byte> written = tracker.to_bytes();
    must(Tracker::from_bytes(written).to_bytes() == written, "what is read writes the same again");
    const auto ask = [&tracker] {
      must(!std::isinf(tracker.growth_on_period()) && !std::isinf(tracker.growth_on_year()),
           "growth is never infinite");
      must(!std::isinf(tracker.trailing_mean()) && !std::isinf(tracker.trailing_mean(hw::Window::before)),
           "a mean is never infinite");
      must(!std::isinf(tracker.year_to_date()), "a total is never infinite");
      must(tracker.streak_on_period().length <= tracker.size(), "a streak is no longer than the series");
      must(tracker.streak_on_year().length <= tracker.size(), "a streak is no longer than the series");
      must(!std::isinf(tracker.holt_forecast(3)), "a forecast is never infinite");
      static_cast<void>(tracker.new_high());
      static_cast<void>(tracker.new_low());
      static_cast<void>(tracker.trend(hw::projection::Linear{}));
      static_cast<void>(tracker.trend(hw::projection::Exponential{}));
    };
    ask();
    for (const double value : {1.0, hw::missing_value, -2.5}) {
      tracker.push(value);
      ask();
    }
    Tracker later(tracker.next(), tracker.options());
    later.push(4.0);
    tracker.merge(later);
    ask();
  });
  return 0;
}
