#pragma once

#include <string>

#include "highwater/error.hpp"

namespace test_support {

/// What the Error says that a call throws; "no error" if it throws none.
template <class Call>
std::string message_of(Call call) {
  try {
    static_cast<void>(call());
  } catch (const highwater::Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace test_support
