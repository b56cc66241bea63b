// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"
#include "training/parameters.h"

#include <filesystem>
#include <string>

namespace msao::training {

/// Writes what was learnt as a checkpoint in the published format, bfloat16. An earlier one is replaced. Of the
/// parameters, those that `config` has no place for are left behind.
engine::Status exportModel(const engine::ModelConfig& config, const ParameterSet& parameters,
                           const std::string& tokenizerJson, const std::filesystem::path& folder);

/// The weights of such a checkpoint of this model, or of this model before it could hear. What it does not hold (that,
/// and the heads that only teach) stays as it is. On an Error nothing has changed.
engine::Status importWeights(engine::ModelConfig config, const std::filesystem::path& folder, ParameterSet& parameters);

}  // namespace msao::training
