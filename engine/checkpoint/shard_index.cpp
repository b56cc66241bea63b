// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/shard_index.h"

#include "engine/base/json.h"
#include "engine/base/printable.h"

namespace msao::engine {
namespace {

bool isPlainSafetensorsName(std::string_view name) {
    constexpr std::size_t kLongestName = 255;
    constexpr std::string_view kEnding = ".safetensors";
    if (name.size() <= kEnding.size() || name.size() > kLongestName || !name.ends_with(kEnding)) return false;
    if (name.front() == '.') return false;
    for (const char c : name) {
        if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
    }
    return true;
}

}  // namespace

Result<ShardIndex> parseShardIndex(std::string_view text, std::string_view fileName) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    MSAO_TRY(const auto weightMap, file.optionalObject("weight_map"));
    if (!weightMap) return file.wrong("weight_map", "an object");
    ShardIndex index;
    for (const auto& [tensor, shard] : file.find("weight_map")->items()) {
        if (!shard.is_string() || !isPlainSafetensorsName(shard.get_ref<const std::string&>())) {
            return Error{ErrorCode::MalformedFile,
                         std::string(fileName) + ": key `weight_map." + printable(tensor) +
                             "`: expected the name of a safetensors file in the same folder, found " +
                             printable(shard.dump(-1, ' ', true))};
        }
        index.emplace(tensor, shard.get<std::string>());
    }
    if (index.empty()) return file.wrong("weight_map", "at least one tensor");
    return index;
}

}  // namespace msao::engine
