#pragma once

#include <string>

#include "highwater/bulletin/bulletin.hpp"

// What the renderers share. Nothing is escaped here.
namespace HIGHWATER_NAMESPACE::bulletin {

/// "IT exports, December 2024 (US$ million)".
std::string heading(const Bulletin& bulletin);

/// "2024-12 / 2024-11 - 1: growth = 0.1226; 2024-12 = 348; 2024-11 = 310".
std::string evidence(const Statement& statement, int decimals);

}  // namespace HIGHWATER_NAMESPACE::bulletin
