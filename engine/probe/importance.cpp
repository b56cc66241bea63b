// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/importance.h"

namespace msao::engine {

TokenGrid tokenGrid(PatchGrid grid, std::int32_t mergeSize) {
    return {grid.time, grid.height / mergeSize, grid.width / mergeSize};
}

std::string_view importanceName(ImportanceKind kind) {
    switch (kind) {
        case ImportanceKind::Calibrated:
            return "calibrated";
        case ImportanceKind::TrainingFree:
            return "training-free";
        case ImportanceKind::Random:
            return "random";
        case ImportanceKind::Downsampling:
            return "downsampling";
    }
    return "";
}

}  // namespace msao::engine
