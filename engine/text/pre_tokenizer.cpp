// SPDX-License-Identifier: Apache-2.0
#include "engine/text/pre_tokenizer.h"

#include "engine/text/unicode_class.h"
#include "engine/text/utf8.h"

#include <array>

namespace msao::engine {
namespace {

/// One character and where it ends; `isThere` is false past the end of the text.
struct Character {
    char32_t codePoint = 0;
    UnicodeClass what = UnicodeClass::Other;
    std::size_t end = 0;
    bool isThere = false;

    bool isLetter() const { return isThere && what == UnicodeClass::Letter; }
    bool isSpace() const { return isThere && what == UnicodeClass::Space; }
    bool isOther() const { return isThere && what == UnicodeClass::Other; }
    bool isNewline() const { return isThere && (codePoint == '\n' || codePoint == '\r'); }
};

Character characterAt(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {0, UnicodeClass::Other, at, false};
    const Utf8Step step = decodeUtf8(text, at);
    return {step.codePoint, unicodeClass(step.codePoint), at + step.length, true};
}

template <typename Belongs>
std::size_t endOfRun(std::string_view text, std::size_t at, Belongs belongs) {
    for (Character c = characterAt(text, at); belongs(c); c = characterAt(text, at)) at = c.end;
    return at;
}

std::size_t endOfLetters(std::string_view text, std::size_t at) {
    return endOfRun(text, at, [](const Character& c) { return c.isLetter(); });
}

std::size_t endOfNewlines(std::string_view text, std::size_t at) {
    return endOfRun(text, at, [](const Character& c) { return c.isNewline(); });
}

/// (?i:'s|'t|'re|'ve|'m|'ll|'d) with the apostrophe at `at`: its end, or `at` if there is none.
std::size_t endOfContraction(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 7> kContractions = {"s", "t", "re", "ve", "m", "ll", "d"};
    const Character first = characterAt(text, at + 1);
    const char firstLetter = contractionLetter(first.codePoint);
    if (firstLetter == 0) return at;
    const Character second = characterAt(text, first.end);
    for (const std::string_view letters : kContractions) {
        if (letters[0] != firstLetter) continue;
        if (letters.size() == 1) return first.end;
        if (letters[1] == contractionLetter(second.codePoint)) return second.end;
    }
    return at;
}

/// [^\s\p{L}\p{N}]+[\r\n]*
std::size_t endOfSymbols(std::string_view text, std::size_t at) {
    return endOfNewlines(text, endOfRun(text, at, [](const Character& c) { return c.isOther(); }));
}

/// \s*[\r\n]+|\s+(?!\S)|\s+ : up to the last newline of the run; else all of it, but for one space that goes with the
/// next word.
std::size_t endOfSpaces(std::string_view text, std::size_t begin) {
    std::size_t afterNewline = begin;
    std::size_t beginOfLast = begin;
    std::size_t at = begin;
    for (Character c = characterAt(text, at); c.isSpace(); c = characterAt(text, at)) {
        beginOfLast = at;
        at = c.end;
        if (c.isNewline()) afterNewline = at;
    }
    if (afterNewline > begin) return afterNewline;
    return at == text.size() || beginOfLast == begin ? at : beginOfLast;
}

std::size_t endOfWord(std::string_view text, std::size_t begin) {
    const Character first = characterAt(text, begin);
    if (first.isLetter()) return endOfLetters(text, first.end);
    if (first.what == UnicodeClass::Number) return first.end;
    if (first.codePoint == '\'') {
        if (const std::size_t end = endOfContraction(text, begin); end > begin) return end;
    }
    const Character second = characterAt(text, first.end);
    if (second.isLetter() && !first.isNewline()) return endOfLetters(text, second.end);
    if (first.isOther()) return endOfSymbols(text, first.end);
    if (first.codePoint == ' ' && second.isOther()) return endOfSymbols(text, second.end);
    return endOfSpaces(text, begin);
}

}  // namespace

std::string_view PreTokenizer::next() {
    const std::size_t begin = m_at;
    m_at = endOfWord(m_text, begin);
    return m_text.substr(begin, m_at - begin);
}

}  // namespace msao::engine
