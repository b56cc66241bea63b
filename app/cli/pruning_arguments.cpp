// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pruning_arguments.h"

#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::uint64_t kRandomSeed = 1;

Result<std::unique_ptr<ImportanceSource>> importanceFor(const std::string& prune, std::optional<ProbeHeads> heads) {
    if (prune == "random") return randomImportance(kRandomSeed);
    if (prune == "training-free") return trainingFreeImportance();
    return importanceBy(std::move(heads));
}

}  // namespace

void PruningArguments::addTo(CLI::App& command) {
    command
        .add_option("--prune", prune,
                    "Which tokens of pictures and sounds travel: auto (as calibrated, else training-free), "
                    "training-free, random, or off: all of them")
        ->check(CLI::IsMember({"auto", "training-free", "random", "off"}))
        ->capture_default_str();
    command.add_option("--epsilon", epsilon, "What pruning may cost, as a share of quality; 0 is --prune off")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
}

Result<Pruning> PruningArguments::resolve(const std::filesystem::path& draft) const {
    Pruning pruning;
    pruning.qualityBound = prune == "off" ? 0 : epsilon;
    std::optional<ProbeHeads> heads;
    if (!draft.empty()) {
        MSAO_TRY(std::optional<CalibrationFile> file, readCalibrationBeside(draft));
        pruning.isCalibrated = file.has_value();
        if (file) {
            pruning.calibration = std::move(file->calibration);
            heads = std::move(file->heads);
        }
    }
    MSAO_TRY(pruning.importance, importanceFor(prune, std::move(heads)));
    return pruning;
}

}  // namespace msao::app
