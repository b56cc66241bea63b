// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/huge_buffer.h"

#include <sys/mman.h>

#include <cstdint>
#include <limits>
#include <utility>

namespace msao::engine {

namespace {
constexpr std::size_t kHugePage = std::size_t{2} << 20;
}

Result<HugeBuffer> HugeBuffer::make(std::size_t bytes) {
    HugeBuffer buffer;
    if (bytes == 0) return buffer;
    const std::string wanted = std::to_string(bytes) + " bytes of memory";
    if (bytes > std::numeric_limits<std::size_t>::max() - 2 * kHugePage) {
        return Error{ErrorCode::OutOfMemory, wanted + " cannot be mapped"};
    }
    const std::size_t mapped = bytes + kHugePage;
    void* mapping = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapping == MAP_FAILED) return Error{ErrorCode::OutOfMemory, wanted + " are not to be had"};
    const auto address = reinterpret_cast<std::uintptr_t>(mapping);
    const std::size_t skip = (kHugePage - address % kHugePage) % kHugePage;
    buffer.m_mapping = static_cast<std::byte*>(mapping);
    buffer.m_mappedBytes = mapped;
    buffer.m_data = buffer.m_mapping + skip;
    buffer.m_size = bytes;
    // Advice only: without huge pages everything works, slower.
    if (bytes >= kHugePage) madvise(buffer.m_data, mapped - skip, MADV_HUGEPAGE);
    return buffer;
}

HugeBuffer::HugeBuffer(HugeBuffer&& other) noexcept {
    *this = std::move(other);
}

HugeBuffer& HugeBuffer::operator=(HugeBuffer&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_mapping, other.m_mapping);
    std::swap(m_mappedBytes, other.m_mappedBytes);
    return *this;
}

HugeBuffer::~HugeBuffer() {
    if (m_mapping != nullptr) munmap(m_mapping, m_mappedBytes);
}

}  // namespace msao::engine
