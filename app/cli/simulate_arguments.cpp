// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_arguments.h"

#include "app/cli/number_checks.h"
#include "app/cli/this_cpu.h"
#include "evaluation/simulator/named_link.h"
#include "protocol/link/units.h"

#include <algorithm>
#include <sstream>

namespace msao::app {

using namespace engine;
using namespace simulator;
using protocol::parseBitsPerSecond;
using protocol::parseMilliseconds;

namespace {

// As readLinkTrace bounds them.
constexpr double kMostLinkMs = 1e6;
constexpr double kLeastBitsPerSecond = 1e3;
constexpr double kMostBitsPerSecond = 1e12;
constexpr double kMostVirtualMs = 24 * 3600e3;  // chosen: a day of 10,000 edges takes hours

std::string simulatedModes() {
    std::string names;
    for (const ModeName& entry : kModeNames) names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

Result<double> linkMs(const std::string& text, const char* option) {
    MSAO_TRY(const double ms, parseMilliseconds(text, option));
    if (ms <= kMostLinkMs) return ms;
    return Error{ErrorCode::InvalidArgument, std::string(option) + ": expected at most 1000s, found `" + text + "`"};
}

Result<double> linkBitsPerSecond(const std::string& text, const char* option) {
    MSAO_TRY(const double rate, parseBitsPerSecond(text, option));
    if (rate >= kLeastBitsPerSecond && rate <= kMostBitsPerSecond) return rate;
    return Error{ErrorCode::InvalidArgument,
                 std::string(option) + ": expected 1kbit to 1000gbit, found `" + text + "`"};
}

Result<double> virtualMs(const std::string& text, const char* option) {
    MSAO_TRY(const double ms, parseMilliseconds(text, option));
    if (ms <= kMostVirtualMs) return ms;
    return Error{ErrorCode::InvalidArgument, std::string(option) + ": expected at most 24h, found `" + text + "`"};
}

/// Of what takes some time.
Result<double> someMs(const std::string& text, const char* option) {
    MSAO_TRY(const double ms, virtualMs(text, option));
    if (ms > 0) return ms;
    return Error{ErrorCode::InvalidArgument, std::string(option) + ": expected more than 0, found `" + text + "`"};
}

std::string namesOfLinks() {
    std::string names;
    for (const LinkName& entry : kLinkNames) names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

Result<NamedLink> linkNamed(const std::string& name) {
    const auto entry = std::ranges::find(kLinkNames, name, &LinkName::name);
    if (entry != kLinkNames.end()) return entry->link;
    return Error{ErrorCode::InvalidArgument, "--link: expected " + namesOfLinks() + ", found `" + name + "`"};
}

Result<DeviceProfile> deviceOf(const std::string& name) {
    return name == "this-cpu" ? measureThisCpu() : findDeviceProfile(name);
}

Result<std::optional<DraftPolicy>> policyOf(const std::string& name) {
    if (name.empty()) return std::optional<DraftPolicy>{};
    if (name == "paper") return std::optional{DraftPolicy::Paper};
    if (name == "fixed") return std::optional{DraftPolicy::Fixed};
    if (name == "adaptive") return std::optional{DraftPolicy::Adaptive};
    return Error{ErrorCode::InvalidArgument, "--policy: expected paper, fixed or adaptive, found `" + name + "`"};
}

}  // namespace

void SimulateArguments::addTo(CLI::App& command) {
    addMachinesTo(command);
    addLinkTo(command);
    addModelsTo(command);
    addLoadTo(command);
    addDraftingTo(command);
    command.add_option("--p95", m_latencyGoal,
                       "Also find the sessions one GPU serves with this 95th percentile per token: 20ms");
    command.add_option("--seed", m_seed, "Same seed, same run")->check(wholeNumber())->capture_default_str();
    CLI::Option* asJson = command.add_flag(
        "--json", json, R"(Print {"runs": [{"mode": ..., "alpha": ..., "tokens_per_second": ...}, ...]})");
    command.add_flag("--csv", csv, "Print comma-separated values")->excludes(asJson);
}

void SimulateArguments::addMachinesTo(CLI::App& command) {
    command.add_option("--edge", m_edge, "rtx3090, a100-40, h200, this-cpu (measured now), or a JSON profile")
        ->capture_default_str();
    command.add_option("--cloud", m_cloud, "The same, for each GPU of the cloud")->capture_default_str();
}

void SimulateArguments::addLinkTo(CLI::App& command) {
    command.add_option("--rtt", m_rtt, "Round trip: 20ms, 0.1s")->capture_default_str();
    command.add_option("--bandwidth", m_bandwidth, "Each way: 300mbit, 1gbit")->capture_default_str();
    command.add_option("--jitter", m_jitter, "What a message takes longer on average, one way")->capture_default_str();
    command.add_option("--loss", m_loss, "Share of messages sent again a round trip later")
        ->check(numberIn(0, 0.9))
        ->capture_default_str();
    CLI::Option* named = command.add_option(
        "--link", m_linkName,
        "steady; jitter of a quarter of the round trip on average; loss of 1 %; steps: every 10 s the bandwidth falls "
        "to a twentieth and comes back, then the round trip takes ten times as long; or 5g, a drive through cells "
        "with times and rates of its own, by --seed");
    named->capture_default_str();
    command.add_option("--link-trace", m_linkTrace, "CSV instead: time_ms,rtt_ms,bandwidth_mbit[,jitter_ms,loss]")
        ->excludes(named);
    command.add_option("--link-change", m_linkChanges, "TIME:RTT:BANDWIDTH, such as 30s:200ms:20mbit; may be repeated")
        ->excludes(named);
}

/// How well drafts fit, and who makes them.
void SimulateArguments::addModelsTo(CLI::App& command) {
    command.add_option("--alpha", m_alphas, "Acceptance of a draft token, separated by commas")
        ->delimiter(',')
        ->check(numberIn(0, 1))
        ->capture_default_str();
    command
        .add_option("--acceptance-from", m_acceptanceFrom,
                    "Instead of --alpha: drafts with their entropies as this .msao recording has them")
        ->excludes("--alpha");
    command
        .add_option("--mode", m_modes,
                    "Separated by commas: " + simulatedModes() +
                        "; msao prunes nothing here and is adaptive, msao-no-collab is sync")
        ->delimiter(',')
        ->capture_default_str();
}

/// What is asked, by how many, of how many.
void SimulateArguments::addLoadTo(CLI::App& command) {
    command.add_option("--tokens", m_tokens, "Tokens of an answer; 20000, or 200 with --duration")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{100'000'000}));
    command
        .add_option("--upload", m_uploadBytes,
                    "Bytes of each question's media; the cloud computes nothing before it has them")
        ->check(numberIn(0, 1e12))
        ->capture_default_str();
    command.add_option("--edges", m_edges, "Edges, each with one session")
        ->check(CLI::Range(1U, 1'000'000U))
        ->capture_default_str();
    command.add_option("--gpus", m_gpus, "GPUs that share them")
        ->check(CLI::Range(1U, 100'000U))
        ->capture_default_str();
    command.add_option("--duration", m_duration, "Virtual time in which every edge asks again and again: 60s");
    command.add_option("--think", m_think, "Mean pause between two questions of an edge, with --duration")
        ->capture_default_str();
}

void SimulateArguments::addDraftingTo(CLI::App& command) {
    command.add_option("--policy", m_policy,
                       "paper, fixed or adaptive drafting; without it fixed for sync, adaptive for the others");
    command.add_option("--draft-length", m_draftLength, "N of policies paper and fixed")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command.add_option("--theta", m_theta, "Entropy gate of policy paper")
        ->check(numberIn(0, 1))
        ->capture_default_str();
    command
        .add_option("--cloud-budget", m_cloudBudget,
                    "Passes in a row that the cloud takes without an accepted draft; without it no limit")
        ->check(CLI::Range(0, 1'000'000));
}

Result<std::vector<Scenario>> SimulateArguments::scenarios() const {
    Scenario common;
    MSAO_CHECK(fill(common));
    MSAO_TRY(const std::vector<Mode> modes, chosenModes());
    std::vector<Scenario> all;
    for (const Mode mode : modes) {
        for (const double alpha : m_alphas) {
            all.push_back(common);
            all.back().mode = mode;
            all.back().alpha = alpha;
        }
    }
    return all;
}

Status SimulateArguments::fill(Scenario& scenario) const {
    MSAO_TRY(scenario.edge, deviceOf(m_edge));
    scenario.cloud = scenario.edge;  // measured once where both are this machine
    if (m_cloud != m_edge) {
        MSAO_TRY(scenario.cloud, deviceOf(m_cloud));
    }
    MSAO_TRY(scenario.link, link());
    MSAO_TRY(scenario.policy, policyOf(m_policy));
    if (!m_acceptanceFrom.empty()) {
        MSAO_TRY(scenario.recorded, readRecordedAcceptance(m_acceptanceFrom));
    }
    scenario.seed = m_seed;
    scenario.edges = m_edges;
    scenario.gpus = m_gpus;
    scenario.draftLength = m_draftLength;
    scenario.theta = m_theta;
    scenario.cloudBudget = m_cloudBudget;
    scenario.uploadBytes = m_uploadBytes;
    scenario.answerTokens = m_tokens.value_or(m_duration.empty() ? 20000 : 200);
    if (m_duration.empty()) return Done{};
    MSAO_TRY(scenario.durationMs, someMs(m_duration, "--duration"));
    MSAO_TRY(scenario.thinkMs, virtualMs(m_think, "--think"));
    return Done{};
}

Result<std::vector<Mode>> SimulateArguments::chosenModes() const {
    std::vector<Mode> modes;
    for (const std::string& name : m_modes) {
        const auto mode = parseMode(name);
        if (!mode) {
            return Error{ErrorCode::InvalidArgument, "--mode: expected " + simulatedModes() + ", found `" + name + "`"};
        }
        modes.push_back(*mode);
    }
    return modes;
}

Result<LinkProfile> SimulateArguments::link() const {
    if (!m_linkTrace.empty()) {
        MSAO_TRY(LinkProfile traced, readLinkTrace(m_linkTrace));
        MSAO_CHECK(addChanges(traced));
        return traced;
    }
    LinkState state;
    MSAO_TRY(state.rttMs, linkMs(m_rtt, "--rtt"));
    MSAO_TRY(state.bitsPerSecond, linkBitsPerSecond(m_bandwidth, "--bandwidth"));
    MSAO_TRY(state.jitterMs, linkMs(m_jitter, "--jitter"));
    state.loss = m_loss;
    MSAO_TRY(const NamedLink name, linkNamed(m_linkName));
    LinkProfile profile = namedLink(name, state, m_seed);
    MSAO_CHECK(addChanges(profile));
    return profile;
}

Status SimulateArguments::addChanges(LinkProfile& profile) const {
    for (const std::string& text : m_linkChanges) {
        std::vector<std::string> parts;
        std::istringstream stream(text);
        for (std::string part; std::getline(stream, part, ':');) parts.push_back(part);
        if (parts.size() != 3) {
            return Error{ErrorCode::InvalidArgument,
                         "--link-change: expected TIME:RTT:BANDWIDTH, found `" + text + "`"};
        }
        LinkState state = profile.changes().back().state;
        MSAO_TRY(const double atMs, virtualMs(parts[0], "--link-change"));
        MSAO_TRY(state.rttMs, linkMs(parts[1], "--link-change"));
        MSAO_TRY(state.bitsPerSecond, linkBitsPerSecond(parts[2], "--link-change"));
        MSAO_CHECK(profile.changeAt(atMs, state));
    }
    return Done{};
}

Result<std::optional<double>> SimulateArguments::latencyGoalMs() const {
    if (m_latencyGoal.empty()) return std::optional<double>{};
    if (m_duration.empty())
        return Error{ErrorCode::InvalidArgument, "--p95: expected a --duration beside it, found none"};
    MSAO_TRY(const double goalMs, someMs(m_latencyGoal, "--p95"));
    return std::optional{goalMs};
}

}  // namespace msao::app
