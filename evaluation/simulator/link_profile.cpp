// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/link_profile.h"

#include "engine/base/small_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace msao::simulator {

using namespace engine;

namespace {

std::string_view withoutBlanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> fieldsOf(std::string_view line, char separator) {
    std::vector<std::string_view> fields;
    for (std::size_t from = 0;;) {
        const std::size_t to = line.find(separator, from);
        fields.push_back(withoutBlanks(line.substr(from, to == std::string_view::npos ? to : to - from)));
        if (to == std::string_view::npos) return fields;
        from = to + 1;
    }
}

struct Column {
    std::string_view name;
    double least;
    double most;
    bool isRequired;
};
constexpr Column kColumns[] = {{"time_ms", 0, 1e12, true},
                               {"rtt_ms", 0, 1e6, true},
                               {"bandwidth_mbit", 1e-3, 1e6, true},
                               {"jitter_ms", 0, 1e6, false},
                               {"loss", 0, 0.9, false}};

std::string place(std::string_view file, std::size_t line) {
    return std::string(file) + ":" + std::to_string(line) + ": ";
}

/// Which field of a line holds which column.
Result<std::vector<std::optional<std::size_t>>> readHeader(std::string_view line, std::string_view file) {
    const std::vector<std::string_view> names = fieldsOf(line, ',');
    std::vector<std::optional<std::size_t>> where;
    for (const Column& column : kColumns) {
        const auto found = std::find(names.begin(), names.end(), column.name);
        if (found != names.end()) {
            where.push_back(static_cast<std::size_t>(found - names.begin()));
        } else if (column.isRequired) {
            return Error{ErrorCode::MalformedFile,
                         place(file, 1) + "expected a column " + std::string(column.name) + ", found none"};
        } else {
            where.push_back(std::nullopt);
        }
    }
    return where;
}

Result<double> readNumber(const std::vector<std::string_view>& fields, std::size_t index, const Column& column,
                          const std::string& where) {
    const std::string_view text = index < fields.size() ? fields[index] : std::string_view{};
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= column.least && value <= column.most)
        return value;
    return Error{ErrorCode::MalformedFile, where + std::string(column.name) + ": expected a number from " +
                                               std::to_string(column.least) + " to " + std::to_string(column.most) +
                                               ", found `" + std::string(text.substr(0, 40)) + "`"};
}

Result<LinkChange> readLine(std::string_view line, const std::vector<std::optional<std::size_t>>& columns,
                            const std::string& where) {
    const std::vector<std::string_view> fields = fieldsOf(line, ',');
    double values[std::size(kColumns)] = {};
    for (std::size_t i = 0; i < std::size(kColumns); ++i) {
        if (!columns[i]) continue;
        MSAO_TRY(values[i], readNumber(fields, *columns[i], kColumns[i], where));
    }
    return LinkChange{values[0], {values[1], values[2] * 1e6, values[3], values[4]}};
}

}  // namespace

LinkProfile LinkProfile::every(double stateMs, const std::vector<LinkState>& states) {
    LinkProfile profile(states.front());
    for (std::size_t i = 1; i < states.size(); ++i)
        profile.m_changes.push_back({stateMs * static_cast<double>(i), states[i]});
    return profile;
}

Status LinkProfile::changeAt(double atMs, LinkState state) {
    if (atMs <= m_changes.back().atMs) {
        return Error{ErrorCode::InvalidArgument, "link change: expected a time after " +
                                                     std::to_string(m_changes.back().atMs) + " ms, found " +
                                                     std::to_string(atMs) + " ms"};
    }
    m_changes.push_back({atMs, state});
    return Done{};
}

const LinkState& LinkProfile::at(double timeMs) const {
    if (m_changes.size() == 1) return m_changes.front().state;
    const auto later = std::upper_bound(m_changes.begin() + 1, m_changes.end(), timeMs,
                                        [](double time, const LinkChange& change) { return time < change.atMs; });
    return std::prev(later)->state;
}

Result<LinkProfile> parseLinkTrace(std::string_view text, std::string_view file) {
    std::optional<LinkProfile> profile;
    double beforeMs = 0;
    const std::vector<std::string_view> lines = fieldsOf(text, '\n');
    MSAO_TRY(const auto columns, readHeader(lines.front(), file));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        MSAO_TRY(const LinkChange change, readLine(lines[i], columns, place(file, i + 1)));
        if (profile && change.atMs <= beforeMs) {
            return Error{ErrorCode::MalformedFile, place(file, i + 1) + "time_ms: expected more than " +
                                                       std::to_string(beforeMs) + ", found " +
                                                       std::to_string(change.atMs)};
        }
        beforeMs = change.atMs;
        // What was measured first stands for the time before it, too.
        if (!profile)
            profile = LinkProfile(change.state);
        else
            MSAO_CHECK(profile->changeAt(change.atMs, change.state));
    }
    if (!profile)
        return Error{ErrorCode::MalformedFile,
                     std::string(file) + ": expected at least one line below the header, found none"};
    return *profile;
}

Result<LinkProfile> readLinkTrace(const std::filesystem::path& file) {
    constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
    MSAO_TRY(const std::string text, readSmallFile(file, kMaxBytes));
    return parseLinkTrace(text, file.string());
}

}  // namespace msao::simulator
