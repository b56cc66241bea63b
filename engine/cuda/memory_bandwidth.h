// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

namespace msao::engine {

/// Bytes a second that the first CUDA device reads from its memory: the best of several passes over a buffer many times
/// its cache.
Result<double> measureDeviceReadBandwidth();

}  // namespace msao::engine
