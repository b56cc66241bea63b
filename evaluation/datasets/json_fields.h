// SPDX-License-Identifier: Apache-2.0
// Members of a row, each with what was expected where it is not so.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace msao::evaluation {

/// What is wrong with a row, as an exception of the one function that reads it.
struct RowFault {
    std::string what;
};

inline constexpr std::size_t kMaxRowTextBytes = 10'000;

const nlohmann::json& member(const nlohmann::json& row, const char* name);
/// At most kMaxRowTextBytes, or a fault.
std::string textOf(const nlohmann::json& row, const char* name);
/// From 0 on.
std::int64_t countOf(const nlohmann::json& row, const char* name);
const nlohmann::json& listOf(const nlohmann::json& row, const char* name);

}  // namespace msao::evaluation
