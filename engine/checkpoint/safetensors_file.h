// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/mapped_file.h"
#include "engine/checkpoint/safetensors_header.h"
#include "msao/engine/checkpoint.h"

#include <filesystem>
#include <string>
#include <vector>

namespace msao::engine {

/// One mapped and validated safetensors file. Immutable; views live as long as it.
class SafetensorsFile {
public:
    static Result<SafetensorsFile> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    const std::vector<SafetensorsEntry>& entries() const { return m_header.tensors; }
    std::span<const std::byte> bytesOf(const SafetensorsEntry& entry) const;

private:
    SafetensorsFile(std::filesystem::path path, MappedFile file, SafetensorsHeader header)
        : m_path(std::move(path)), m_file(std::move(file)), m_header(std::move(header)) {}

    std::filesystem::path m_path;
    MappedFile m_file;
    SafetensorsHeader m_header;
};

}  // namespace msao::engine
