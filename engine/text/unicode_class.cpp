// SPDX-License-Identifier: Apache-2.0
#include "engine/text/unicode_class.h"

#include <iterator>
#include <vector>

namespace msao::engine {
namespace {

struct CodePointRange {
    char32_t first = 0;
    char32_t last = 0;
};

struct FoldedLetter {
    char32_t codePoint = 0;
    char letter = 0;
};

#include "engine/text/unicode_classes.inc"

/// One byte a code point, up to the last letter (200 KB): spread out once, since every character of a text asks.
std::vector<UnicodeClass> spreadOut() {
    std::vector<UnicodeClass> classes(std::rbegin(kLetterRanges)->last + 1, UnicodeClass::Other);
    const auto mark = [&](const auto& ranges, UnicodeClass what) {
        for (const CodePointRange& range : ranges) {
            for (char32_t c = range.first; c <= range.last; ++c) classes[c] = what;
        }
    };
    static_assert(std::rbegin(kLetterRanges)->last > std::rbegin(kNumberRanges)->last);
    mark(kLetterRanges, UnicodeClass::Letter);
    mark(kNumberRanges, UnicodeClass::Number);
    mark(kSpaceRanges, UnicodeClass::Space);
    return classes;
}

}  // namespace

UnicodeClass unicodeClass(char32_t codePoint) {
    static const std::vector<UnicodeClass> classes = spreadOut();
    return codePoint < classes.size() ? classes[codePoint] : UnicodeClass::Other;
}

char contractionLetter(char32_t codePoint) {
    for (const FoldedLetter& folded : kFoldedLetters) {
        if (folded.codePoint == codePoint) return folded.letter;
    }
    return 0;
}

}  // namespace msao::engine
