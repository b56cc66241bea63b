// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/progress.h"
#include "msao/engine/result.h"

#include <filesystem>
#include <string>

namespace msao::engine {

/// How far the quantised matrices are from the originals: RMS of the difference over RMS of the matrix.
struct QuantizationReport {
    int matrices = 0;
    double meanError = 0;
    double worstError = 0;
    std::string worstName;
};

/// Writes a copy of the folder in which every matrix of the language model, the head included, is quantised; a tied
/// head gets codes of its own, and the embedding stays. The folder appears when it is complete; on an Error nothing is
/// left.
Result<QuantizationReport> quantizeCheckpoint(const std::filesystem::path& folder, const QuantizationConfig& config,
                                              const std::filesystem::path& out, int threads, const Progress& progress);

}  // namespace msao::engine
