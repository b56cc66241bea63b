// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Appends CBOR items (RFC 8949) to a buffer, each in its shortest form. Lengths are definite.
class CborWriter {
public:
    explicit CborWriter(std::vector<std::byte>& out) : m_out(out) {}

    void unsignedInteger(std::uint64_t value) { head(0, value); }
    void integer(std::int64_t value);
    void bytes(std::string_view value);
    void array(std::uint64_t count) { head(4, count); }
    void boolean(bool value) { put(value ? 0xF5 : 0xF4); }
    void number(double value);  // as a 32-bit float where that is exact

    /// A map of fewer than 24 pairs whose number is known only when it ends: what it returns goes to endMap.
    std::size_t beginMap();
    void endMap(std::size_t begin, std::uint8_t pairs) { m_out[begin] = std::byte(0xA0 + pairs); }

private:
    void put(int byte) { m_out.push_back(static_cast<std::byte>(byte)); }
    void bigEndian(std::uint64_t value, int byteCount);
    void head(int majorType, std::uint64_t argument);

    std::vector<std::byte>& m_out;
};

}  // namespace msao::engine
