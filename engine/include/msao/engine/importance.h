// SPDX-License-Identifier: Apache-2.0
// Where a probe takes from which tokens matter: trained heads, no training at all, or a baseline to be measured
// against.
#pragma once

#include "msao/engine/feature_rows.h"
#include "msao/engine/importance_kind.h"
#include "msao/engine/method_options.h"
#include "msao/engine/modality.h"
#include "msao/engine/model_config.h"
#include "msao/engine/probe_heads.h"
#include "msao/engine/result.h"
#include "msao/engine/stand_ins.h"
#include "msao/engine/visual_input.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Language tokens of one medium. A sound is as many frames of one token as it has tokens.
struct TokenGrid {
    std::int64_t frames = 1;
    std::int64_t rows = 1;
    std::int64_t columns = 1;

    std::int64_t frameTokens() const { return rows * columns; }
    std::int64_t tokens() const { return frames * frameTokens(); }
    bool operator==(const TokenGrid&) const = default;
};

TokenGrid tokenGrid(PatchGrid grid, std::int32_t mergeSize);

/// One image, clip or sound, as the first blocks of its encoder see it. Views; whoever probes keeps them alive.
struct ProbedMedium {
    Modality modality = Modality::Image;
    std::uint64_t ordinal = 0;  // among the media of its modality, from 0
    TokenGrid grid;
    FeatureView pooled;                      // F(l) of Eq. 3: [grid.tokens(), width of the encoder]
    FeatureView projected;                   // the same where words live too, [grid.tokens(), width of the language
                                             // model]; empty: nobody knows how it relates to the prompt
    const VisualInput* pixels = nullptr;     // for cues of fine text and exact duplicates; null: no such cues
    std::int64_t bytes = 0;                  // of its distinct tokens, before compression and pruning
    std::span<const std::int64_t> standIns;  // which tokens were merged before anybody looked; empty: none

    /// Those that could travel: each stands for itself.
    std::int64_t distinctTokens() const;
};

/// K = 256 hash bits of one token's pooled features (Eq. 5): equal bits are near directions.
using TokenHash = std::array<std::uint64_t, 4>;
inline constexpr int kHashBits = 256;

/// M_spatial of Eq. 3, token by token: 0 (background) to 1.
using ImportanceMap = std::vector<float>;

/// Immutable; any thread may ask. Answers depend on what is passed in alone, not on what else is in the request.
class ImportanceSource {
public:
    virtual ~ImportanceSource() = default;
    virtual ImportanceKind kind() const = 0;

    /// Refuses, in words, a model that it was not made for.
    virtual Status fits(const ModelConfig&) const { return Done{}; }
    /// What it wants to be given as the features of sounds.
    virtual HeardBy heardBy() const { return HeardBy::Encoder; }

    /// One value for each token. `prompt`: rows of the embedding of the question.
    virtual ImportanceMap importance(const ProbedMedium& medium, std::span<const TokenHash> hashes,
                                     FeatureView prompt) const = 0;
    /// alpha_m of Eq. 6, before the softmax, from the mean prompt embedding and the mean projected features; either may
    /// be empty.
    virtual double relevance(std::span<const float> prompt, std::span<const float> features) const = 0;
    /// How little a map is to be trusted, 0...1: the planner keeps more where it is high.
    virtual double uncertainty(std::span<const float> importance) const = 0;
};

/// Heads that `msao calibrate` trained on what the target model does. Refuses heads that do not fit together.
Result<std::unique_ptr<ImportanceSource>> calibratedImportance(ProbeHeads heads);

/// Similarity to the prompt times being unlike the rest of the frame. Its uncertainty is a constant: nothing was
/// measured. (The norm of a feature, a common choice, pointed opposite ways for two models: not used.)
std::unique_ptr<ImportanceSource> trainingFreeImportance();

/// The best there is: by heads if there are any, else training-free.
Result<std::unique_ptr<ImportanceSource>> importanceBy(std::optional<ProbeHeads> heads);

/// The baselines: any token as good as another, by a seed; and the whole picture at a smaller size.
std::unique_ptr<ImportanceSource> randomImportance(std::uint64_t seed);
std::unique_ptr<ImportanceSource> downsamplingImportance();

/// Any of them by its kind; `seed` is random's. Calibrated without heads is refused in words.
Result<std::unique_ptr<ImportanceSource>> importanceOf(ImportanceKind kind, std::optional<ProbeHeads> heads,
                                                       std::uint64_t seed = 1);

}  // namespace msao::engine
