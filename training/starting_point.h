// SPDX-License-Identifier: Apache-2.0
// Where a run of training begins: where an earlier one stopped, with given checkpoints, or with nothing.
#pragma once

#include "msao/engine/result.h"
#include "training/curriculum.h"
#include "training/trainer.h"
#include "training/training_run.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace msao::training {

/// Where a run in `folder` keeps how far a model has come.
std::filesystem::path stateFile(const std::filesystem::path& folder, Role role);

/// Its index in the curriculum.
engine::Result<std::int64_t> stageNamed(std::span<const Stage> stages, const std::string& name);

/// Brings the weights of the state, or of the checkpoints to begin with, into the model.
engine::Result<Position> startingPoint(Role role, std::span<const Stage> stages, const RunOptions& options,
                                       Model& model);

}  // namespace msao::training
