#include "core/level.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace core = highwater::core;

namespace level_test {

TEST(Level, IsWhatTheEnvironmentSaysOrTheBestOfThree) {
  const char* const asked = std::getenv("HIGHWATER_LEVEL");
  const std::string level(core::level());
  if (asked != nullptr && *asked != '\0')
    EXPECT_EQ(level, asked);
  else
    EXPECT_TRUE(level == "baseline" || level == "avx2" || level == "avx512") << level;
  EXPECT_EQ(core::level(), level);  // it is chosen once
}

}  // namespace level_test
