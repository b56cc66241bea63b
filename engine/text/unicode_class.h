// SPDX-License-Identifier: Apache-2.0
// What the pre-tokenisation asks of a character; tables taken from the `tokenizers` package (unicode_tables.py).
#pragma once

#include <cstdint>

namespace msao::engine {

enum class UnicodeClass : std::uint8_t { Other, Letter, Number, Space };

UnicodeClass unicodeClass(char32_t codePoint);

/// The ASCII letter of 's 't 're 've 'm 'll 'd that (?i) takes this character for, or 0.
char contractionLetter(char32_t codePoint);

}  // namespace msao::engine
