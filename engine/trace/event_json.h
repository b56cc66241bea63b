// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <nlohmann/json.hpp>

namespace msao::engine {

/// The fields of a fact by name, in the order of the format. Enumerators by name, a bitmap as a string of 0 and 1.
nlohmann::ordered_json factJson(const TraceFact& fact);

/// As text on one line; bytes that are not UTF-8 become U+FFFD, numbers that are not finite null.
std::string jsonText(const nlohmann::ordered_json& json);

}  // namespace msao::engine
