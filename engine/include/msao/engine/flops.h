// SPDX-License-Identifier: Apache-2.0
// Arithmetic counted from shapes: one multiplication and one addition are two operations. Norms, activations and rotary
// embedding are not counted; they are below one part in a hundred of what is.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/visual_input.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Patch embedding and the blocks from 0 to `blocks`.
double towerBlockFlops(const ModelConfig& config, std::span<const PatchGrid> grids, std::int32_t blocks);
/// The merger over all tokens of the grids.
double mergerFlops(const ModelConfig& config, std::span<const PatchGrid> grids);
/// The audio encoder over so many language tokens of sound, its projection included.
double audioEncoderFlops(const AudioConfig& config, std::int64_t tokens);
/// `tokens` new tokens behind `past`, through all layers; the output head for `headRows` of them.
double languageFlops(const TextConfig& config, std::int64_t past, std::int64_t tokens, std::int64_t headRows);

/// What one question is made of.
struct QuestionShape {
    std::vector<PatchGrid> grids;
    std::int64_t textTokens = 0;
    std::int64_t audioTokens = 0;
    std::int64_t answerTokens = 64;
};

/// One model answers alone: towers, prefill, one decode step for each token of the answer.
double pipelineFlops(const ModelConfig& config, const AudioConfig& audio, const QuestionShape& question);

/// What the probe computes of a question.
struct ProbeFlops {
    double reused = 0;      // first blocks of the encoders: handed on, so prefill is spared them
    double merger = 0;      // early features into the words' space; of sounds, the encoder's projection
    double hashing = 0;     // integer products of Eq. 5, counted like the others
    double similarity = 0;  // tokens and modalities against the prompt
    double heads = 0;       // calibrated ones, as `msao calibrate` makes them
    double selection = 0;   // distances of max-min diversity, in words of 64 bits
    double cues = 0;        // edges and duplicates among pixels

    double extra() const { return merger + hashing + similarity + heads + selection + cues; }
};

/// With `blocks` blocks of either tower looked at.
ProbeFlops probeFlops(const ModelConfig& draft, const AudioConfig& audio, const QuestionShape& question,
                      std::int32_t blocks);

}  // namespace msao::engine
