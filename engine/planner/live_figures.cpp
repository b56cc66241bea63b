// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/live_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace msao::engine {
namespace {

struct Field {
    const char* name;
    double value;
};

}  // namespace

Status checkLiveFigures(const LiveFigures& live) {
    const std::array fields = {
        Field{"link.bytesPerSecond", live.link.bytesPerSecond},
        Field{"link.rttMs", live.link.rttMs},
        Field{"link.jitterMs", live.link.jitterMs},
        Field{"edge.stepMs", live.edge.stepMs},
        Field{"edge.prefillMsPerToken", live.edge.prefillMsPerToken},
        Field{"edge.prefillFixedMs", live.edge.prefillFixedMs},
        Field{"cloud.stepMs", live.cloud.stepMs},
        Field{"cloud.stepMsPerExtraToken", live.cloud.stepMsPerExtraToken},
        Field{"cloud.prefillMsPerToken", live.cloud.prefillMsPerToken},
        Field{"cloud.prefillFixedMs", live.cloud.prefillFixedMs},
        Field{"cloudDraftStepMs", live.cloudDraftStepMs.value_or(0)},
        Field{"cloudFreeRows", live.cloudFreeRows},
        Field{"cloudLoad", live.cloudLoad},
        Field{"acceptance", live.acceptance.value_or(0)},
        Field{"answerTokens", live.answerTokens},
        Field{"edgeKvBytesPerToken", static_cast<double>(live.edgeKvBytesPerToken)},
        Field{"edgeMemoryBytes", static_cast<double>(live.edgeMemoryBytes.value_or(0))},
    };
    for (const Field& field : fields) {
        if (!std::isfinite(field.value) || field.value < 0) {
            return Error{ErrorCode::InvalidArgument, std::string("live figures: ") + field.name +
                                                         ": expected a number >= 0, found " +
                                                         std::to_string(field.value)};
        }
    }
    if (live.isCloudReachable && live.link.bytesPerSecond <= 0) {
        return Error{ErrorCode::InvalidArgument,
                     "live figures: link.bytesPerSecond: expected > 0 for a reachable cloud"};
    }
    return Done{};
}

double cloudPassMs(const LiveFigures& live, double rows) {
    return cloudPassMs(live, rows, rows);
}

double cloudPassMs(const LiveFigures& live, double rows, double rowsOfOthers) {
    const double paidRows = std::max(0.0, rows + live.cloudLoad * rowsOfOthers - live.cloudFreeRows);
    return live.cloud.stepMs + live.cloud.stepMsPerExtraToken * paidRows;
}

}  // namespace msao::engine
