// SPDX-License-Identifier: Apache-2.0
#include "training/starting_point.h"

#include "training/export_model.h"
#include "training/training_state.h"

namespace msao::training {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

/// A state knows itself what training began with; one of before that was written goes by what it is resumed with.
Result<Position> resumed(const std::filesystem::path& file, const RunOptions& options, Model& model) {
    if (!options.isResumed)
        return Error{ErrorCode::InvalidArgument, file.string() + ": training has begun there; resume it or remove it"};
    MSAO_TRY(Position position, loadState(file, model.parameters));
    const bool isTold = position.origin == Origin::Unknown && !options.from.empty();
    if (isTold) position.origin = Origin::Checkpoints;
    return position;
}

Result<Position> begun(Role role, const RunOptions& options, Model& model) {
    Position position;
    position.seed = static_cast<std::int64_t>(options.seed);
    position.origin = Origin::Nothing;
    if (options.from.empty()) return position;
    MSAO_CHECK(importWeights(model.config, options.from / name(role), model.parameters));
    position.origin = Origin::Checkpoints;
    return position;
}

}  // namespace

std::filesystem::path stateFile(const std::filesystem::path& folder, Role role) {
    return folder / (std::string(name(role)) + ".state");
}

Result<std::int64_t> stageNamed(std::span<const Stage> stages, const std::string& name) {
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (stages[i].name == name) return static_cast<std::int64_t>(i);
    }
    return Error{ErrorCode::InvalidArgument, "expected a stage of the curriculum, found `" + name + "`"};
}

Result<Position> startingPoint(Role role, std::span<const Stage> stages, const RunOptions& options, Model& model) {
    const std::filesystem::path file = stateFile(options.folder, role);
    const bool hasBegun = std::filesystem::exists(file);
    MSAO_TRY(Position position, hasBegun ? resumed(file, options, model) : begun(role, options, model));
    if (options.fromStage.empty()) return position;
    MSAO_TRY(position.stage, stageNamed(stages, options.fromStage));
    position.stagePictures = 0;
    return position;
}

}  // namespace msao::training
