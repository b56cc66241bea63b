// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/hidden_states.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <span>

namespace msao::protocol {
namespace {

constexpr float kLargestLevel = 127;

void writeFloat(float value, char*& to) {
    qToLittleEndian(std::bit_cast<quint32>(value), to);
    to += sizeof(float);
}

float readFloat(const char*& from) {
    const auto value = std::bit_cast<float>(qFromLittleEndian<quint32>(from));
    from += sizeof(float);
    return value;
}

void writeExact(std::span<const float> row, char*& to) {
    for (const float value : row) writeFloat(value, to);
}

void writeRounded(std::span<const float> row, char*& to) {
    float largest = 0;
    for (const float value : row) largest = std::max(largest, std::abs(value));
    const float scale = largest / kLargestLevel;
    writeFloat(scale, to);
    for (const float value : row) *to++ = static_cast<char>(scale > 0 ? std::lround(value / scale) : 0);
}

void readExact(const char*& from, std::span<float> row) {
    for (float& value : row) value = readFloat(from);
}

void readRounded(const char*& from, std::span<float> row) {
    const float scale = readFloat(from);
    for (float& value : row) value = static_cast<float>(static_cast<signed char>(*from++)) * scale;
}

}  // namespace

QByteArray packHidden(const engine::FeatureRows& rows, HiddenFormat format) {
    const std::int64_t size = rows.rows * hiddenStateBytes(format, static_cast<std::int32_t>(rows.width));
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    char* to = bytes.data();
    for (std::int64_t r = 0; r < rows.rows; ++r)
        format == HiddenFormat::Int8 ? writeRounded(rows.row(r), to) : writeExact(rows.row(r), to);
    return bytes;
}

Decoded<engine::FeatureRows> unpackHidden(QByteArrayView bytes, std::int64_t rows, std::int32_t width,
                                          HiddenFormat format) {
    if (bytes.size() != rows * hiddenStateBytes(format, width)) return DecodeFault{.reason = "states of another size"};
    engine::FeatureRows read{rows, width, std::vector<float>(static_cast<std::size_t>(rows * width))};
    const char* from = bytes.data();
    for (std::int64_t r = 0; r < rows; ++r) {
        const std::span row(read.values.data() + r * width, static_cast<std::size_t>(width));
        format == HiddenFormat::Int8 ? readRounded(from, row) : readExact(from, row);
    }
    if (!std::ranges::all_of(read.values, [](float value) { return std::isfinite(value); }))
        return DecodeFault{.reason = "states that are no numbers"};
    return read;
}

}  // namespace msao::protocol
