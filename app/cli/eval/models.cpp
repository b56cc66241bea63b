// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/models.h"

#include <algorithm>
#include <utility>

namespace msao::app {

using namespace engine;
using evaluation::PruningSource;
using evaluation::RunSpec;

namespace {

Result<std::unique_ptr<Engine>> loadModel(const EvalArguments& arguments, const std::filesystem::path& folder,
                                          const char* option, std::stop_token stop) {
    if (folder.empty()) {
        return Error{ErrorCode::InvalidArgument, std::string("these modes need ") + option + ": " + arguments.modes};
    }
    ModelArguments model = arguments.model;
    model.folder = folder;
    return model.load(std::move(stop));
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
    EvalModels models;
    if (std::ranges::any_of(runs, needsTarget)) {
        MSAO_TRY(models.target, loadModel(arguments, arguments.target, "--target", stop));
    }
    if (std::ranges::any_of(runs, needsDraft)) {
        MSAO_TRY(models.draft, loadModel(arguments, arguments.draft, "--draft", stop));
    }
    if (std::ranges::find(runs, Mode::Hybrid, &RunSpec::mode) != runs.end()) {
        MSAO_TRY(models.copy, loadModel(arguments, arguments.draft, "--draft", stop));
    }
    return models;
}

bool EvalModels::canHear() const {
    return (!draft || draft->config().audio) && (!target || target->config().audio);
}

}  // namespace msao::app
