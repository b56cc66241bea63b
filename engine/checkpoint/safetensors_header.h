// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Where one tensor lies: bytes begin...end-1, counted from the first byte after the header.
struct SafetensorsEntry {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> tensors;  // in the order of their bytes
    std::uint64_t dataBegin = 0;            // file offset of the first tensor byte
};

inline constexpr std::uint64_t kMaxSafetensorsHeaderBytes = 16'000'000;

/// Reads and validates the header of a whole file: every tensor's extent equals shape times element size, and together
/// they cover the rest of the file exactly, without overlap or holes. `fileName` is named in the message.
Result<SafetensorsHeader> parseSafetensorsHeader(std::span<const std::byte> file, std::string_view fileName);

}  // namespace msao::engine
