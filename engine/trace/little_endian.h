// SPDX-License-Identifier: Apache-2.0
// The fixed parts of a trace file: integers of a stated width, least byte first.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace msao::engine {

template <std::integral T>
void appendLittleEndian(std::vector<std::byte>& out, T value) {
    const auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) out.push_back(static_cast<std::byte>(bits >> (8 * i)));
}

/// Reads one after another; the bytes are known to be enough.
class LittleEndianReader {
public:
    explicit LittleEndianReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    template <std::integral T>
    T next() {
        std::make_unsigned_t<T> bits = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            bits = static_cast<std::make_unsigned_t<T>>(bits | static_cast<std::make_unsigned_t<T>>(m_bytes[i])
                                                                   << (8 * i));
        }
        m_bytes = m_bytes.subspan(sizeof(T));
        return static_cast<T>(bits);
    }

private:
    std::span<const std::byte> m_bytes;
};

}  // namespace msao::engine
