// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace msao::engine {

/// How much of a prompt is read before somebody looks whether it is still wanted, and whether others wait. As many as
/// prefill computes at once anyway: a prompt in such pieces has the bits of one read whole.
inline constexpr std::int64_t kPrefillPieceTokens = 1024;

}  // namespace msao::engine
