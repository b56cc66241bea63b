// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/cbor_writer.h"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace msao::engine {

void CborWriter::integer(std::int64_t value) {
    if (value >= 0) return unsignedInteger(static_cast<std::uint64_t>(value));
    head(1, ~static_cast<std::uint64_t>(value));  // -1 - value
}

void CborWriter::bytes(std::string_view value) {
    head(2, value.size());
    const auto* first = reinterpret_cast<const std::byte*>(value.data());
    m_out.insert(m_out.end(), first, first + value.size());
}

void CborWriter::number(double value) {
    // A double beyond the range of floats must not be cast: that is undefined.
    const bool fitsFloat = std::abs(value) <= std::numeric_limits<float>::max();
    if (fitsFloat && static_cast<double>(static_cast<float>(value)) == value) {
        put(0xFA);
        return bigEndian(std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4);
    }
    put(0xFB);
    bigEndian(std::bit_cast<std::uint64_t>(value), 8);
}

std::size_t CborWriter::beginMap() {
    put(0xA0);
    return m_out.size() - 1;
}

void CborWriter::bigEndian(std::uint64_t value, int byteCount) {
    std::array<std::byte, 8> digits;
    for (int i = 0; i < byteCount; ++i) digits[i] = static_cast<std::byte>(value >> (8 * (byteCount - 1 - i)));
    m_out.insert(m_out.end(), digits.begin(), digits.begin() + byteCount);
}

void CborWriter::head(int majorType, std::uint64_t argument) {
    const int type = majorType << 5;
    if (argument < 24) return put(type | static_cast<int>(argument));
    const int sizeCode = argument <= 0xFF ? 0 : argument <= 0xFFFF ? 1 : argument <= 0xFFFFFFFF ? 2 : 3;
    put(type | (24 + sizeCode));
    bigEndian(argument, 1 << sizeCode);
}

}  // namespace msao::engine
