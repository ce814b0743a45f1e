#include "io/replace_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

namespace fs = std::filesystem;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Writes and closes; the reason if that fails, else 0.
int written(File file, std::string_view text) {
  errno = 0;
  const bool whole = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  const int reason = errno;
  errno = 0;
  const bool closed = std::fclose(file.release()) == 0;  // which writes what was kept back
  return !whole ? reason : closed ? 0 : errno;
}

/// A file that was not there, beside another and named after it.
File opened_beside(const std::string& path, std::string& name) {
  constexpr int most = 1000;  // others may be writing the same file, or have left something behind
  File file(nullptr, &std::fclose);
  for (int i = 0; i < most && !file; ++i) {
    name = path + ".part" + (i == 0 ? "" : std::to_string(i));
    errno = 0;
    file.reset(std::fopen(name.c_str(), "wbx"));
    if (!file && errno != EEXIST) break;
  }
  return file;
}

}  // namespace

void replace_file(const std::string& path, std::string_view text) {
  const auto fail = [&path](const std::error_code& why) {
    return Error(path + ": cannot be written: " + std::error_code(why).message());
  };
  const auto fail_with = [&](int reason) { return fail({reason, std::generic_category()}); };
  std::error_code why;
  const fs::file_status status = fs::status(path, why);
  if (fs::is_directory(status)) throw fail_with(EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    File file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (!file) throw fail_with(errno);
    if (const int reason = written(std::move(file), text); reason != 0) throw fail_with(reason);
    return;
  }
  // A link stays one: what it points to is replaced.
  const std::string target = fs::exists(status) ? fs::canonical(path, why).string() : path;
  if (target.empty()) throw fail(why);
  std::string name;
  File file = opened_beside(target, name);
  if (!file) throw fail_with(errno);
  std::error_code ignored;
  why = {written(std::move(file), text), std::generic_category()};
  if (!why) {
    if (fs::exists(status)) fs::permissions(name, status.permissions(), ignored);  // if they may be given
    fs::rename(name, target, why);
  }
  if (!why) return;
  fs::remove(name, ignored);
  throw fail(why);
}

}  // namespace HIGHWATER_NAMESPACE::io
