// SPDX-License-Identifier: Apache-2.0
#include "engine/base/file_descriptor.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace msao::engine {

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
}

FileDescriptor::~FileDescriptor() {
    if (m_number >= 0) ::close(m_number);
}

Result<std::size_t> FileDescriptor::size(const std::filesystem::path& path) const {
    struct stat status = {};
    if (::fstat(m_number, &status) != 0) {
        return Error{ErrorCode::FileUnreadable, path.string() + ": " + std::strerror(errno)};
    }
    return static_cast<std::size_t>(status.st_size);
}

Result<FileDescriptor> openRegularFile(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a named pipe without a writer must not hang; it has no effect on regular files.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return Error{missing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable,
                     path.string() + ": " + std::strerror(errno)};
    }
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return Error{ErrorCode::FileUnreadable, path.string() + ": expected a regular file"};
    }
    return file;
}

}  // namespace msao::engine
