// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_weights.h"

#include <utility>

namespace msao::app {

using engine::Result;

namespace {

Result<ModelArguments> modelIn(const std::filesystem::path& folder, const std::string& weights, ModelArguments both) {
    both.folder = folder;
    if (!weights.empty()) both.weights = weights;
    MSAO_CHECK(both.loadOptions());
    return both;
}

}  // namespace

void PairWeights::addTo(CLI::App& command) {
    command.add_option("--draft-dtype", draft, "Weights of the draft model alone, as --dtype has them for both");
    command.add_option("--target-dtype", target, "Weights of the target model alone, likewise");
}

Result<ModelArguments> PairWeights::draftModel(ModelArguments both, const std::filesystem::path& folder) const {
    return modelIn(folder, draft, std::move(both));
}

Result<ModelArguments> PairWeights::targetModel(ModelArguments both, const std::filesystem::path& folder) const {
    return modelIn(folder, target, std::move(both));
}

}  // namespace msao::app
