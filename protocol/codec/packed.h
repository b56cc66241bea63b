// SPDX-License-Identifier: Apache-2.0
// Lists as one byte string each, which CBOR would spend a byte or more per element on.
#pragma once

#include "msao/engine/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace msao::protocol {

/// Ids as LEB128: seven bits a byte, low ones first, the top bit says that another byte follows. An id of Qwen's
/// vocabulary takes one to three bytes.
QByteArray packTokens(std::span<const engine::TokenId> tokens);
/// Nothing for an id out of range, an encoding longer than it must be, a cut list, or more than `maxCount`.
std::optional<std::vector<engine::TokenId>> unpackTokens(QByteArrayView packed, std::size_t maxCount);

/// float32, little-endian.
QByteArray packFractions(std::span<const float> values);
/// Nothing for a value outside [0, 1].
std::optional<std::vector<float>> unpackFractions(QByteArrayView packed, std::size_t maxCount);

/// The count as LEB128, then eight bits a byte, low ones first; unused ones are 0. No bits at all pack to nothing.
QByteArray packBits(const std::vector<bool>& bits);
std::optional<std::vector<bool>> unpackBits(QByteArrayView packed, std::size_t maxCount);

/// Coordinates as differences to those of the token before, of the first token to 0: each a LEB128 of twice the
/// difference, or of twice its amount less one where it is negative. Text costs three bytes a token.
QByteArray packPositions(std::span<const engine::RopePosition> positions);
/// Nothing for a coordinate outside [0, kMaxPosition].
std::optional<std::vector<engine::RopePosition>> unpackPositions(QByteArrayView packed, std::size_t maxCount);
/// Bytes, at most.
inline constexpr std::size_t kLongestPosition = 12;

}  // namespace msao::protocol
