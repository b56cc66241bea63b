// SPDX-License-Identifier: Apache-2.0
// WAV files put together byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace msao::engine::test {

using Bytes = std::string;

inline Bytes littleEndian(std::uint64_t value, std::size_t size) {
    Bytes bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return bytes;
}

inline Bytes chunk(const std::string& name, const Bytes& content) {
    return name + littleEndian(content.size(), 4) + content + Bytes(content.size() % 2, '\0');
}

struct WavFields {
    unsigned tag = 1;  // 1: integers, 3: floats
    unsigned channels = 1;
    unsigned rate = 16'000;
    unsigned bits = 16;
    int frameBytes = -1;  // -1: what follows from the others
};

inline Bytes formatContent(const WavFields& fields) {
    const unsigned frame =
        fields.frameBytes >= 0 ? static_cast<unsigned>(fields.frameBytes) : fields.channels * fields.bits / 8;
    return littleEndian(fields.tag, 2) + littleEndian(fields.channels, 2) + littleEndian(fields.rate, 4) +
           littleEndian(std::uint64_t{fields.rate} * frame, 4) + littleEndian(frame, 2) + littleEndian(fields.bits, 2);
}

inline Bytes riff(const Bytes& chunks) {
    return "RIFF" + littleEndian(chunks.size() + 4, 4) + "WAVE" + chunks;
}

inline Bytes wav(const WavFields& fields, const Bytes& samples) {
    return riff(chunk("fmt ", formatContent(fields)) + chunk("data", samples));
}

template <typename T>
Bytes rawSamples(const std::vector<T>& values) {
    Bytes bytes(values.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

inline std::span<const std::byte> asBytes(const Bytes& bytes) {
    return std::as_bytes(std::span(bytes));
}

}  // namespace msao::engine::test
