// SPDX-License-Identifier: Apache-2.0
// A whole safetensors file, and the same bytes as the index of a sharded one.
#include "engine/checkpoint/safetensors_header.h"
#include "engine/checkpoint/shard_index.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace msao::engine;
    const auto header = parseSafetensorsHeader(std::as_bytes(std::span(data, size)), "fuzzed");
    if (header) {
        // What is accepted must lie inside the file.
        for (const SafetensorsEntry& entry : header->tensors) {
            if (entry.begin > entry.end || header->dataBegin + entry.end > size) std::abort();
        }
    }
    const auto index = parseShardIndex(std::string_view(reinterpret_cast<const char*>(data), size), "fuzzed");
    if (index) {
        for (const auto& [tensor, file] : *index) {
            if (file.find('/') != std::string::npos) std::abort();
        }
    }
    return 0;
}
