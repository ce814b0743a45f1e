#include "io/cells.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace HIGHWATER_NAMESPACE::io {

void Cells::Block::tell_series() {
  series = Unwritten<std::uint32_t>(capacity);
  std::fill_n(series.data(), size, 0U);
}

void Cells::append(std::span<const WrittenPeriod> labels, std::span<const std::uint32_t> series,
                   std::span<const double> values) {
  constexpr std::size_t least = 256;  // cells of a block
  const bool several = std::any_of(series.begin(), series.end(), [](std::uint32_t id) { return id != 0; });
  for (std::size_t done = 0, take = 0; done < values.size(); done += take) {
    if (blocks_.empty() || blocks_.back().is_full())
      blocks_.emplace_back(std::max({least, size_ + done, expected_ - std::min(expected_, size_ + done)}));
    Block& block = blocks_.back();
    if (several && !block.is_of_several()) block.tell_series();
    take = std::min(values.size() - done, block.capacity - block.size);
    std::copy_n(labels.data() + done, take, block.labels.data() + block.size);
    std::copy_n(values.data() + done, take, block.values.data() + block.size);
    if (block.is_of_several()) std::copy_n(series.data() + done, take, block.series.data() + block.size);
    block.size += take;
  }
}

void Cells::add_lines(std::span<const WrittenPeriod> labels, std::span<const std::uint32_t> series,
                      std::uint32_t first_line, std::span<const double> values) {
  append(labels, series, values);
  for (std::size_t i = 0; i < std::min<std::size_t>(values.size(), 2); ++i, ++size_)
    begin_line(first_line + static_cast<std::uint32_t>(i));
  if (values.size() <= 2) return;
  run_.cells_a_line = 1;  // as the lines go on
  line_ = first_line + static_cast<std::uint32_t>(values.size()) - 1;
  size_ += values.size() - 2;
}

void Cells::begin_line(std::uint32_t line) {
  if (run_.cells_a_line == 0 && line != line_) run_.cells_a_line = in_line_;
  if (size_ == 0 || line != line_ + 1 || in_line_ != run_.cells_a_line) {
    end_run();
    run_ = {size_, line, 0};
  }
  line_ = line;
  in_line_ = 1;
}

void Cells::end_run() {
  if (run_.cells_a_line == 0) run_.cells_a_line = in_line_;
  if (size_ > run_.first) runs_.push_back(run_);
}

void Cells::append(Cells&& later, std::uint32_t lines_before, std::span<const std::uint32_t> series) {
  end_run();
  later.end_run();
  for (Run run : later.runs_) runs_.push_back({run.first + size_, run.line + lines_before, run.cells_a_line});
  for (Block& block : later.blocks_) {
    if (!block.is_of_several() && series[0] != 0) block.tell_series();
    if (block.is_of_several())
      std::for_each_n(block.series.data(), block.size, [series](std::uint32_t& id) { id = series[id]; });
  }
  blocks_.insert(blocks_.end(), std::make_move_iterator(later.blocks_.begin()),
                 std::make_move_iterator(later.blocks_.end()));
  size_ += later.size_;
  run_ = {size_, 0, 0};
  line_ = in_line_ = 0;
}

std::uint32_t Cells::line(std::size_t cell) const {
  const auto next = std::upper_bound(runs_.begin(), runs_.end(), cell,
                                     [](std::size_t wanted, const Run& run) { return wanted < run.first; });
  const Run& run = cell >= run_.first || next == runs_.begin() ? run_ : *std::prev(next);
  const std::size_t in_run = cell - run.first;
  return run.line + static_cast<std::uint32_t>(run.cells_a_line == 0 ? 0 : in_run / run.cells_a_line);
}

namespace {

/// The least and the greatest label, in the order of WrittenPeriod.
std::pair<WrittenPeriod, WrittenPeriod> range(std::span<const WrittenPeriod> labels) {
  WrittenPeriod least = labels.front(), most = least;
  for (const WrittenPeriod label : labels) {
    least = label < least ? label : least;
    most = most < label ? label : most;
  }
  return {least, most};
}

/// Whether all cells are of one series, each later than the one before it; of labels with one tag.
bool are_in_order(const Cells& cells) {
  bool ordered = true;
  WrittenPeriod before = WrittenPeriod::of_tag(0, 0);
  bool first = true;
  cells.each_block([&](std::span<const WrittenPeriod> labels, std::span<const std::uint32_t> series, const auto&) {
    if (!ordered) return;
    ordered = series.empty() && (first || before < labels.front());
    for (std::size_t i = 1; i < labels.size(); ++i) ordered &= labels[i - 1] < labels[i];
    before = labels.back();
    first = false;
  });
  return ordered;
}

}  // namespace

Labels::Labels(const Cells& cells, const PeriodChoice& choice) {
  cells.each_block([this](std::span<const WrittenPeriod> labels, const auto&, const auto&) {
    const auto [least, most] = range(labels);
    if (least.tag() == most.tag()) {
      Table& table = tables_[least.tag()];
      table.least = std::min(table.least, least.number());
      table.most = std::max(table.most, most.number());
    } else {
      for (const WrittenPeriod label : labels) {
        Table& table = tables_[label.tag()];
        table.least = std::min(table.least, label.number());
        table.most = std::max(table.most, label.number());
      }
    }
  });
  const auto used = [](const Table& table) { return table.least <= table.most; };
  if (std::count_if(tables_.begin(), tables_.end(), used) == 1) {
    const auto only = static_cast<std::size_t>(std::find_if(tables_.begin(), tables_.end(), used) - tables_.begin());
    const WrittenPeriod least = WrittenPeriod::of_tag(only, tables_[only].least);
    frequency_ = least.frequency();
    plain_ = least.kind() == WrittenPeriod::Kind::period &&
             (choice.frequency ? *choice.frequency == frequency_ : frequency_ != Frequency::daily);
    if (plain_) {
      first_ = least.ordinal();
      last_ = WrittenPeriod::of_tag(only, tables_[only].most).ordinal();
      in_order_ = are_in_order(cells);
      return;
    }
  }
  std::vector<Observation> labels = different(cells);
  meanings_.assign(labels.size(), left_out);
  resolve(labels, choice);
  frequency_ = labels.front().period.frequency();
  first_ = last_ = labels.front().period.ordinal();
  for (const Observation& label : labels) {
    const std::int64_t ordinal = label.period.ordinal();
    meanings_[label.position] = ordinal;
    first_ = std::min(first_, ordinal);
    last_ = std::max(last_, ordinal);
  }
}

/// Each label once, where it came first, and numbers them in `ids`.
std::vector<Observation> Labels::different(const Cells& cells) {
  constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  for (Table& table : tables_)
    if (table.least <= table.most) table.ids.assign(static_cast<std::size_t>(table.most - table.least) + 1, none);
  std::vector<Observation> labels;
  cells.each_label([&](std::size_t cell, WrittenPeriod label) {
    Table& table = tables_[label.tag()];
    std::uint32_t& id = table.ids[static_cast<std::size_t>(label.number() - table.least)];
    if (id != none) return;
    id = static_cast<std::uint32_t>(labels.size());
    labels.push_back({label, 0, cells.line(cell), id, 0.0});
  });
  return labels;
}

}  // namespace HIGHWATER_NAMESPACE::io
