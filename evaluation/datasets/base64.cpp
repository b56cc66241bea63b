// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/base64.h"

#include <cstdint>

namespace msao::evaluation {
namespace {

std::optional<std::uint32_t> valueOf(char letter) {
    if (letter >= 'A' && letter <= 'Z') return static_cast<std::uint32_t>(letter - 'A');
    if (letter >= 'a' && letter <= 'z') return static_cast<std::uint32_t>(letter - 'a' + 26);
    if (letter >= '0' && letter <= '9') return static_cast<std::uint32_t>(letter - '0' + 52);
    if (letter == '+') return 62;
    if (letter == '/') return 63;
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::byte>> decodeBase64(std::string_view text) {
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int letters = 0;  // of the group of four
    int padding = 0;
    for (const char letter : text) {
        if (letter == '\n' || letter == '\r') continue;
        const std::optional<std::uint32_t> value = valueOf(letter);
        padding += letter == '=';
        if ((!value && letter != '=') || (value && padding > 0) || padding > 2) return std::nullopt;
        bits = bits << 6 | value.value_or(0);
        if (++letters < 4) continue;
        for (int i = 0; i < 3 - padding; ++i) bytes.push_back(static_cast<std::byte>(bits >> (16 - 8 * i) & 0xff));
        bits = 0;
        letters = 0;
    }
    if (letters != 0) return std::nullopt;
    return bytes;
}

}  // namespace msao::evaluation
