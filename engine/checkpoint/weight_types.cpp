// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/weight_types.h"

#include <array>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::array<std::pair<WeightType, std::string_view>, 4> kNames = {
    {{WeightType::F32, "f32"}, {WeightType::BF16, "bf16"}, {WeightType::Int8, "int8"}, {WeightType::Int4, "int4"}}};

}  // namespace

std::string_view weightTypeName(WeightType type) {
    for (const auto& [named, name] : kNames) {
        if (named == type) return name;
    }
    return "";
}

Result<WeightType> weightTypeNamed(std::string_view name) {
    for (const auto& [type, known] : kNames) {
        if (known == name) return type;
    }
    return Error{ErrorCode::InvalidArgument,
                 "unknown weight type '" + std::string(name) + "': expected f32, bf16, int8 or int4"};
}

Result<WeightType> weightTypeOf(const std::filesystem::path& folder, WeightType otherwise) {
    MSAO_TRY(const std::optional<WeightType> stored, storedQuantized(folder));
    return stored.value_or(otherwise);
}

}  // namespace msao::engine
