// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/packed.h"

#include "protocol/messages/limits.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace msao::protocol {
namespace {

constexpr std::size_t kLongestVarint = 5;

void appendVarint(QByteArray& bytes, std::uint32_t value) {
    for (; value >= 0x80; value >>= 7) bytes.append(static_cast<char>(value | 0x80));
    bytes.append(static_cast<char>(value));
}

/// Takes one number off the front.
std::optional<std::uint32_t> takeVarint(QByteArrayView& bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kLongestVarint && !bytes.isEmpty(); ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes = bytes.sliced(1);
        value |= std::uint64_t{byte & 0x7Fu} << (7 * i);
        if (byte >= 0x80) continue;
        const bool isTooLong = byte == 0 && i > 0;
        if (isTooLong || value > UINT32_MAX) return std::nullopt;
        return static_cast<std::uint32_t>(value);
    }
    return std::nullopt;
}

}  // namespace

QByteArray packTokens(std::span<const engine::TokenId> tokens) {
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(3 * tokens.size()));
    for (const engine::TokenId token : tokens) appendVarint(bytes, static_cast<std::uint32_t>(engine::toIndex(token)));
    return bytes;
}

std::optional<std::vector<engine::TokenId>> unpackTokens(QByteArrayView packed, std::size_t maxCount) {
    std::vector<engine::TokenId> tokens;
    tokens.reserve(std::min(maxCount, static_cast<std::size_t>(packed.size())));
    while (!packed.isEmpty()) {
        const auto id = takeVarint(packed);
        if (!id || *id > static_cast<std::uint32_t>(kMaxTokenId) || tokens.size() == maxCount) return std::nullopt;
        tokens.push_back(engine::TokenId{static_cast<std::int32_t>(*id)});
    }
    return tokens;
}

QByteArray packFractions(std::span<const float> values) {
    QByteArray bytes(static_cast<qsizetype>(values.size() * sizeof(float)), Qt::Uninitialized);
    char* to = bytes.data();
    for (const float value : values) {
        qToLittleEndian(std::bit_cast<quint32>(value), to);
        to += sizeof(float);
    }
    return bytes;
}

std::optional<std::vector<float>> unpackFractions(QByteArrayView packed, std::size_t maxCount) {
    const auto size = static_cast<std::size_t>(packed.size());
    if (size % sizeof(float) != 0 || size / sizeof(float) > maxCount) return std::nullopt;
    std::vector<float> values(size / sizeof(float));
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = std::bit_cast<float>(qFromLittleEndian<quint32>(packed.data() + i * sizeof(float)));
        if (!(values[i] >= 0.0f && values[i] <= 1.0f)) return std::nullopt;
    }
    return values;
}

QByteArray packBits(const std::vector<bool>& bits) {
    QByteArray bytes;
    if (bits.empty()) return bytes;
    appendVarint(bytes, static_cast<std::uint32_t>(bits.size()));
    const qsizetype start = bytes.size();
    bytes.append(static_cast<qsizetype>((bits.size() + 7) / 8), '\0');
    for (std::size_t i = 0; i < bits.size(); ++i) {
        char& byte = bytes[start + static_cast<qsizetype>(i / 8)];
        if (bits[i]) byte = static_cast<char>(static_cast<std::uint8_t>(byte) | (1u << (i % 8)));
    }
    return bytes;
}

std::optional<std::vector<bool>> unpackBits(QByteArrayView packed, std::size_t maxCount) {
    if (packed.isEmpty()) return std::vector<bool>{};
    const auto count = takeVarint(packed);
    if (!count || *count == 0 || *count > maxCount || (*count + 7) / 8 != static_cast<std::size_t>(packed.size())) {
        return std::nullopt;
    }
    const auto bit = [&](std::size_t i) { return (static_cast<std::uint8_t>(packed[i / 8]) >> (i % 8) & 1u) != 0; };
    std::vector<bool> bits(*count);
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = bit(i);
    for (std::size_t i = bits.size(); i < 8 * static_cast<std::size_t>(packed.size()); ++i) {
        if (bit(i)) return std::nullopt;
    }
    return bits;
}

QByteArray packPositions(std::span<const engine::RopePosition> positions) {
    QByteArray bytes;
    engine::RopePosition before{};
    for (const engine::RopePosition& position : positions) {
        for (std::size_t i = 0; i < position.size(); ++i) {
            const std::int32_t step = position[i] - before[i];
            appendVarint(bytes,
                         step >= 0 ? 2 * static_cast<std::uint32_t>(step) : 2 * static_cast<std::uint32_t>(-step) - 1);
        }
        before = position;
    }
    return bytes;
}

std::optional<std::vector<engine::RopePosition>> unpackPositions(QByteArrayView packed, std::size_t maxCount) {
    std::vector<engine::RopePosition> positions;
    engine::RopePosition at{};
    while (!packed.isEmpty()) {
        if (positions.size() == maxCount) return std::nullopt;
        for (std::int32_t& coordinate : at) {
            const auto step = takeVarint(packed);
            if (!step) return std::nullopt;
            const std::int64_t amount = (std::int64_t{*step} + 1) / 2;
            const std::int64_t sum = coordinate + (*step % 2 == 0 ? amount : -amount);
            if (sum < 0 || sum > kMaxPosition) return std::nullopt;
            coordinate = static_cast<std::int32_t>(sum);
        }
        positions.push_back(at);
    }
    return positions;
}

}  // namespace msao::protocol
