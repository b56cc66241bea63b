// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/importance.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Random-hyperplane hashes of all rows (Eq. 5). Features are rounded to a few bits of their own scale and the
/// hyperplanes have entries of +1 and -1 from a fixed seed, so every sum is an exact integer: the same features give
/// the same bits in any order of summation, on edge, cloud and in a replay.
std::vector<TokenHash> hashTokens(FeatureView features, int threads);

/// Differing bits, 0...256.
int hashDistance(const TokenHash& a, const TokenHash& b);

}  // namespace msao::engine
