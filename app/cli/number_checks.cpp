// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/number_checks.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace msao::app {

CLI::Validator numberIn(double least, double most) {
    const CLI::Range range(least, most);
    const auto complaint = [range](std::string& text) {
        double value = 0;
        if (CLI::detail::lexical_cast(text, value) && std::isnan(value)) return "expected a number, found " + text;
        return range(text);
    };
    return CLI::Validator(complaint, range.get_description());
}

CLI::Validator wholeNumber() {
    const auto complaint = [](std::string& text) -> std::string {
        std::uint64_t value = 0;
        const char* const end = text.data() + text.size();
        const auto [read, error] = std::from_chars(text.data(), end, value);
        if (error == std::errc{} && read == end) return "";
        return "expected a whole number from 0 to 2^64 - 1, found " + text;
    };
    return CLI::Validator(complaint, "");
}

}  // namespace msao::app
