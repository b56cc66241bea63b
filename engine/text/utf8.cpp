// SPDX-License-Identifier: Apache-2.0
#include "engine/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace msao::engine {
namespace {

/// What a first byte promises, and which second bytes may follow it (Unicode, table 3-7).
struct LeadByte {
    std::size_t length = 0;  // 0: cannot begin a sequence
    unsigned char leastSecond = 0x80;
    unsigned char mostSecond = 0xBF;
};

LeadByte leadByte(unsigned char c) {
    if (c < 0x80) return {1};
    if (c < 0xC2) return {0};
    if (c < 0xE0) return {2};
    if (c == 0xE0) return {3, 0xA0, 0xBF};
    if (c == 0xED) return {3, 0x80, 0x9F};
    if (c < 0xF0) return {3};
    if (c == 0xF0) return {4, 0x90, 0xBF};
    if (c < 0xF4) return {4};
    if (c == 0xF4) return {4, 0x80, 0x8F};
    return {0};
}

/// The first byte at or after `at` that is not ASCII, or the end.
std::size_t endOfAscii(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & kHighBits) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

/// The first ill-formed byte at or after `at`, or the end.
std::size_t endOfValid(std::string_view text, std::size_t at) {
    while ((at = endOfAscii(text, at)) < text.size()) {
        const Utf8Step step = decodeUtf8(text, at);
        if (!step.isValid) break;
        at += step.length;
    }
    return at;
}

}  // namespace

Utf8Step decodeUtf8(std::string_view text, std::size_t at) {
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byteAt(at);
    const LeadByte lead = leadByte(first);
    if (lead.length == 1) return {first, 1, true};
    if (lead.length == 0) return {0xFFFD, 1, false};
    char32_t codePoint = first & (0x7Fu >> lead.length);
    for (std::size_t i = 1; i < lead.length; ++i) {
        const unsigned char least = i == 1 ? lead.leastSecond : 0x80;
        const unsigned char most = i == 1 ? lead.mostSecond : 0xBF;
        if (at + i >= text.size() || byteAt(at + i) < least || byteAt(at + i) > most) return {0xFFFD, i, false};
        codePoint = (codePoint << 6) | (byteAt(at + i) & 0x3Fu);
    }
    return {codePoint, lead.length, true};
}

void appendUtf8(std::string& text, char32_t codePoint) {
    const auto continuation = [&](int shift) { return static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F)); };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += {static_cast<char>(0xC0 | (codePoint >> 6)), continuation(0)};
    } else if (codePoint < 0x10000) {
        text += {static_cast<char>(0xE0 | (codePoint >> 12)), continuation(6), continuation(0)};
    } else {
        text += {static_cast<char>(0xF0 | (codePoint >> 18)), continuation(12), continuation(6), continuation(0)};
    }
}

bool isValidUtf8(std::string_view text) {
    return endOfValid(text, 0) == text.size();
}

std::string replaceInvalidUtf8(std::string_view text) {
    std::string replaced;
    replaced.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = endOfValid(text, at);
        replaced.append(text.substr(at, end - at));
        if (end == text.size()) break;
        replaced += "\uFFFD";
        at = end + decodeUtf8(text, end).length;
    }
    return replaced;
}

}  // namespace msao::engine
