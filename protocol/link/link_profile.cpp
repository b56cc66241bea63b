// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/link_profile.h"

#include "protocol/link/units.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

constexpr std::size_t kMaxChanges = 1000;
constexpr double kMaxLoss = 0.5;
constexpr double kMaxBurst = 1000;
// As those of the simulator's links.
constexpr double kSlowestMs = 1e6;
constexpr double kFastestBitsPerSecond = 1e12;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        pieces.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return pieces;
}

Error wrong(std::string_view found, std::string_view expected) {
    return {ErrorCode::InvalidArgument,
            "link: expected " + std::string(expected) + ", found `" + std::string(found) + "`"};
}

template <typename Number>
std::optional<Number> parseNumber(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Result<double> parseLoss(std::string_view text) {
    const bool isPercent = text.ends_with('%');
    const auto value = parseNumber<double>(isPercent ? text.substr(0, text.size() - 1) : text);
    const double loss = value.value_or(-1) * (isPercent ? 0.01 : 1);
    if (!(loss >= 0 && loss <= kMaxLoss)) return wrong(text, "a loss of 0% to 50%");
    return loss;
}

Result<double> parseBurst(std::string_view text) {
    const double burst = parseNumber<double>(text).value_or(0);
    if (!(burst >= 1 && burst <= kMaxBurst)) return wrong(text, "a burst of 1 to 1000 packets");
    return burst;
}

Result<double> parseDelay(std::string_view text, std::string_view what) {
    MSAO_TRY(const double ms, parseMilliseconds(text, what));
    if (ms > kSlowestMs) return wrong(text, "a " + std::string(what) + " of at most 1000s");
    return ms;
}

Result<double> parseRate(std::string_view text) {
    MSAO_TRY(const double rate, parseBitsPerSecond(text, "link rate"));
    if (rate > kFastestBitsPerSecond) return wrong(text, "a rate of at most 1000gbit");
    return rate;
}

struct Option {
    std::string_view name;
    std::string_view value;
};

Option optionOf(std::string_view text) {
    const std::size_t equals = std::min(text.find('='), text.size());
    return {text.substr(0, equals), equals < text.size() ? text.substr(equals + 1) : std::string_view{}};
}

/// `seed` is null where the link has been given one already or may not be.
engine::Status applyOption(std::string_view text, LinkCondition& condition, std::uint64_t* seed) {
    const Option option = optionOf(text);
    if (option.name == "jitter") {
        MSAO_TRY(condition.jitterMs, parseDelay(option.value, "link jitter"));
    } else if (option.name == "loss") {
        MSAO_TRY(condition.loss, parseLoss(option.value));
    } else if (option.name == "burst") {
        MSAO_TRY(condition.burst, parseBurst(option.value));
    } else if (const auto number = parseNumber<std::uint64_t>(option.value); option.name == "seed" && seed && number) {
        *seed = *number;
    } else {
        return wrong(text, "jitter=5ms, loss=1%, burst=3 or, at the start, seed=7");
    }
    return engine::Done{};
}

Result<LinkCondition> parseCondition(std::string_view text, std::uint64_t* seed) {
    LinkCondition condition;
    if (text == "down") return condition;
    const auto pieces = split(text, ',');
    if (pieces.size() < 2) return wrong(text, "a rate and a round trip such as 300mbit,20ms");
    MSAO_TRY(condition.bitsPerSecond, parseRate(pieces[0]));
    MSAO_TRY(condition.rttMs, parseDelay(pieces[1], "link round trip"));
    for (std::size_t i = 2; i < pieces.size(); ++i) MSAO_CHECK(applyOption(pieces[i], condition, seed));
    return condition;
}

Result<LinkChange> parseChange(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return wrong(text, "a change such as 10s:5mbit,200ms or 20s:down");
    LinkChange change;
    MSAO_TRY(change.atMs, parseMilliseconds(text.substr(0, colon), "time of a link's change"));
    MSAO_TRY(change.condition, parseCondition(text.substr(colon + 1), nullptr));
    return change;
}

}  // namespace

const LinkCondition& LinkProfile::at(double nowMs) const {
    const LinkCondition* condition = &first;
    for (const LinkChange& change : changes) {
        if (change.atMs > nowMs) break;
        condition = &change.condition;
    }
    return *condition;
}

std::optional<double> LinkProfile::nextChange(double nowMs) const {
    for (const LinkChange& change : changes) {
        if (change.atMs > nowMs) return change.atMs;
    }
    return std::nullopt;
}

Result<LinkProfile> parseLinkProfile(std::string_view text) {
    const auto pieces = split(text, ';');
    if (pieces.size() > kMaxChanges) return wrong(std::to_string(pieces.size()) + " changes", "at most 999 changes");
    LinkProfile profile;
    MSAO_TRY(profile.first, parseCondition(pieces.front(), &profile.seed));
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        MSAO_TRY(LinkChange change, parseChange(pieces[i]));
        if (!profile.changes.empty() && change.atMs <= profile.changes.back().atMs) {
            return wrong(pieces[i], "changes in order of time");
        }
        profile.changes.push_back(change);
    }
    return profile;
}

}  // namespace msao::protocol
