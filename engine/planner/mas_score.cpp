// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/mas_score.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

double share(double value, double ifNotANumber) {
    return std::isnan(value) ? ifNotANumber : std::clamp(value, 0.0, 1.0);
}

}  // namespace

double masScore(const ModalitySparsity& sparsity, const MethodOptions& options) {
    double needed = 1;
    if (sparsity.spatial) needed -= options.spatialWeight * share(*sparsity.spatial, 0);
    if (sparsity.meanChange) needed -= options.temporalWeight * (1 - share(*sparsity.meanChange, 1));
    return share(1 - share(sparsity.relevance, 1) * share(needed, 1), 0);
}

double leastRetention(double mas) {
    return 1 - share(mas, 0);
}

}  // namespace msao::engine
