// SPDX-License-Identifier: Apache-2.0
// What travels of one question's media at each quality of their codec, and what that costs the target's answer.
#pragma once

#include "evaluation/calibration/media_codec.h"
#include "evaluation/calibration/sample_measurement.h"

#include "msao/engine/importance.h"

#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

/// Of a sample that was watched. Bytes are the mean of all tokens and the half of them that `importance` keeps: cells
/// from here and there next to each other compress less. Losses are of whole media, all those of a prompt at one
/// quality.
engine::Result<std::vector<MeasuredRate>> measureRates(const MeasuredPair& pair,
                                                       const engine::ImportanceSource& importance,
                                                       const MediaCodec& codec, engine::PromptDescription asked,
                                                       std::span<const engine::TokenId> words,
                                                       std::span<const engine::TokenId> answer,
                                                       std::stop_token stop = {});

}  // namespace msao::calibration
