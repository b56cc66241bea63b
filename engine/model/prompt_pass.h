// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: one prompt's way through the model.
#pragma once

#include "engine/decode/decode_backend.h"
#include "engine/model/audio_pads.h"
#include "engine/model/audio_weights.h"
#include "engine/model/early_state.h"
#include "engine/model/language_tensors.h"
#include "engine/model/prompt_check.h"
#include "engine/model/vision_weights.h"
#include "msao/engine/engine.h"
#include "msao/engine/prompt.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <stop_token>

namespace msao::engine {

/// The cache slots that a prompt continues and fills.
struct CacheSlots {
    const KvSequence& sequence;
    DecodeBackend& backend;
    std::int64_t first = 0;
};

/// The towers' weights; `audio` is empty where the model has no audio encoder.
struct Towers {
    VisionTensors vision;
    AudioTensors audio;
};

/// Which rows of the sequence each tower fills.
struct MediaPlaces {
    VisualPlaces visual;
    AudioPlaces audio;
};

class PromptPass {
public:
    PromptPass(const ModelConfig& config, const Towers& towers, LanguageTensors& language, std::stop_token stop)
        : m_config(config), m_towers(towers), m_language(language), m_stop(std::move(stop)) {}

    /// The tower's first blocks alone, over whole images and clips; prefill may go on from there. `visuals` is not
    /// empty.
    Result<EarlyFeatures::State> look(std::span<const VisualInput> visuals, const LookOptions& options) const;

    /// Rows of the embedding, with what the towers saw and heard in the places of the pads: [tokens, hiddenSize],
    /// float32.
    /// `seen`: what was computed already, or null.
    Result<at::Tensor> embed(const Prompt& prompt, const MediaPlaces& places, const EarlyFeatures::State* seen) const;

    /// Through all layers and the final norm, storing keys and values: [rows, hiddenSize], float32.
    Result<at::Tensor> understand(const at::Tensor& embedded, std::span<const RopePosition> positions,
                                  const CacheSlots& cache, LogitRows rows) const;

private:
    Result<at::Tensor> see(const Prompt& prompt, const VisualPlaces& places, const EarlyFeatures::State* seen) const;
    /// All of each sound, then the tokens that are kept.
    Result<at::Tensor> hear(const Prompt& prompt, const AudioPlaces& places) const;
    Status throughBlocks(VisionState& state, std::int32_t begin, std::int32_t end) const;
    /// The last `wantedRows` rows behind the last layer.
    Result<at::Tensor> throughLayers(const at::Tensor& embedded, std::span<const RopePosition> positions,
                                     const CacheSlots& cache, std::int64_t wantedRows) const;

    const ModelConfig& m_config;
    const Towers& m_towers;
    LanguageTensors& m_language;
    std::stop_token m_stop;
};

}  // namespace msao::engine
