// SPDX-License-Identifier: Apache-2.0
// Large JSON files with long lists, a row at a time.
#pragma once

#include "msao/engine/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace msao::evaluation {

using JsonRow = std::function<void(std::size_t index, const nlohmann::json& row)>;

struct JsonRowHandler {
    std::map<std::string, JsonRow> lists;  // those of the root object's members that hold rows
    // Of the root's other members.
    std::function<void(const std::string& name, const std::string& value)> text = {};
    std::function<void(const std::string& name, std::uint64_t value)> count = {};
};

/// Never holds more than one row; one of too many values is told as null. An Error says where the file is no JSON, or
/// which list it has not; rows before that have been told.
engine::Status readJsonRows(const std::filesystem::path& file, const JsonRowHandler& handler);

}  // namespace msao::evaluation
