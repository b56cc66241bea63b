// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <filesystem>

namespace msao::engine {

/// Owns a POSIX file descriptor.
class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept;
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor();

    int number() const { return m_number; }
    Result<std::size_t> size(const std::filesystem::path& path) const;  // `path` for the message

private:
    int m_number;
};

/// Opens for reading; refuses what is not a regular file (a pipe would block, a device never ends).
Result<FileDescriptor> openRegularFile(const std::filesystem::path& path);

}  // namespace msao::engine
