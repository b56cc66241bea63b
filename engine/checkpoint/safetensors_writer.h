// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/file_descriptor.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace msao::engine {

struct PlannedTensor {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
};
std::uint64_t plannedBytes(const PlannedTensor& tensor);

/// Writes one safetensors file: the header first, then tensor bytes in any order from any thread. The file appears
/// under its name when finish() succeeds; until then, and if it never does, there is only a temporary one.
class SafetensorsWriter {
public:
    static Result<std::unique_ptr<SafetensorsWriter>> create(const std::filesystem::path& path,
                                                             std::vector<PlannedTensor> tensors);
    ~SafetensorsWriter();

    /// Bytes of tensor `name` from `offset` on. Thread-safe for ranges that do not overlap.
    Status write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes);
    /// Fails if fewer or more bytes were written than planned.
    Status finish();

private:
    struct Extent {
        std::string name;
        std::uint64_t begin = 0;  // in the file
        std::uint64_t bytes = 0;
    };
    SafetensorsWriter(FileDescriptor file, std::filesystem::path path, std::vector<Extent> extents)
        : m_file(std::move(file)), m_path(std::move(path)), m_extents(std::move(extents)) {}

    FileDescriptor m_file;
    std::filesystem::path m_path;
    std::vector<Extent> m_extents;  // by name
    std::atomic<std::uint64_t> m_written = 0;
    bool m_isFinished = false;
};

}  // namespace msao::engine
