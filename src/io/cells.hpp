#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "io/periods/period_column.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// The values of a table with what their labels say, in the order of the file: 12 bytes a cell, 16 in a table of several
/// series. Kept in blocks, so that no cell is moved when more come, or when the parts of a table are put together.
class Cells {
 public:
  void add(WrittenPeriod label, std::uint32_t series, std::uint32_t line, double value) {
    if (blocks_.empty() || blocks_.back().values.size() == block_size) add_block();
    Block& block = blocks_.back();
    if (series != 0 && !block.is_of_several) block.tell_series();
    block.labels.push_back(label);
    block.values.push_back(value);
    if (block.is_of_several) block.series.push_back(series);
    if (line == line_ && (run_.cells_a_line == 0 || in_line_ < run_.cells_a_line))
      ++in_line_;
    else
      begin_line(line);
    ++size_;
  }
  /// The cells of the part of the file that follows: its lines are counted from `lines_before`, its series are renumbered.
  void append(Cells&& later, std::uint32_t lines_before, std::span<const std::uint32_t> series);

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::uint32_t line(std::size_t cell) const;

  /// function(cell, label, series, value) for each; false from it ends the walk.
  template <class Function>
  void each_until(const Function& function) const {
    std::size_t cell = 0;
    for (const Block& block : blocks_)
      for (std::size_t i = 0; i < block.values.size(); ++i, ++cell)
        if (!function(cell, block.labels[i], block.is_of_several ? block.series[i] : 0, block.values[i])) return;
  }
  template <class Function>
  void each_label(const Function& function) const {
    std::size_t cell = 0;
    for (const Block& block : blocks_)
      for (const WrittenPeriod label : block.labels) function(cell++, label);
  }

 private:
  static constexpr std::size_t block_size = std::size_t{1} << 16;
  struct Block {
    std::vector<WrittenPeriod> labels;
    std::vector<double> values;
    bool is_of_several = false;
    std::vector<std::uint32_t> series;  // if it is; otherwise all cells are of series 0

    void tell_series() {
      is_of_several = true;
      series.assign(values.size(), 0);
    }
  };
  /// Lines that follow each other and have equally many cells.
  struct Run {
    std::size_t first;  // cell
    std::uint32_t line;
    std::uint32_t cells_a_line;  // 0: there is one line so far
  };

  void add_block();
  void begin_line(std::uint32_t line);
  void end_run();

  std::vector<Block> blocks_;
  std::vector<Run> runs_;  // those that have ended
  Run run_{0, 0, 0};
  std::uint32_t line_ = 0, in_line_ = 0;
  std::size_t size_ = 0;
};

/// What the labels of all cells mean, now that they are known: periods of one frequency.
///
/// Errors   throws Error as resolve() does.
class Labels {
 public:
  Labels(const Cells& cells, const PeriodChoice& choice);

  Frequency frequency() const noexcept { return frequency_; }
  std::int64_t first() const noexcept { return first_; }
  std::int64_t last() const noexcept { return last_; }

  /// Of cells of another frequency, where those are left out.
  static constexpr std::int64_t left_out = std::numeric_limits<std::int64_t>::min();
  /// The period that a label means.
  std::int64_t ordinal(WrittenPeriod label) const {
    if (plain_) return label.ordinal();
    const Table& table = tables_[label.tag()];
    return meanings_[table.ids[static_cast<std::size_t>(label.number() - table.least)]];
  }

 private:
  /// The labels of one kind and frequency by their numbers.
  struct Table {
    int least = std::numeric_limits<int>::max(), most = std::numeric_limits<int>::min();
    std::vector<std::uint32_t> ids;
  };
  std::vector<Observation> different(const Cells& cells);

  std::array<Table, WrittenPeriod::tags> tables_;
  std::vector<std::int64_t> meanings_;
  bool plain_ = false;  // all labels are periods of one frequency as they stand
  Frequency frequency_ = Frequency::annual;
  std::int64_t first_ = 0, last_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE::io
