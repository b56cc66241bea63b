// SPDX-License-Identifier: Apache-2.0
#include "engine/base/mapped_file.h"

#include "engine/base/file_descriptor.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/mman.h>

namespace msao::engine {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    MSAO_TRY(const FileDescriptor file, openRegularFile(path));
    MSAO_TRY(const std::size_t size, file.size(path));
    if (size == 0) return MappedFile(std::span<const std::byte>{});
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
    if (address == MAP_FAILED) {
        return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be mapped: " + std::strerror(errno)};
    }
    return MappedFile(std::span(static_cast<const std::byte*>(address), size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    if (this != &other) {
        unmap();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

MappedFile::~MappedFile() {
    unmap();
}

void MappedFile::unmap() {
    if (!m_bytes.empty()) ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
    m_bytes = {};
}

}  // namespace msao::engine
