// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace msao::engine {

/// Makes the workers behind libtorch's operations sleep as soon as they have nothing to do, from the first call on.
///
/// libgomp lets them spin for milliseconds instead. On a busy machine a spinning worker takes the core from the one
/// that it waits for, and prefill takes ten times as long; on a quiet one they take the cores from the decode step.
void letWorkersSleep();

}  // namespace msao::engine
