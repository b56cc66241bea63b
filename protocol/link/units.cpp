// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/units.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>

namespace msao::protocol {

using namespace engine;

namespace {

struct Unit {
    std::string_view name;
    double factor;
};
constexpr Unit kTimes[] = {{"us", 1e-3}, {"ms", 1}, {"s", 1e3}, {"min", 60e3}, {"h", 3600e3}};
constexpr Unit kRates[] = {{"bit", 1}, {"kbit", 1e3}, {"mbit", 1e6}, {"gbit", 1e9}};

std::optional<double> parse(std::string_view text, std::span<const Unit> units) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value) || value < 0) return std::nullopt;
    const std::string_view name(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (name.empty() && value == 0) return 0;
    for (const Unit& unit : units) {
        if (name == unit.name && std::isfinite(value * unit.factor)) return value * unit.factor;
    }
    return std::nullopt;
}

Error wrong(std::string_view text, std::string_view what, std::string_view expected) {
    return {ErrorCode::InvalidArgument,
            std::string(what) + ": expected " + std::string(expected) + ", found `" + std::string(text) + "`"};
}

}  // namespace

Result<double> parseMilliseconds(std::string_view text, std::string_view what) {
    const std::optional<double> value = parse(text, kTimes);
    if (!value) return wrong(text, what, "a time such as 20ms, 1.5s or 2min");
    return *value;
}

Result<double> parseBitsPerSecond(std::string_view text, std::string_view what) {
    const std::optional<double> value = parse(text, kRates);
    if (!value || *value <= 0) return wrong(text, what, "a rate such as 300mbit or 1gbit");
    return *value;
}

}  // namespace msao::protocol
