// SPDX-License-Identifier: Apache-2.0
// Pictures of the demo world with questions about them, as the tensors of one pass.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/tokenizer.h"
#include "training/curriculum.h"
#include "training/draws.h"
#include "training/packed_batch.h"

#include <cstdint>

namespace msao::training {

/// Immutable; any number of threads may make passes.
class LessonPlan {
public:
    /// Model and tokenizer outlive it. Of the model only what pictures and positions depend on is looked at, so draft
    /// and target read the same passes.
    LessonPlan(const engine::ModelConfig& config, const engine::Tokenizer& tokenizer)
        : m_config(config), m_tokenizer(tokenizer) {}

    /// A function of its arguments.
    PackedBatch pass(const Stage& stage, PassKey key, std::int64_t pictures,
                     world::Split split = world::Split::Train) const;

private:
    const engine::ModelConfig& m_config;
    const engine::Tokenizer& m_tokenizer;
};

}  // namespace msao::training
