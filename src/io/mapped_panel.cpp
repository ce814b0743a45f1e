#include "highwater/io/mapped_panel.hpp"

#include <system_error>
#include <utility>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

struct Mapping {
  const void* begin = nullptr;  // none of an empty file, which cannot be mapped
  std::uint64_t bytes = 0;
};

[[noreturn]] void fail(const std::string& path, int code) {
  throw Error(path + ": cannot be mapped: " + std::system_category().message(code));
}

#if defined(_WIN32)

/// A handle that is closed, whatever happens.
class Handle {
 public:
  explicit Handle(HANDLE handle) : handle_(handle) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (*this) CloseHandle(handle_);
  }
  explicit operator bool() const { return handle_ != nullptr && handle_ != INVALID_HANDLE_VALUE; }
  HANDLE get() const { return handle_; }

 private:
  HANDLE handle_;
};

Mapping map(const std::string& path) {
  const Handle file(
      CreateFileA(path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
  LARGE_INTEGER size{};
  if (!file || GetFileSizeEx(file.get(), &size) == 0) fail(path, static_cast<int>(GetLastError()));
  if (size.QuadPart == 0) return {};
  const Handle mapping(CreateFileMappingA(file.get(), nullptr, PAGE_READONLY, 0, 0, nullptr));
  if (!mapping) fail(path, static_cast<int>(GetLastError()));
  const void* const begin = MapViewOfFile(mapping.get(), FILE_MAP_READ, 0, 0, 0);
  if (begin == nullptr) fail(path, static_cast<int>(GetLastError()));
  return {begin, static_cast<std::uint64_t>(size.QuadPart)};
}

void unmap(const void* begin, std::size_t) noexcept { UnmapViewOfFile(begin); }

void give_back(std::span<const double>) noexcept {}  // the system takes what it needs

#else

/// A file that is closed, whatever happens: a mapping does not need it any more.
class Opened {
 public:
  explicit Opened(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Mapping map(const std::string& path) {
  const Opened file(path);
  struct stat what {};
  if (file.get() < 0 || fstat(file.get(), &what) != 0) fail(path, errno);
  if (S_ISDIR(what.st_mode)) fail(path, EISDIR);
  if (!S_ISREG(what.st_mode)) throw Error(path + ": cannot be mapped: it is no file, but a pipe or a device");
  if (what.st_size == 0) return {};
  const auto bytes = static_cast<std::uint64_t>(what.st_size);
  void* const begin = mmap(nullptr, static_cast<std::size_t>(bytes), PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (begin == MAP_FAILED) fail(path, errno);
  return {begin, bytes};
}

void unmap(const void* begin, std::size_t bytes) noexcept { munmap(const_cast<void*>(begin), bytes); }

/// The pages of values that nobody looks at for now. They are those of a file, which has them still.
void give_back(std::span<const double> values) noexcept {
  if (values.empty()) return;
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto start_of_page = [page](const double* value) {
    const char* const byte = reinterpret_cast<const char*>(value);
    return const_cast<char*>(byte) - reinterpret_cast<std::uintptr_t>(byte) % page;
  };
  char* const begin = start_of_page(values.data());
  char* const end = start_of_page(values.data() + values.size());
  if (begin < end) madvise(begin, static_cast<std::size_t>(end - begin), MADV_DONTNEED);
}

#endif

}  // namespace

MappedPanel::MappedPanel(const std::string& path, Period first, std::size_t periods, MappedOptions options)
    : first_(first), periods_(periods), options_(std::move(options)) {
  constexpr std::uint64_t width = sizeof(double);
  if (periods == 0) throw Error(path + ": a mapped panel needs at least one period");
  if (options_.skip % width != 0)
    throw Error(path + ": MappedOptions::skip is " + std::to_string(options_.skip) +
                " bytes, and numbers begin at a multiple of 8");
  const Mapping mapping = map(path);
  mapping_ = mapping.begin;
  bytes_ = static_cast<std::size_t>(mapping.bytes);
  try {
    const std::string has = path + ": has " + std::to_string(mapping.bytes) + " bytes";
    if (mapping.bytes <= options_.skip)
      throw Error(has + (options_.skip == 0 ? "" : ", of which " + std::to_string(options_.skip) + " are skipped") +
                  ": no values");
    const std::uint64_t left = mapping.bytes - options_.skip, values = left / width;
    const std::string after = options_.skip == 0 ? "" : " after those that are skipped";
    if (left % width != 0)
      throw Error(has + ", which are no whole number of doubles" + after + ": " + std::to_string(left % width) +
                  " are left over");
    if (values % periods != 0)
      throw Error(path + ": has " + std::to_string(values) + " values" + after +
                  ", which are no whole number of series of " + std::to_string(periods) +
                  " periods: " + std::to_string(values % periods) + " are left over");
    series_ = static_cast<std::size_t>(values / periods);
    if (!options_.names.empty() && options_.names.size() != series_)
      throw Error(path + ": has " + std::to_string(series_) + " series of " + std::to_string(periods) +
                  " periods, and MappedOptions::names names " + std::to_string(options_.names.size()));
  } catch (...) {
    unmap();
    throw;
  }
  values_ = static_cast<const double*>(mapping_) + options_.skip / width;
}

MappedPanel::MappedPanel(MappedPanel&& other) noexcept
    : first_(other.first_),
      periods_(other.periods_),
      series_(std::exchange(other.series_, 0)),
      options_(std::move(other.options_)),
      mapping_(std::exchange(other.mapping_, nullptr)),
      bytes_(other.bytes_),
      values_(other.values_) {
  other.options_.names.clear();
}

MappedPanel& MappedPanel::operator=(MappedPanel&& other) noexcept {
  if (this == &other) return *this;
  unmap();
  first_ = other.first_;
  periods_ = other.periods_;
  series_ = std::exchange(other.series_, 0);
  options_ = std::move(other.options_);
  other.options_.names.clear();
  mapping_ = std::exchange(other.mapping_, nullptr);
  bytes_ = other.bytes_;
  values_ = other.values_;
  return *this;
}

MappedPanel::~MappedPanel() { unmap(); }

std::optional<PanelView> MappedBatches::operator()() {
  give_back(given_);
  const std::optional<PanelView> batch = batches_();
  given_ =
      batch ? std::span(batch->columns().data, batch->periods() * batch->series_count()) : std::span<const double>();
  return batch;
}

void MappedPanel::unmap() noexcept {
  if (mapping_ != nullptr) io::unmap(mapping_, bytes_);
  mapping_ = nullptr;
}

}  // namespace HIGHWATER_NAMESPACE::io
