// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/html_text.h"

#include <cmath>
#include <cstdio>

namespace msao::evaluation {

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') result += c;
        }
    }
    return result;
}

bool isFigure(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    constexpr std::string_view kNone = "–";
    if (text.empty() || text.starts_with(kNone)) return true;
    return text.size() <= kLongest && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
}

std::string tableCell(std::string_view text, bool isOfFigures) {
    return (isOfFigures ? "<td class=\"figure\">" : "<td class=\"words\">") + escaped(text) + "</td>";
}

std::string shortNumber(double value) {
    constexpr const char* kUnits[] = {"", " k", " M", " G", " T", " P"};
    std::size_t unit = 0;
    while (std::fabs(value) >= 1000 && unit + 1 < std::size(kUnits)) {
        value /= 1000;
        ++unit;
    }
    const double size = std::fabs(value);
    if (size > 0 && size < 0.01) {  // two decimals would call it nothing
        char text[48];
        std::snprintf(text, sizeof text, "%.2g", value);
        return text;
    }
    const int decimals = size >= 100 || value == std::floor(value) ? 0 : size >= 10 ? 1 : 2;
    char text[48];
    std::snprintf(text, sizeof text, "%.*f%s", decimals, value, kUnits[unit]);
    return text;
}

std::string percentText(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
    return text;
}

std::string intervalText(const Interval& interval) {
    return shortNumber(interval.low) + " to " + shortNumber(interval.high);
}

}  // namespace msao::evaluation
