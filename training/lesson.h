// SPDX-License-Identifier: Apache-2.0
// Pictures and sounds of the demo world with questions about them, as the tensors of one pass.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/tokenizer.h"
#include "msao/world/speech.h"
#include "training/curriculum.h"
#include "training/draws.h"
#include "training/packed_batch.h"
#include "training/question_rows.h"

#include <cstdint>

namespace msao::training {

/// Immutable; any number of threads may make passes.
class LessonPlan {
public:
    /// All of them outlive it; `voices` may be null where no stage is to be heard. Of the model only what pictures,
    /// sounds and positions depend on is looked at, so draft and target read the same passes.
    LessonPlan(const engine::ModelConfig& config, const engine::Tokenizer& tokenizer,
               const world::SpeechBank* voices = nullptr)
        : m_config(config), m_tokenizer(tokenizer), m_voices(voices) {}

    /// A function of its arguments.
    PackedBatch pass(const Stage& stage, PassKey key, std::int64_t pictures,
                     world::Split split = world::Split::Train) const;

private:
    /// Returns which words each sound's tokens are of.
    std::vector<Owners> playSounds(PackedBatch& batch, const std::vector<world::Situation>& situations,
                                   double seconds) const;

    const engine::ModelConfig& m_config;
    const engine::Tokenizer& m_tokenizer;
    const world::SpeechBank* m_voices;
};

}  // namespace msao::training
