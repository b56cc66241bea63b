// SPDX-License-Identifier: Apache-2.0
// Large JSON files with one long list, a row at a time.
#pragma once

#include "msao/engine/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace msao::evaluation {

struct JsonRowHandler {
    std::string list;  // the root object's member that holds the rows
    std::function<void(std::size_t index, const nlohmann::json& row)> row;
    std::function<void(const std::string& name, const std::string& value)> text = {};  // of the root's other members
};

/// Never holds more than one row. An Error says where the file is no JSON, or has no such list; rows before that have
/// been told.
engine::Status readJsonRows(const std::filesystem::path& file, const JsonRowHandler& handler);

}  // namespace msao::evaluation
