// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace msao::engine {

struct Utf8Step {
    char32_t codePoint = 0;
    std::size_t length = 0;  // bytes taken
    bool isValid = false;    // if not: `length` bytes stand for one U+FFFD (the maximal subpart of a sequence)
};

/// The code point at `at`, which must lie inside `text`.
Utf8Step decodeUtf8(std::string_view text, std::size_t at);

void appendUtf8(std::string& text, char32_t codePoint);

bool isValidUtf8(std::string_view text);

/// Each maximal subpart of an ill-formed sequence becomes one U+FFFD, as Unicode recommends and Rust does.
std::string replaceInvalidUtf8(std::string_view text);

}  // namespace msao::engine
