// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/run_spec.h"

#include "msao/engine/question_probe.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace msao::evaluation {

using namespace engine;

namespace {

struct SourceName {
    PruningSource source;
    std::string_view name;
};
constexpr std::array kSources = {SourceName{PruningSource::Probe, "probe"}, SourceName{PruningSource::Random, "random"},
                                 SourceName{PruningSource::Downsampling, "downsample"}};

std::vector<std::string_view> split(std::string_view list) {
    std::vector<std::string_view> items;
    while (true) {
        const std::size_t comma = list.find(',');
        items.push_back(list.substr(0, comma));
        if (comma == std::string_view::npos) return items;
        list.remove_prefix(comma + 1);
    }
}

Error unknown(std::string_view option, std::string_view expected, std::string_view found) {
    return {ErrorCode::InvalidArgument,
            std::string(option) + ": expected " + std::string(expected) + ", found `" + std::string(found) + "`"};
}

std::string modeNames() {
    std::string names;
    for (const ModeName& mode : kModeNames) names += (names.empty() ? "" : ", ") + std::string(mode.name);
    return names;
}

Result<std::vector<PruningSource>> parseSources(std::string_view list) {
    std::vector<PruningSource> sources;
    for (const std::string_view item : split(list)) {
        const auto found = std::ranges::find(kSources, item, &SourceName::name);
        if (found == kSources.end()) return unknown("--pruning", "probe, random or downsample", item);
        sources.push_back(found->source);
    }
    return sources;
}

Result<std::vector<RunSpec>> prunedRuns(std::string_view retentions, std::string_view sourceList) {
    MSAO_TRY(const std::vector<PruningSource> sources, parseSources(sourceList));
    std::vector<RunSpec> runs;
    for (const std::string_view item : split(retentions)) {
        if (item == "planned") {
            runs.push_back({Mode::Msao, PruningSource::Planned, 1});
            continue;
        }
        int percent = 0;
        const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), percent);
        if (error != std::errc() || end != item.data() + item.size() || percent < 1 || percent > 100)
            return unknown("--retention", "percentages from 1 to 100, or planned", item);
        if (percent == 100) {
            runs.push_back({Mode::Msao, PruningSource::None, 1});
            continue;
        }
        for (const PruningSource source : sources) runs.push_back({Mode::Msao, source, percent / 100.0});
    }
    return runs;
}

}  // namespace

std::string_view pruningName(PruningSource source) {
    switch (source) {
        case PruningSource::None:
            return "none";
        case PruningSource::Planned:
            return "planned";
        case PruningSource::Probe:
        case PruningSource::Random:
        case PruningSource::Downsampling:
            break;
    }
    return std::ranges::find(kSources, source, &SourceName::source)->name;
}

std::string RunSpec::name() const {
    std::string text(modeName(mode));
    if (pruning == PruningSource::None) return text;
    text += ", " + std::string(pruningName(pruning));
    return isForced() ? text + " " + std::to_string(std::lround(100 * retention)) + " %" : text;
}

Result<std::vector<RunSpec>> parseRuns(std::string_view modes, std::string_view retentions, std::string_view sources) {
    std::vector<RunSpec> runs;
    const auto add = [&](const RunSpec& run) {
        if (std::ranges::find(runs, run) == runs.end()) runs.push_back(run);
    };
    MSAO_TRY(const std::vector<RunSpec> pruned, prunedRuns(retentions, sources));
    for (const std::string_view item : split(modes)) {
        const std::optional<Mode> mode = parseMode(item);
        if (!mode) return unknown("--mode", modeNames(), item);
        if (*mode == Mode::Msao) {
            for (const RunSpec& run : pruned) add(run);
        } else {
            // The ablations prune as they plan: without that they would not be what they are named for.
            add({*mode, isProbed(*mode) ? PruningSource::Planned : PruningSource::None, 1});
        }
    }
    return runs;
}

}  // namespace msao::evaluation
