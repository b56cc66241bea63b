// SPDX-License-Identifier: Apache-2.0
#include "engine/text/byte_alphabet.h"

#include "engine/text/utf8.h"

#include <array>
#include <utility>

namespace msao::engine {
namespace {

constexpr char32_t kFirstStandIn = 0x100;
constexpr int kNotInAlphabet = -1;
constexpr std::size_t kAlphabetEnd = 0x144;  // 256 + the 68 bytes that are not printable

constexpr bool isPrintable(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

/// Printable bytes are their own Latin-1 characters; the others take U+0100 and on, in their order.
constexpr std::array<char32_t, 256> charactersOfBytes() {
    std::array<char32_t, 256> characters{};
    char32_t standIn = kFirstStandIn;
    for (unsigned byte = 0; byte < characters.size(); ++byte) characters[byte] = isPrintable(byte) ? byte : standIn++;
    return characters;
}

constexpr std::array<char32_t, 256> kCharacters = charactersOfBytes();

constexpr std::array<int, kAlphabetEnd> bytesOfCharacters() {
    std::array<int, kAlphabetEnd> bytes{};
    bytes.fill(kNotInAlphabet);
    for (int byte = 0; byte < 256; ++byte) bytes[kCharacters[static_cast<std::size_t>(byte)]] = byte;
    return bytes;
}

constexpr std::array<int, kAlphabetEnd> kBytes = bytesOfCharacters();

}  // namespace

EntryBytes bytesOfEntry(std::string_view entry) {
    std::string bytes;
    bytes.reserve(entry.size());
    for (std::size_t at = 0; at < entry.size();) {
        const Utf8Step step = decodeUtf8(entry, at);
        if (step.codePoint >= kAlphabetEnd || kBytes[step.codePoint] == kNotInAlphabet)
            return {std::string(entry), false};
        bytes += static_cast<char>(kBytes[step.codePoint]);
        at += step.length;
    }
    return {std::move(bytes), true};
}

std::string entryOfByte(unsigned char byte) {
    std::string entry;
    appendUtf8(entry, kCharacters[byte]);
    return entry;
}

}  // namespace msao::engine
