// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/models.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace msao::app {

using namespace engine;
using evaluation::PruningSource;
using evaluation::RunSpec;

namespace {

Status checkNamed(const EvalArguments& arguments, const std::filesystem::path& folder, const char* option) {
    if (!folder.empty()) return Done{};
    return Error{ErrorCode::InvalidArgument, std::string("these modes need ") + option + ": " + arguments.modes};
}

bool needsDraft(const RunSpec& run) {
    return run.mode != Mode::CloudOnly && run.pruning != PruningSource::Downsampling;
}

bool needsTarget(const RunSpec& run) {
    return run.mode != Mode::EdgeOnly;
}

}  // namespace

Result<EvalModels> EvalModels::load(const EvalArguments& arguments, std::span<const RunSpec> runs,
                                    std::stop_token stop) {
    std::optional<ModelArguments> target;
    std::optional<ModelArguments> draft;
    if (std::ranges::any_of(runs, needsTarget)) {
        MSAO_CHECK(checkNamed(arguments, arguments.target, "--target"));
        MSAO_TRY(target, arguments.weights.targetModel(arguments.model, arguments.target));
    }
    if (std::ranges::any_of(runs, needsDraft)) {
        MSAO_CHECK(checkNamed(arguments, arguments.draft, "--draft"));
        MSAO_TRY(draft, arguments.weights.draftModel(arguments.model, arguments.draft));
    }
    EvalModels models;
    if (target) {
        MSAO_TRY(models.target, target->load(stop));
    }
    if (draft) {
        MSAO_TRY(models.draft, draft->load(stop));
    }
    if (std::ranges::find(runs, Mode::Hybrid, &RunSpec::mode) != runs.end()) {
        MSAO_TRY(models.copy, draft->load(stop));
    }
    return models;
}

bool EvalModels::canHear() const {
    return (!draft || draft->config().audio) && (!target || target->config().audio);
}

}  // namespace msao::app
