// SPDX-License-Identifier: Apache-2.0
#include "engine/text/json_scanner.h"

#include "engine/base/printable.h"
#include "engine/text/utf8.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace msao::engine {
namespace {

bool isWhiteSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool isSurrogate(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDFFF;
}

char afterSimpleEscape(char c) {
    switch (c) {
        case '"':
        case '\\':
        case '/':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return 0;
    }
}

}  // namespace

char JsonScanner::peek() {
    while (m_at < m_text.size() && isWhiteSpace(m_text[m_at])) ++m_at;
    return m_at < m_text.size() ? m_text[m_at] : '\0';
}

bool JsonScanner::tryTake(char wanted) {
    if (peek() != wanted || m_at == m_text.size()) return false;
    ++m_at;
    return true;
}

Status JsonScanner::take(char expected) {
    if (tryTake(expected)) return Done{};
    return wrong(std::string{'\'', expected, '\''});
}

Status JsonScanner::end() {
    if (peek() != '\0' || m_at != m_text.size()) return wrong("the end of the file");
    return Done{};
}

Error JsonScanner::wrong(std::string_view expected) {
    constexpr std::size_t kShown = 16;
    const bool isAtEnd = peek() == '\0' && m_at == m_text.size();
    std::string message(m_file);
    message += ": not valid JSON at byte " + std::to_string(position()) + ": expected ";
    message += expected;
    message += isAtEnd ? ", found the end" : ", found `" + printable(m_text.substr(m_at, kShown)) + "`";
    return Error{ErrorCode::MalformedFile, message};
}

Status JsonScanner::skipString() {
    MSAO_CHECK(take('"'));
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (static_cast<unsigned char>(m_text[m_at]) < 0x20) return wrong("no control character in a string");
        m_at += m_text[m_at] == '\\' ? 2 : 1;
    }
    if (m_at >= m_text.size()) {
        m_at = m_text.size();
        return wrong("'\"'");
    }
    ++m_at;
    return Done{};
}

Result<std::string_view> JsonScanner::string() {
    if (peek() != '"') return wrong("a string");
    const std::size_t begin = m_at + 1;
    MSAO_CHECK(skipString());
    const std::string_view raw = m_text.substr(begin, m_at - 1 - begin);
    if (!isValidUtf8(raw)) {
        m_at = begin;
        return wrong("valid UTF-8 in a string");
    }
    if (raw.find('\\') == std::string_view::npos) return raw;
    auto text = unescape(raw);
    if (!text) m_at = begin;
    return text ? std::move(text) : Result<std::string_view>(wrong(text.error().message));
}

/// The code point of the \uXXXX (or pair of them) whose first digit is at `at`; steps over its digits.
Result<char32_t> JsonScanner::escapedUnit(std::string_view raw, std::size_t& at) {
    const auto unitAt = [raw](std::size_t from) -> std::optional<char32_t> {
        std::uint32_t unit = 0;
        const std::string_view digits = raw.substr(std::min(from, raw.size()), 4);
        const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
        if (digits.size() != 4 || error != std::errc() || stop != digits.data() + 4) return std::nullopt;
        return unit;
    };
    const Error bad{ErrorCode::MalformedFile, "a valid \\u escape in a string"};
    const auto first = unitAt(at);
    if (!first) return bad;
    at += 4;
    if (!isSurrogate(*first)) return *first;
    const auto second = raw.substr(at, 2) == "\\u" ? unitAt(at + 2) : std::nullopt;
    if (*first >= 0xDC00 || !second || *second < 0xDC00 || *second > 0xDFFF) return bad;
    at += 6;
    return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
}

Result<std::string_view> JsonScanner::unescape(std::string_view raw) {
    m_unescaped.clear();
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] != '\\') {
            m_unescaped += raw[at++];
        } else if (raw[at + 1] == 'u') {
            at += 2;
            MSAO_TRY(const char32_t codePoint, escapedUnit(raw, at));
            appendUtf8(m_unescaped, codePoint);
        } else {
            const char c = afterSimpleEscape(raw[at + 1]);
            if (c == 0) return Error{ErrorCode::MalformedFile, "a known escape in a string"};
            m_unescaped += c;
            at += 2;
        }
    }
    return std::string_view(m_unescaped);
}

Result<std::int64_t> JsonScanner::integer() {
    const char first = peek();
    const char* begin = m_text.data() + m_at;
    const char* end = m_text.data() + m_text.size();
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    const bool isPadded = stop - begin > 1 && *(begin + (first == '-' ? 1 : 0)) == '0';
    const bool isLonger = stop != end && (*stop == '.' || *stop == 'e' || *stop == 'E');
    if (error != std::errc() || isPadded || isLonger) return wrong("an integer");
    m_at += static_cast<std::size_t>(stop - begin);
    return value;
}

Result<std::string_view> JsonScanner::skipValue() {
    const char first = peek();
    const std::size_t begin = m_at;
    std::size_t depth = 0;
    do {
        const char c = peek();
        if (m_at == m_text.size()) return wrong(first == '\0' ? "a value" : "the end of a value");
        if (c == '"') {
            MSAO_CHECK(skipString());
        } else {
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && depth-- == 0) return wrong("a value");
            ++m_at;
        }
    } while (depth > 0);
    const auto isWord = [](char c) { return c != ',' && c != '}' && c != ']' && !isWhiteSpace(c); };
    if (first != '"' && first != '{' && first != '[') {
        while (m_at < m_text.size() && isWord(m_text[m_at])) ++m_at;
    }
    return m_text.substr(begin, m_at - begin);
}

}  // namespace msao::engine
