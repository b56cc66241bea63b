// SPDX-License-Identifier: Apache-2.0
// One line of JSON an event on stderr. An event has a fixed name and numbers: its type leaves no room for content.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

namespace msao::cloud {

/// A string that stands in the source.
class Literal {
public:
    consteval Literal(const char* text) : m_text(text) {}
    constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

struct LogField {
    Literal name;
    std::variant<std::int64_t, double, bool, Literal> value;
};

/// Any thread may call it.
void logEvent(Literal event, std::initializer_list<LogField> fields = {});

}  // namespace msao::cloud
