// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/calibration/sample_measurement.h"
#include "msao/engine/calibration.h"

#include <span>

namespace msao::calibration {

/// Everything that planning needs, from all samples: the entropies (thinned to a few thousand quantiles), acceptance by
/// entropy, and for each modality the mean loss over what was left out and over what its codec took, with what travels
/// at each of the codec's qualities.
engine::Calibration summarise(std::span<const SampleMeasurement> samples);

}  // namespace msao::calibration
