// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <span>

namespace msao::engine {

/// Zeroed anonymous memory in 2 MB pages where the system has them: a stream of weights through 4 KB pages spends a
/// good part of its time on address translation. Pages come into being when first touched.
class HugeBuffer {
public:
    static Result<HugeBuffer> make(std::size_t bytes);

    HugeBuffer() = default;
    HugeBuffer(HugeBuffer&& other) noexcept;
    HugeBuffer& operator=(HugeBuffer&& other) noexcept;
    ~HugeBuffer();

    std::byte* data() const { return m_data; }
    std::size_t size() const { return m_size; }
    std::span<std::byte> bytes() const { return {m_data, m_size}; }

private:
    std::byte* m_data = nullptr;  // aligned to 2 MB
    std::size_t m_size = 0;       // as asked for
    std::byte* m_mapping = nullptr;
    std::size_t m_mappedBytes = 0;
};

}  // namespace msao::engine
