// SPDX-License-Identifier: Apache-2.0
// A cursor over JSON text, for the two huge parts of a tokenizer.json: 300,000 strings are seen where they stand and
// never become a tree, so memory stays near the file's own size. The small parts go through parseJson.
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace msao::engine {

/// After an Error the scanner is of no further use. Views the text, which must outlive it.
class JsonScanner {
public:
    /// `base` is where `text` begins in the file, for messages.
    JsonScanner(std::string_view text, std::string_view file, std::size_t base = 0)
        : m_text(text), m_file(file), m_base(base) {}

    /// The next string, which must be valid UTF-8. The view lives until the next call.
    Result<std::string_view> string();

    /// The next number, which must be an integer that fits.
    Result<std::int64_t> integer();

    /// Steps over one value of any kind and answers its text. Finds its end only: what is inside may still be
    /// malformed.
    Result<std::string_view> skipValue();

    /// What stands next, white space aside; 0 at the end.
    char peek();
    std::size_t position() const { return m_base + m_at; }

    /// Calls `member(key)` at each value of an object; it must take the value. The key lives until it does.
    template <typename Member>
    Status forEachMember(Member member) {
        return forEach('{', '}', [&]() -> Status {
            MSAO_TRY(const std::string_view key, string());
            MSAO_CHECK(take(':'));
            return member(key);
        });
    }

    /// Calls `element()` at each value of an array; it must take the value.
    template <typename Element>
    Status forEachElement(Element element) {
        return forEach('[', ']', element);
    }

    /// Takes the character that must come next.
    Status take(char expected);

    /// Refuses anything but white space from here on.
    Status end();

    Error wrong(std::string_view expected);

private:
    template <typename Item>
    Status forEach(char open, char close, Item item) {
        MSAO_CHECK(take(open));
        if (tryTake(close)) return Done{};
        do {
            MSAO_CHECK(item());
        } while (tryTake(','));
        return take(close);
    }

    bool tryTake(char wanted);
    Result<std::string_view> unescape(std::string_view raw);
    Result<char32_t> escapedUnit(std::string_view raw, std::size_t& at);
    Status skipString();

    std::string_view m_text;
    std::string_view m_file;
    std::size_t m_base = 0;
    std::size_t m_at = 0;
    std::string m_unescaped;  // of the last string, if it had escapes
};

}  // namespace msao::engine
