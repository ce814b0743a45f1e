#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/io/arrow.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

/// Memory that all columns of a batch share, whatever it is.
using Owner = std::shared_ptr<const void>;

// ---- schemas: a tree that owns itself. What releases a parent releases its children, unless they were moved out.

struct OwnedSchema {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  auto* const owned = static_cast<OwnedSchema*>(schema->private_data);
  for (ArrowSchema& child : owned->children)
    if (child.release != nullptr) child.release(&child);
  delete owned;
  schema->release = nullptr;
}

// The children are taken over at the end, when nothing throws any more.
ArrowSchema make_schema(std::string format, std::string name, std::int64_t flags, std::vector<ArrowSchema>&& children) {
  auto owned = std::make_unique<OwnedSchema>();
  owned->format = std::move(format);
  owned->name = std::move(name);
  owned->pointers.reserve(children.size());
  owned->children = std::move(children);
  for (ArrowSchema& child : owned->children) owned->pointers.push_back(&child);
  ArrowSchema schema{};
  schema.format = owned->format.c_str();
  schema.name = owned->name.c_str();
  schema.flags = flags;
  schema.n_children = static_cast<std::int64_t>(owned->children.size());
  schema.children = owned->pointers.empty() ? nullptr : owned->pointers.data();
  schema.release = release_schema;
  schema.private_data = owned.release();
  return schema;
}

// ---- arrays, likewise

struct OwnedArray {
  Owner owner;                         // of the values
  std::vector<std::uint8_t> validity;  // empty: nothing is missing
  std::vector<std::int32_t> days;      // of a column of periods
  std::array<const void*, 2> buffers{};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  auto* const owned = static_cast<OwnedArray*>(array->private_data);
  for (ArrowArray& child : owned->children)
    if (child.release != nullptr) child.release(&child);
  delete owned;
  array->release = nullptr;
}

ArrowArray make_array(std::unique_ptr<OwnedArray> owned, std::size_t length, std::size_t missing, int buffers) {
  for (ArrowArray& child : owned->children) owned->pointers.push_back(&child);
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(length);
  array.null_count = static_cast<std::int64_t>(missing);
  array.n_buffers = buffers;
  array.n_children = static_cast<std::int64_t>(owned->children.size());
  array.buffers = owned->buffers.data();
  array.children = owned->pointers.empty() ? nullptr : owned->pointers.data();
  array.release = release_array;
  array.private_data = owned.release();
  return array;
}

ArrowArray periods_array(Period first, std::size_t count) {
  auto owned = std::make_unique<OwnedArray>();
  owned->days.reserve(count);
  for (std::size_t t = 0; t < count; ++t)
    owned->days.push_back(static_cast<std::int32_t>((first + static_cast<std::int64_t>(t)).first_day().ordinal()));
  owned->buffers = {nullptr, owned->days.data()};
  return make_array(std::move(owned), count, 0, 2);
}

ArrowArray values_array(const Owner& owner, const double* values, std::size_t count) {
  auto owned = std::make_unique<OwnedArray>();
  owned->owner = owner;
  const std::size_t missing = core::count_missing(values, count);
  if (missing > 0) {
    owned->validity.assign((count + 7) / 8, 0);
    for (std::size_t t = 0; t < count; ++t)
      if (!is_missing(values[t])) owned->validity[t / 8] |= static_cast<std::uint8_t>(1U << (t % 8));
  }
  owned->buffers = {missing > 0 ? owned->validity.data() : nullptr, values};
  return make_array(std::move(owned), count, missing, 2);
}

/// Columns that are released if what comes after them throws.
template <class Structure>
struct Columns {
  std::vector<Structure> made;
  explicit Columns(std::size_t count) { made.reserve(count); }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;
  ~Columns() {
    for (Structure& one : made)
      if (one.release != nullptr) one.release(&one);
  }
};

void write(const Owner& owner, const PanelView& panel, const std::vector<std::string>& names, const std::string& period,
           ArrowSchema* schema, ArrowArray* array) {
  Columns<ArrowSchema> types(names.size() + 1);
  Columns<ArrowArray> columns(names.size() + 1);
  types.made.push_back(make_schema("tdD", period, 0, {}));
  columns.made.push_back(periods_array(panel.first(), panel.periods()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == period)
      throw Error("a series is named \"" + period + "\" as the column of periods is: give that another name");
    types.made.push_back(make_schema("g", names[i], ARROW_FLAG_NULLABLE, {}));
    columns.made.push_back(values_array(owner, panel.columns().column(i), panel.periods()));
  }
  auto batch = std::make_unique<OwnedArray>();
  batch->pointers.reserve(columns.made.size());
  *schema = make_schema("+s", "", 0, std::move(types.made));
  batch->children = std::move(columns.made);
  *array = make_array(std::move(batch), panel.periods(), 0, 1);
}

std::vector<std::string> names_in(const PanelView& panel) {
  std::vector<std::string> names(panel.names().begin(), panel.names().end());
  for (std::size_t i = names.size(); i < panel.series_count(); ++i) names.push_back(std::to_string(i));
  return names;
}

}  // namespace

void export_arrow(Panel panel, ArrowSchema* schema, ArrowArray* array, const std::string& period) {
  const auto owned = std::make_shared<const Panel>(std::move(panel));
  write(owned, owned->view(), names_in(owned->view()), period, schema, array);
}

void export_arrow(TimeSeries series, ArrowSchema* schema, ArrowArray* array, const std::string& value,
                  const std::string& period) {
  const auto owned = std::make_shared<const TimeSeries>(std::move(series));
  const PanelView columns(owned->first(), owned->values(), owned->size(), 1, 0, {}, owned->fiscal_year());
  write(owned, columns, {value}, period, schema, array);
}

void lend_arrow(const PanelView& panel, ArrowSchema* schema, ArrowArray* array, const std::string& period) {
  write(nullptr, panel, names_in(panel), period, schema, array);
}

}  // namespace HIGHWATER_NAMESPACE::io
