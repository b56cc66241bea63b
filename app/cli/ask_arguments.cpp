// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_arguments.h"

#include "msao/engine/answer_plan.h"

namespace msao::app {

using namespace engine;

namespace {

std::string askableModes() {
    std::string names;
    for (const ModeName& entry : kModeNames) names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

/// The option that names a server: others belong to it, or exclude it.
CLI::Option* addPlace(CLI::App& command, AskArguments& asked) {
    CLI::Option_group* where = command.add_option_group("Where the cloud is");
    where->add_flag("--in-process", asked.isInProcess, "Edge and cloud are threads of this process");
    CLI::Option* atServer = where->add_option("--server", asked.server,
                                              "The cloud's address: ws://127.0.0.1:7443, wss://cloud.example:7443");
    where->require_option(1);
    return atServer;
}

void addServerOptions(CLI::App& command, AskArguments& asked, CLI::Option* atServer) {
    command.add_option("--token", asked.tokenName, "With --server: the name of the token to log in with");
    command.add_option("--secret", asked.secretFile, "File that holds the token's secret");
    command
        .add_option("--ca", asked.authorities,
                    "With wss://: the authorities, PEM, one of which signed the cloud's certificate; without it those "
                    "that this machine trusts")
        ->needs(atServer);
    CLI::Option* ownCertificate = command.add_option(
        "--cert", asked.certificate, "With wss://: a certificate of one's own, PEM, for clouds that ask");
    CLI::Option* ownKey = command.add_option("--key", asked.key, "Its key, PEM");
    ownCertificate->needs(ownKey)->needs(atServer);
    ownKey->needs(ownCertificate);
    command
        .add_option("--patience", asked.patienceSeconds,
                    "With --server: seconds to wait for a cloud that cannot be reached; 0: until Ctrl-C")
        ->capture_default_str()
        ->check(CLI::Range(0, 86'400));
}

void addPairOptions(CLI::App& command, AskArguments& asked, CLI::Option* atServer) {
    command.add_option("--draft", asked.draft, "Checkpoint folder of the edge's model; not needed for cloud-only");
    command.add_option("--target", asked.target,
                       "Checkpoint folder of the cloud's model; not needed for edge-only, with --server only for "
                       "perllm, whose edge runs the model's first layers");
    command
        .add_flag(
            "--cloud-draft", asked.hasCloudDraft,
            "With --in-process: the cloud holds a copy of the draft model, so that modes msao and adaptive may also "
            "choose hybrid or co-located, which always have one")
        ->excludes(atServer);
    asked.model.addDeviceOptions(command);
    asked.weights.addTo(command);
}

/// How the answer comes about.
void addMethodOptions(CLI::App& command, AskArguments& asked) {
    command.add_option("--mode", asked.mode, "One of " + askableModes())->capture_default_str();
    command.add_option("--policy", asked.policy, "adaptive, or paper for Algorithm 1 to the letter")
        ->check(CLI::IsMember({"adaptive", "paper"}))
        ->capture_default_str();
    command.add_option("--link", asked.link, "An emulated link between the two: 300mbit,20ms[,jitter=5ms,loss=1%]");
    command
        .add_option("--hidden", asked.hidden,
                    "Mode perllm: hidden states travel as f32, which is exact, or int8, a quarter of the bytes")
        ->check(CLI::IsMember({"f32", "int8"}))
        ->capture_default_str();
    command
        .add_option("--cloud-budget", asked.cloudBudget,
                    "Passes in a row that the cloud takes without an accepted draft; without it no limit")
        ->check(CLI::Range(0, 1'000'000));
}

/// How long it is, and where it goes.
void addAnswerOptions(CLI::App& command, AskArguments& asked) {
    command.add_option("--max-new-tokens", asked.maxNewTokens, "The answer's length at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 1 << 20));
    command.add_option("--trace", asked.trace, "Record everything that happens into this .msao file");
    command.add_flag(
        "--json", asked.json,
        "Print tokens, text, provenance, counts, timings, plan and MAS as one JSON object; of `counts`, accepted, "
        "corrected, rejected and unverified drafts add up to the proposed ones; `mas` is empty in modes that do not "
        "probe: only msao and its ablations do");
}

}  // namespace

void AskArguments::addTo(CLI::App& command) {
    CLI::Option* atServer = addPlace(command, *this);
    addServerOptions(command, *this, atServer);
    addPairOptions(command, *this, atServer);
    prompt.addTo(command);
    sampling.addTo(command);
    pruning.addTo(command);
    addMethodOptions(command, *this);
    addAnswerOptions(command, *this);
}

Result<Mode> AskArguments::askedMode() const {
    const std::optional<Mode> asked = parseMode(mode);
    if (!asked) {
        return Error{ErrorCode::InvalidArgument, "--mode: expected " + askableModes() + ", found `" + mode + "`"};
    }
    return *asked;
}

Status AskArguments::checkCloudDraft(Mode asked) const {
    const bool isUsed = asked == Mode::Hybrid || asked == Mode::CoLocated || leavesChoice(asked);
    if (!hasCloudDraft || isUsed) return Done{};
    return Error{ErrorCode::InvalidArgument,
                 "--cloud-draft: in mode " + std::string(modeName(asked)) +
                     " the cloud drafts nothing; leave it out, or choose msao, adaptive, hybrid or co-located"};
}

}  // namespace msao::app
