// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/weight_files.h"

#include "engine/base/printable.h"
#include "engine/base/small_file.h"
#include "engine/checkpoint/shard_index.h"

#include <set>

namespace msao::engine {
namespace {

constexpr const char* kSingleName = "model.safetensors";
constexpr const char* kIndexName = "model.safetensors.index.json";

/// A dangling or looping link counts as present: opening it then says what is wrong.
bool isThere(const std::filesystem::path& path) {
    std::error_code failure;
    return std::filesystem::symlink_status(path, failure).type() != std::filesystem::file_type::not_found && !failure;
}

Status checkShard(const SafetensorsFile& shard, const ShardIndex& index, const std::filesystem::path& indexPath) {
    const std::string shardName = shard.path().filename().string();
    for (const SafetensorsEntry& entry : shard.entries()) {
        const auto listed = index.find(entry.name);
        if (listed != index.end() && listed->second == shardName) continue;
        const std::string tensor = "tensor `" + printable(entry.name) + "`";
        return Error{ErrorCode::MalformedFile,
                     listed == index.end()
                         ? shard.path().string() + ": " + tensor + " is not listed in " + indexPath.string()
                         : shard.path().string() + ": " + tensor + ": expected in " + listed->second +
                               " as the index says, found here"};
    }
    return Done{};
}

Status checkAllFound(const std::vector<SafetensorsFile>& shards, const ShardIndex& index,
                     const std::filesystem::path& indexPath) {
    std::set<std::string_view> found;
    for (const SafetensorsFile& shard : shards) {
        for (const SafetensorsEntry& entry : shard.entries()) found.insert(entry.name);
    }
    for (const auto& [tensor, shardName] : index) {
        if (found.contains(tensor)) continue;
        return Error{ErrorCode::MalformedFile, indexPath.string() + ": tensor `" + printable(tensor) +
                                                   "`: expected in " + printable(shardName) + ", not found there"};
    }
    return Done{};
}

Result<std::vector<SafetensorsFile>> openShards(const std::filesystem::path& indexPath) {
    constexpr std::size_t kMaxShards = 1024;
    MSAO_TRY(const std::string text, readSmallFile(indexPath, kMaxShardIndexBytes));
    MSAO_TRY(const ShardIndex index, parseShardIndex(text, indexPath.string()));
    std::set<std::string> shardNames;
    for (const auto& [tensor, shardName] : index) shardNames.insert(shardName);
    if (shardNames.size() > kMaxShards) {
        return Error{ErrorCode::LimitExceeded, indexPath.string() + ": expected at most " + std::to_string(kMaxShards) +
                                                   " shards, found " + std::to_string(shardNames.size())};
    }
    std::vector<SafetensorsFile> shards;
    for (const std::string& shardName : shardNames) {
        MSAO_TRY(SafetensorsFile shard, SafetensorsFile::open(indexPath.parent_path() / shardName));
        MSAO_CHECK(checkShard(shard, index, indexPath));
        shards.push_back(std::move(shard));
    }
    MSAO_CHECK(checkAllFound(shards, index, indexPath));
    return shards;
}

Error noWeights(const std::filesystem::path& folder) {
    for (const char* pickled : {"pytorch_model.bin", "pytorch_model.bin.index.json"}) {
        if (!isThere(folder / pickled)) continue;
        return Error{ErrorCode::UnsupportedModel,
                     folder.string() + ": holds " + pickled +
                         " only, and pickled weights can run code when they are read; "
                         "convert them to safetensors (in Python: model.save_pretrained(folder)) and open that folder"};
    }
    return Error{ErrorCode::FileNotFound,
                 folder.string() + ": expected model.safetensors or model.safetensors.index.json, found neither"};
}

}  // namespace

Result<std::vector<SafetensorsFile>> openWeightFiles(const std::filesystem::path& folder) {
    // As in transformers, a single file wins where both are present.
    if (isThere(folder / kSingleName)) {
        MSAO_TRY(SafetensorsFile file, SafetensorsFile::open(folder / kSingleName));
        std::vector<SafetensorsFile> files;
        files.push_back(std::move(file));
        return files;
    }
    if (isThere(folder / kIndexName)) return openShards(folder / kIndexName);
    return noWeights(folder);
}

}  // namespace msao::engine
