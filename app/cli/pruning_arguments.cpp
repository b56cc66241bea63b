// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pruning_arguments.h"

#include "app/cli/number_checks.h"

#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

Result<std::unique_ptr<ImportanceSource>> importanceFor(const std::string& prune, std::optional<ProbeHeads> heads) {
    if (const auto kind = parseImportance(prune)) return importanceOf(*kind, std::move(heads));
    return importanceBy(std::move(heads));
}

}  // namespace

void PruningArguments::addTo(CLI::App& command) {
    command
        .add_option("--prune", prune,
                    "Which tokens of pictures and sounds travel: auto (calibrated, else training-free), calibrated, "
                    "training-free, random; downsampling: pictures at a smaller size; or off: all of them")
        ->check(CLI::IsMember({"auto", "calibrated", "training-free", "random", "downsampling", "off"}))
        ->capture_default_str();
    command.add_option("--epsilon", epsilon, "What pruning may cost, as a share of quality; 0 is --prune off")
        ->check(numberIn(0, 1))
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
