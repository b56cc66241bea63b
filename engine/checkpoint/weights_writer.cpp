// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/weights_writer.h"

#include "engine/base/output_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace msao::engine {
namespace {

std::string shardName(std::size_t shard, std::size_t count) {
    if (count == 1) return "model.safetensors";
    const auto padded = [](std::size_t number) {
        const std::string digits = std::to_string(number);
        return std::string(5 - std::min<std::size_t>(5, digits.size()), '0') + digits;
    };
    return "model-" + padded(shard + 1) + "-of-" + padded(count) + ".safetensors";
}

std::uint64_t totalBytes(const std::vector<PlannedTensor>& tensors) {
    std::uint64_t total = 0;
    for (const PlannedTensor& tensor : tensors) total += plannedBytes(tensor);
    return total;
}

/// In the given order, a new shard whenever an equal share is reached. Every shard gets at least one tensor.
std::vector<std::vector<PlannedTensor>> split(const std::vector<PlannedTensor>& tensors, std::size_t count) {
    const std::uint64_t share = totalBytes(tensors) / count + 1;
    std::vector<std::vector<PlannedTensor>> shards(1);
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const bool mustOpen = tensors.size() - i <= count - shards.size();
        if (!shards.back().empty() && shards.size() < count && (mustOpen || bytes >= share * shards.size()))
            shards.emplace_back();
        shards.back().push_back(tensors[i]);
        bytes += plannedBytes(tensors[i]);
    }
    return shards;
}

}  // namespace

Result<WeightsWriter> WeightsWriter::create(const std::filesystem::path& folder,
                                            const std::vector<PlannedTensor>& tensors, int shards) {
    if (shards < 1 || static_cast<std::size_t>(shards) > tensors.size()) {
        return Error{ErrorCode::InvalidArgument,
                     "expected 1 to " + std::to_string(tensors.size()) + " shards, found " + std::to_string(shards)};
    }
    WeightsWriter writer;
    writer.m_folder = folder;
    writer.m_totalBytes = totalBytes(tensors);
    std::vector<std::vector<PlannedTensor>> parts = split(tensors, static_cast<std::size_t>(shards));
    for (std::size_t shard = 0; shard < parts.size(); ++shard) {
        for (const PlannedTensor& tensor : parts[shard]) writer.m_shardOf[tensor.name] = shard;
        writer.m_shardNames.push_back(shardName(shard, parts.size()));
        MSAO_TRY(auto file, SafetensorsWriter::create(folder / writer.m_shardNames.back(), std::move(parts[shard])));
        writer.m_shards.push_back(std::move(file));
    }
    return writer;
}

Status WeightsWriter::write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
    const auto shard = m_shardOf.find(name);
    if (shard == m_shardOf.end()) return Error{ErrorCode::Internal, "tensor `" + name + "`: not planned"};
    return m_shards[shard->second]->write(name, offset, bytes);
}

Status WeightsWriter::finish() {
    for (const auto& shard : m_shards) MSAO_CHECK(shard->finish());
    if (m_shards.size() == 1) return Done{};
    nlohmann::ordered_json index;
    index["metadata"]["total_size"] = m_totalBytes;
    for (const auto& [name, shard] : m_shardOf) index["weight_map"][name] = m_shardNames[shard];
    return writeFile(m_folder / "model.safetensors.index.json", index.dump(2) + "\n");
}

}  // namespace msao::engine
