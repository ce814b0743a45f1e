#include "io/cells.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace HIGHWATER_NAMESPACE::io {

void Cells::add_block() {
  const bool first = blocks_.empty();  // which may stay small
  Block& block = blocks_.emplace_back();
  if (first) return;
  block.labels.reserve(block_size);
  block.values.reserve(block_size);
  if (blocks_[blocks_.size() - 2].is_of_several) block.series.reserve(block_size);
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
    if (!block.is_of_several && series[0] != 0) block.tell_series();
    for (std::uint32_t& id : block.series) id = series[id];
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

Labels::Labels(const Cells& cells, const PeriodChoice& choice) {
  cells.each_label([this](std::size_t, WrittenPeriod label) {
    Table& table = tables_[label.tag()];
    table.least = std::min(table.least, label.number());
    table.most = std::max(table.most, label.number());
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
