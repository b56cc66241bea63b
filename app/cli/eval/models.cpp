// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/models.h"

#include <algorithm>

namespace msao::app {

using namespace engine;
using evaluation::PruningSource;
using evaluation::RunSpec;

namespace {

bool needsDraft(const RunSpec& run) {
    return run.mode != Mode::CloudOnly && run.pruning != PruningSource::Downsampling;
}

bool needsTarget(const RunSpec& run) {
    return run.mode != Mode::EdgeOnly;
}

}  // namespace

Result<LoadedPair> loadModels(const EvalArguments& arguments, std::span<const RunSpec> runs, std::stop_token stop) {
    PairNeeds needs;
    needs.target = std::ranges::any_of(runs, needsTarget);
    needs.draft = std::ranges::any_of(runs, needsDraft);
    needs.cloudDraft = std::ranges::find(runs, Mode::Hybrid, &RunSpec::mode) != runs.end();
    needs.who = "--mode " + arguments.modes + " needs";
    return loadPair({arguments.draft, arguments.target, arguments.model, arguments.weights}, needs, stop);
}

bool canHear(const LoadedPair& models) {
    return (!models.draft || models.draft->config().audio) && (!models.target || models.target->config().audio);
}

}  // namespace msao::app
