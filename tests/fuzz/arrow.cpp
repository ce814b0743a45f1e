#include "highwater/io/arrow.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <memory>
#include <vector>

#include "fuzz/input.hpp"

// Arrow structures that contradict themselves in any way that the interface lets be seen: counts, types, offsets, missing
// buffers. What it does not show, the length of buffers, is always enough.
namespace {

using fuzz::Input;
namespace hw = highwater;

class Table {
 public:
  explicit Table(Input& in) : in_(in) {
    rows_ = length();
    offset_ = in_.below(4) == 3 ? length() : 0;
    const std::size_t columns = in_.below(5);
    for (std::size_t i = 0; i < columns; ++i) child(0);
    for (Column& column : columns_) {
      types_.push_back(&column.schema);
      arrays_.push_back(&column.array);
    }
    if (columns > 0 && in_.below(20) == 19) types_.back() = nullptr;
    schema_ = schema_of(in_.below(20) == 19 ? "+l" : "+s", "");
    schema_.n_children = static_cast<std::int64_t>(types_.size());
    schema_.children = types_.empty() ? nullptr : types_.data();
    array_ = array_of(rows_, offset_, buffers_);
    array_.n_children = in_.below(20) == 19 ? length() : schema_.n_children;
    array_.children = arrays_.empty() ? nullptr : arrays_.data();
    // That there are fewer columns than both counts say, nobody can see.
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  ArrowSchema* schema() { return &schema_; }
  ArrowArray* array() { return &array_; }
  bool is_released() const { return schema_.release == nullptr && array_.release == nullptr; }

 private:
  struct Column {
    std::string format, name;
    ArrowSchema schema{}, entries_schema{};
    ArrowArray array{}, entries{};
    std::vector<const void*> buffers, entries_buffers;
  };
  static constexpr std::int64_t most = 16;  // rows, offsets and lengths that buffers are made for

  std::int64_t length() {
    return in_.one_of<std::int64_t>({3, 0, 1, 2, 5, 8, -1, most, std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min(), std::int64_t{1} << 41});
  }
  std::string format() {
    return in_.one_of<const char*>({"g",      "tdD",     "u",           "U",   "tdm",     "tss:", "tsn:UTC", "f", "e",
                                    "c",      "C",       "s",           "S",   "i",       "I",    "l",       "L", "n",
                                    "d:10,2", "d:38,-2", "d:5,400,256", "d:1", "d:9,9,7", "z",    ""});
  }
  /// Bytes of the input, and zeros after them: as many as any width and row can ask for.
  const void* buffer() {
    if (in_.below(20) == 19) return nullptr;
    auto& bytes = *memory_.emplace_back(std::make_unique<std::array<unsigned char, (4 * most + 2) * 32>>());
    for (unsigned i = in_.below(40); i > 0; --i) bytes[i] = static_cast<unsigned char>(in_.byte());
    return bytes.data();
  }
  /// Offsets into it are at most 2^15: the fields of either width are cut to that.
  const void* offsets(bool large) {
    auto& bytes = *memory_.emplace_back(std::make_unique<std::array<unsigned char, (4 * most + 2) * 32>>());
    const std::size_t width = large ? 8 : 4;
    std::size_t rising = 0;
    for (std::size_t i = 0; i < 3 * most; ++i) {
      const unsigned step = in_.byte();
      rising += step % 16;
      bytes[i * width] = static_cast<unsigned char>(step == 255 ? 0 : rising % 256);
      bytes[i * width + 1] = static_cast<unsigned char>(rising / 256);
      if (step == 254) bytes[i * width + width - 1] = 0x80;  // negative
    }
    return bytes.data();
  }
  const void* text() {
    constexpr std::string_view periods = "2024-012024-022024-Q12024-12-312024";
    auto& bytes = texts_.emplace_back(std::make_unique<std::string>());
    *bytes = in_.text().substr(0, 256);
    bytes->append(periods);
    bytes->resize(1 << 16, '2');
    return bytes->data();
  }
  void child(int depth) {
    Column& column = columns_.emplace_back();
    column.format = format();
    column.name = in_.one_of<const char*>({"period", "a", "b", "", "key"});
    column.schema = schema_of(column.format.c_str(), in_.below(20) == 19 ? nullptr : column.name.c_str());
    column.buffers = buffers_of(column.format);
    std::int64_t own =
        in_.below(4) == 3 ? length() : std::clamp(rows_, std::int64_t{0}, most) + std::min(offset_, most);
    std::int64_t offset = in_.below(4) == 3 ? length() : 0;
    if (own > most * 2 && rows_ > most) own = 1;  // nobody could see that the buffers are shorter than both say
    if (offset > most && offset < (std::int64_t{1} << 40)) offset = most;
    column.array = array_of(own, offset, column.buffers);
    if (in_.below(20) == 19) column.array.n_buffers = length();
    if (column.array.n_buffers > static_cast<std::int64_t>(column.buffers.size())) column.array.n_buffers = -1;
    column.array.null_count = in_.one_of<std::int64_t>({-1, 0, 2});
    if (depth == 0 && in_.below(3) == 2) {
      column.entries_schema = schema_of(in_.one_of<const char*>({"u", "g", "tdD", "U"}), "entries");
      column.entries_buffers = buffers_of(column.entries_schema.format);
      column.entries = array_of(in_.one_of<std::int64_t>({4, 0, 1, -1, most}), 0, column.entries_buffers);
      column.schema.dictionary = &column.entries_schema;
      column.array.dictionary = in_.below(20) == 19 ? nullptr : &column.entries;
    }
  }
  std::vector<const void*> buffers_of(const std::string& format) {
    if (format == "n") return {};
    if (format == "u" || format == "U") return {buffer(), offsets(format == "U"), text()};
    return {buffer(), buffer()};
  }

  static ArrowSchema schema_of(const char* format, const char* name) {
    ArrowSchema schema{};
    schema.format = format;
    schema.name = name;
    schema.release = [](ArrowSchema* self) { self->release = nullptr; };
    return schema;
  }
  static ArrowArray array_of(std::int64_t length, std::int64_t offset, std::vector<const void*>& buffers) {
    ArrowArray array{};
    array.length = length;
    array.offset = offset;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
    array.release = [](ArrowArray* self) { self->release = nullptr; };
    return array;
  }

  Input& in_;
  std::int64_t rows_ = 0, offset_ = 0;
  std::deque<Column> columns_;
  std::vector<std::unique_ptr<std::array<unsigned char, (4 * most + 2) * 32>>> memory_;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<const void*> buffers_{nullptr};
  std::vector<ArrowSchema*> types_;
  std::vector<ArrowArray*> arrays_;
  ArrowSchema schema_{};
  ArrowArray array_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input in(data, size);
  hw::io::ArrowColumns columns;
  if (in.below(2) == 1) columns.period = "period";
  if (in.below(3) == 2) columns.keys = {"key"};
  if (in.below(3) == 2) columns.values = {"a"};
  if (in.below(2) == 1) columns.frequency = in.frequency();
  Table table(in);
  fuzz::answers([&] {
    const hw::Panel panel = hw::io::import_arrow_panel(table.schema(), table.array(), columns);
    for (const hw::SeriesView series : panel) fuzz::must_be_finite_or_missing(series);
  });
  fuzz::must(table.is_released(), "what was taken over is released");
  return 0;
}
