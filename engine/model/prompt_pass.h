// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: one prompt's way through the model.
#pragma once

#include "engine/decode/decode_backend.h"
#include "engine/model/attention_tally.h"
#include "engine/model/audio_pads.h"
#include "engine/model/audio_tower.h"
#include "engine/model/audio_weights.h"
#include "engine/model/early_state.h"
#include "engine/model/language_tensors.h"
#include "engine/model/prompt_check.h"
#include "engine/model/vision_tower.h"
#include "engine/model/vision_weights.h"
#include "msao/engine/engine.h"
#include "msao/engine/prompt.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

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

/// What a prompt goes through. Parts outlive it.
struct ModelParts {
    const ModelConfig& config;
    const Towers& towers;
    LanguageTensors& language;
};

/// Which rows of the sequence each tower fills.
struct MediaPlaces {
    VisualPlaces visual;
    AudioPlaces audio;
};

/// The towers' first blocks alone, over sounds, and over images and clips without what is merged; a prompt may go on
/// from there. Stand-ins fit the visuals.
Result<EarlyFeatures::State> lookAt(const ModelParts& model, std::span<const VisualInput> visuals,
                                    std::span<const AudioInput> audios, const LookOptions& options,
                                    const std::stop_token& stop);

/// In steps: one block of a tower over all that is seen or heard, or one layer of the language model over at most 1,024
/// tokens. Between two steps anybody may use the weights and other slots of the cache; the bits are the same.
class PromptPass {
public:
    /// `prompt` outlives it. `seen`: what was computed already, or null.
    PromptPass(ModelParts model, const Prompt& prompt, MediaPlaces places, LogitRows rows,
               const EarlyFeatures::State* seen)
        : m_model(model), m_prompt(prompt), m_places(std::move(places)), m_wanted(rows), m_seen(seen) {}

    /// `tally` outlives it. Goes with LogitRows::All: of the last layer all queries are computed.
    void tallyAttention(AttentionTally& tally) { m_tally = &tally; }

    /// One half of a model that is cut: its layers alone, `from` what came out of the one before them, [tokens,
    /// hiddenSize] (undefined: the prompt is embedded and its media are seen). Before the first step.
    void cut(LayerRange layers, at::Tensor from);

    /// The next one. `cache` is the same in all.
    void step(const CacheSlots& cache);
    bool isDone() const { return m_stage == Stage::Done; }
    /// How many of its steps are behind it, of all: from 0 to 1.
    double share() const;
    /// Pixels and spectra are not looked at any more.
    bool hasReadMedia() const { return m_stage != Stage::Embedding; }
    /// Once it is done: behind the final norm, [rows, hiddenSize], float32.
    at::Tensor hidden() const;
    /// What came out of the last layer that ran, for the other half of a cut.
    at::Tensor residual() const;

private:
    enum class Stage { Embedding, Seeing, Hearing, Understanding, Done };

    void embed();
    VisionState firstSight() const;
    AudioState firstHearing() const;
    void see();
    void hear();
    void understand(const CacheSlots& cache);
    void beginChunk();
    void endChunk();
    std::int64_t chunkTokens() const;

    ModelParts m_model;
    const Prompt& m_prompt;
    MediaPlaces m_places;
    LogitRows m_wanted;
    const EarlyFeatures::State* m_seen;
    AttentionTally* m_tally = nullptr;
    LayerRange m_layers{0, m_model.config.text.layerCount};

    std::int64_t m_stepsDone = 0;
    Stage m_stage = Stage::Embedding;
    at::Tensor m_rows;  // of the embedding, with what the towers saw and heard: [tokens, hiddenSize], float32
    std::optional<VisionState> m_sight;
    std::optional<AudioState> m_sound;
    std::int32_t m_block = 0;  // the tower's next one, then the language model's next layer
    std::int64_t m_begin = 0;  // of the tokens that are together in the language model
    RotaryTable m_rotary;
    at::Tensor m_hidden;
    std::vector<at::Tensor> m_kept;
};

}  // namespace msao::engine
