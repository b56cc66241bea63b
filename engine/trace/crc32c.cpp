// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/crc32c.h"

#include <array>

namespace msao::engine {
namespace {

constexpr std::uint32_t kReflectedPolynomial = 0x82F63B78;

constexpr std::array<std::uint32_t, 256> makeTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t remainder = byte;
        for (int bit = 0; bit < 8; ++bit) {
            remainder = (remainder >> 1) ^ ((remainder & 1) != 0 ? kReflectedPolynomial : 0);
        }
        table[byte] = remainder;
    }
    return table;
}

constexpr std::array<std::uint32_t, 256> kTable = makeTable();

}  // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes) {
    std::uint32_t remainder = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        remainder = (remainder >> 8) ^ kTable[(remainder ^ static_cast<std::uint32_t>(byte)) & 0xFF];
    }
    return ~remainder;
}

}  // namespace msao::engine
