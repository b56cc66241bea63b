// SPDX-License-Identifier: GPL-3.0-or-later
// msao trace stats|export: looks at a recorded run.
#include "app/cli/command.h"

#include "msao/engine/trace_export.h"
#include "msao/engine/trace_statistics.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace msao::app {

using namespace engine;

namespace {

struct TraceArguments {
    std::filesystem::path file;
    std::filesystem::path out = "-";  // stdout
    std::string format = "jsonl";
    bool asJson = false;
};

double toMs(TraceTime time) {
    return static_cast<double>(time.count()) / 1e6;
}

nlohmann::ordered_json statisticsJson(const TraceStatistics& statistics, const std::optional<std::string>& damage) {
    nlohmann::ordered_json events = nlohmann::ordered_json::object();
    for (const TraceEventCount& entry : statistics.events) events[std::string(entry.type)] = entry.count;
    nlohmann::ordered_json entropy = nlohmann::ordered_json::array();
    for (const EntropyQuantile& entry : statistics.entropy) {
        entropy.push_back({{"share", entry.share}, {"normalised_entropy", entry.normalisedEntropy}});
    }
    return {{"events", events},
            {"unknown_events", statistics.unknownEvents},
            {"duration_ms", toMs(statistics.last - statistics.first)},
            {"requests", statistics.requests},
            {"tokens",
             {{"drafted", statistics.draftedTokens},
              {"accepted", statistics.acceptedTokens},
              {"corrected", statistics.correctedTokens},
              {"cloud", statistics.cloudTokens},
              {"unverified", statistics.unverifiedTokens}}},
            {"drafts",
             {{"proposed", statistics.drafts.proposed},
              {"accepted", statistics.drafts.accepted},
              {"corrected", statistics.drafts.corrected},
              {"rejected", statistics.drafts.rejected},
              {"unverified", statistics.drafts.unverified},
              {"waiting", statistics.drafts.waiting}}},
            {"mean_accepted_length", statistics.meanAcceptedLength},
            {"entropy_quantiles", entropy},
            {"bytes",
             {{"sent", statistics.bytesSent}, {"received", statistics.bytesReceived}, {"file", statistics.fileBytes}}},
            {"blocks", statistics.blocks},
            {"damage", damage ? nlohmann::ordered_json(*damage) : nlohmann::ordered_json(nullptr)}};
}

void printLine(const char* name, std::uint64_t value) {
    std::printf("  %-18s %12llu\n", name, static_cast<unsigned long long>(value));
}

void printStatistics(const TraceStatistics& statistics) {
    std::printf("%.3f s, %llu requests, %llu blocks, %llu bytes\n", toMs(statistics.last - statistics.first) / 1e3,
                static_cast<unsigned long long>(statistics.requests),
                static_cast<unsigned long long>(statistics.blocks),
                static_cast<unsigned long long>(statistics.fileBytes));
    std::printf("events\n");
    for (const TraceEventCount& entry : statistics.events) {
        if (entry.count > 0) printLine(std::string(entry.type).c_str(), entry.count);
    }
    if (statistics.unknownEvents > 0) printLine("(unknown)", statistics.unknownEvents);
    std::printf("tokens\n");
    printLine("drafted", statistics.draftedTokens);
    printLine("accepted", statistics.acceptedTokens);
    printLine("corrected", statistics.correctedTokens);
    printLine("cloud", statistics.cloudTokens);
    printLine("unverified", statistics.unverifiedTokens);
    const DraftCounts& drafts = statistics.drafts;
    std::printf("drafts: %lld accepted + %lld corrected + %lld rejected", static_cast<long long>(drafts.accepted),
                static_cast<long long>(drafts.corrected), static_cast<long long>(drafts.rejected));
    if (drafts.unverified + drafts.waiting > 0)
        std::printf(" + %lld unverified + %lld waiting", static_cast<long long>(drafts.unverified),
                    static_cast<long long>(drafts.waiting));
    std::printf(" = %lld proposed\n", static_cast<long long>(drafts.proposed));
    std::printf("mean accepted length %.3f\n", statistics.meanAcceptedLength);
    std::printf("link: %lld bytes sent, %lld received\n", static_cast<long long>(statistics.bytesSent),
                static_cast<long long>(statistics.bytesReceived));
    for (const EntropyQuantile& entry : statistics.entropy) {
        std::printf("entropy p%-3.0f %.4f\n", entry.share * 100, entry.normalisedEntropy);
    }
}

/// Opens a trace; what is missing of it is said on stderr. One of which nothing is left is an error.
Result<TraceReader> openTrace(const std::filesystem::path& file) {
    MSAO_TRY(TraceReader reader, TraceReader::open(file));
    if (reader.damage() && reader.blocks().empty()) {
        return Error{ErrorCode::MalformedFile, file.string() + ": no event is left in it: " + *reader.damage()};
    }
    if (reader.damage()) std::fprintf(stderr, "msao: %s: %s\n", file.c_str(), reader.damage()->c_str());
    return reader;
}

Status runStats(const TraceArguments& arguments, std::stop_token stop) {
    MSAO_TRY(TraceReader reader, openTrace(arguments.file));
    MSAO_TRY(const TraceStatistics statistics, traceStatistics(reader, stop));
    if (arguments.asJson) {
        std::printf("%s\n", statisticsJson(statistics, reader.damage()).dump(2).c_str());
    } else {
        printStatistics(statistics);
    }
    return Done{};
}

Status exportTo(std::ostream& out, TraceReader& reader, const std::string& format, std::stop_token stop) {
    if (format == "chrome") return exportChromeTrace(reader, out, std::move(stop));
    return exportTraceJsonLines(reader, out, std::move(stop));
}

Status runExport(const TraceArguments& arguments, std::stop_token stop) {
    MSAO_TRY(TraceReader reader, openTrace(arguments.file));
    if (arguments.out == "-") return exportTo(std::cout, reader, arguments.format, std::move(stop));
    std::error_code ignored;
    if (std::filesystem::equivalent(arguments.file, arguments.out, ignored)) {
        return Error{ErrorCode::InvalidArgument, arguments.out.string() + ": is the trace itself"};
    }
    std::ofstream out(arguments.out, std::ios::binary | std::ios::trunc);
    if (!out) return Error{ErrorCode::FileUnreadable, arguments.out.string() + ": cannot be written"};
    return exportTo(out, reader, arguments.format, std::move(stop));
}

}  // namespace

void addTraceCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<TraceArguments>();
    CLI::App* trace = app.add_subcommand("trace", "Look at a recorded run (.msao)");
    trace->require_subcommand(1);

    CLI::App* stats = trace->add_subcommand("stats", "Count events, tokens, entropies and bytes");
    stats->add_option("file", arguments->file, "The trace")->required();
    stats->add_flag("--json", arguments->asJson, "As JSON");
    context.onChosen(stats, [arguments, &context] { return runStats(*arguments, context.interrupted); });

    CLI::App* convert = trace->add_subcommand("export", "Write a trace as JSON lines, or for Perfetto");
    convert->add_option("file", arguments->file, "The trace")->required();
    convert->add_option("--format", arguments->format, "jsonl: one event a line; chrome: opens in ui.perfetto.dev")
        ->check(CLI::IsMember({"jsonl", "chrome"}))
        ->capture_default_str();
    convert->add_option("--out", arguments->out, "The file to write; - is standard output")->capture_default_str();
    context.onChosen(convert, [arguments, &context] { return runExport(*arguments, context.interrupted); });
}

}  // namespace msao::app
