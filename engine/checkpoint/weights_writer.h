// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/safetensors_writer.h"

#include <map>

namespace msao::engine {

/// The weights of one folder: model.safetensors, or shards of about equal size with their index.
class WeightsWriter {
public:
    static Result<WeightsWriter> create(const std::filesystem::path& folder, const std::vector<PlannedTensor>& tensors,
                                        int shards);

    /// Thread-safe for ranges that do not overlap.
    Status write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
    Status finish();

private:
    std::vector<std::unique_ptr<SafetensorsWriter>> m_shards;
    std::map<std::string, std::size_t> m_shardOf;
    std::filesystem::path m_folder;
    std::vector<std::string> m_shardNames;
    std::uint64_t m_totalBytes = 0;
};

}  // namespace msao::engine
