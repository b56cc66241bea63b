// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/file_descriptor.h"

#include "msao/engine/trace_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::engine {

/// Where the blocks of a trace file are, found without decompressing any.
struct BlockIndex {
    std::vector<TraceBlock> blocks;
    std::optional<std::string> damage;  // what is wrong with the file, and where; absent if it was closed properly
};

/// By the index at the end of the file, or else from block header to block header until one is not good.
BlockIndex findBlocks(const FileDescriptor& file, std::uint64_t fileBytes);

}  // namespace msao::engine
