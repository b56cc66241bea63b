// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace msao::engine {

/// A whole regular file, mapped read-only. Immutable; any thread may read it. The bytes live as long as the object.
class MappedFile {
public:
    static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    void unmap();

    std::span<const std::byte> m_bytes;  // empty: nothing is mapped
};

}  // namespace msao::engine
