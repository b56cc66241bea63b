// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/json.h"

#include <optional>

namespace msao::engine {

/// Overwrites `field` where the key is present; an Error names file, key, expected and found.
inline Status readInto(std::int32_t& field, const JsonObject& object, std::string_view key, IntegerRange range) {
    MSAO_TRY(const auto value, object.optionalInteger(key, range));
    if (value) field = static_cast<std::int32_t>(*value);
    return Done{};
}

inline Status readInto(double& field, const JsonObject& object, std::string_view key, NumberRange range) {
    MSAO_TRY(const auto value, object.optionalNumber(key, range));
    if (value) field = *value;
    return Done{};
}

inline Status readInto(bool& field, const JsonObject& object, std::string_view key) {
    MSAO_TRY(const auto value, object.optionalBool(key));
    if (value) field = *value;
    return Done{};
}

inline Error inconsistent(const JsonObject& object, std::string_view key, const std::string& expected,
                          std::int64_t found) {
    return object.wrong(key, expected, std::to_string(found));
}

}  // namespace msao::engine
