// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// CRC-32C (Castagnoli: polynomial 0x1EDC6F41, reflected; iSCSI's). Finds every burst of up to 32 bits.
std::uint32_t crc32c(std::span<const std::byte> bytes);

}  // namespace msao::engine
