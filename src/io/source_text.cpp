#include "io/source_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <istream>
#include <memory>
#include <system_error>
#include <utility>

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 16;

}  // namespace

char* SourceText::room_for(std::size_t more) {
  if (more > bytes_.capacity() - size_) {
    Unwritten<char> larger(std::max(size_ + more, 2 * size_));
    std::copy_n(bytes_.data(), size_, larger.data());
    bytes_ = std::move(larger);
  }
  return bytes_.data() + size_;
}

void require_bytes(std::uint64_t size, std::string_view name, Limits limits) {
  const std::uint64_t most = std::min(limits.bytes, std::uint64_t{1} << 32);  // lines are counted in 32 bits
  if (size > most)
    throw Error(std::string(name) + ": has more bytes than the " + std::to_string(most) + " that .limits allows");
}

SourceText read_file(const std::string& path, Limits limits) {
  const auto fail = [&path](int code) {
    return Error(path + ": cannot be read: " + std::generic_category().message(code));
  };
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw fail(errno);
  // All at once where the size is known; what it is not is read in pieces, as is what came in the meantime.
  std::error_code unknown;
  const std::uintmax_t known = std::filesystem::file_size(path, unknown);
  if (!unknown) require_bytes(known, path, limits);
  std::size_t piece = unknown ? chunk : static_cast<std::size_t>(known) + 1;
  SourceText text;
  std::size_t size = 0;
  for (std::size_t got = piece; got == piece;) {
    if (size > 0) piece = chunk;
    got = std::fread(text.room_for(piece), 1, piece, file.get());
    if (std::ferror(file.get()) != 0) throw fail(errno);
    text.add(got);
    require_bytes(size += got, path, limits);
  }
  return text;
}

SourceText read_stream(std::istream& stream, std::string_view name, Limits limits) {
  SourceText text;
  // Reads through a stream of its own, which keeps the caller's exception mask out of it.
  std::istream source(stream.rdbuf());
  std::size_t size = 0;
  while (stream && source.read(text.room_for(chunk), static_cast<std::streamsize>(chunk)).gcount() > 0) {
    const auto got = static_cast<std::size_t>(source.gcount());
    text.add(got);
    require_bytes(size += got, name, limits);
  }
  if (!stream || source.bad()) throw Error(std::string(name) + ": the stream cannot be read");
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::io
