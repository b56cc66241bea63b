// SPDX-License-Identifier: Apache-2.0
// The first compute path: a whole prompt through vision tower and language model, by libtorch. Names no torch type.
#pragma once

#include "engine/decode/decode_backend.h"
#include "engine/decode/kv_cache.h"
#include "engine/decode/language_weights.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/early_features.h"
#include "msao/engine/engine.h"
#include "msao/engine/progress.h"
#include "msao/engine/prompt.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::engine {

class PromptPass;  // engine/model's own
struct CacheSlots;

/// How far a prompt has come. The prompt outlives it.
class PromptProgress {
public:
    explicit PromptProgress(std::unique_ptr<PromptPass> pass);
    PromptProgress(PromptProgress&&) noexcept;
    ~PromptProgress();

    /// Pixels and spectra are not looked at any more.
    bool hasReadMedia() const;
    /// From 0 to 1.
    double share() const;

private:
    friend class PrefillModel;
    std::unique_ptr<PromptPass> m_pass;
};

/// Checkpoint and weights must outlive it and are only read. One thread at a time; libtorch's workers help it.
///
/// Computes in float32 for F32 weights. Otherwise matrices are bf16 (int8 and int4 are unpacked to the values that
/// decode uses), while residual stream, norms, rotary embedding, attention and the output head stay in float32.
class PrefillModel {
public:
    static Result<std::unique_ptr<PrefillModel>> make(const Checkpoint& checkpoint, const LanguageWeights& weights,
                                                      WeightType type, int threads);
    ~PrefillModel();

    /// The first blocks of the towers over images and clips, and over sounds.
    Result<EarlyFeatures> look(std::span<const VisualInput> visuals, std::span<const AudioInput> audios,
                               const LookOptions& options, std::stop_token stop);

    /// Runs the prompt at slots [firstSlot, firstSlot + prompt.tokens.size()) of a sequence that counts them already,
    /// after the tokens that stand in earlier slots. Stores keys and values in `backend`, fills `logits`.
    /// `progress` is told and asked between layers. An Error leaves the sequence's new slots and `logits` undefined.
    /// `seen`: the towers go on from there; null: they begin at their first block.
    Status run(const Prompt& prompt, const KvSequence& sequence, std::int64_t firstSlot, DecodeBackend& backend,
               LogitRows rows, Logits& logits, const Progress& progress, const EarlyFeatures* seen = nullptr);

    /// The same in steps: one block of a tower, or one layer over at most 1,024 tokens. Between two of them the backend
    /// may be used for other sequences; the bits are the same.
    Result<PromptProgress> begin(const Prompt& prompt, LogitRows rows, const EarlyFeatures* seen = nullptr);
    /// True when it was the last, and `logits` are filled. The other arguments are the same in all steps of a prompt.
    Result<bool> step(PromptProgress& progress, const KvSequence& sequence, std::int64_t firstSlot,
                      DecodeBackend& backend, Logits& logits);

    /// The attention that each of the prompt's tokens gets from those from `from` on, the mean over these, layers and
    /// heads. The prompt runs at the first slots of a sequence, as in `run`.
    Result<std::vector<float>> attention(const Prompt& prompt, const KvSequence& sequence, DecodeBackend& backend,
                                         std::int64_t from, std::stop_token stop);

    /// The prompt's way through the first `cut` layers alone, its towers with it: what comes out of them, a row a
    /// token.
    Result<FeatureRows> runLower(const Prompt& prompt, const KvSequence& sequence, DecodeBackend& backend,
                                 std::int32_t cut, std::stop_token stop);
    /// And through the others, from a slot on as in `run`: logits of the prompt's last token. Of the prompt only
    /// positions are looked at.
    Status runUpper(const Prompt& prompt, const FeatureRows& lower, const KvSequence& sequence, std::int64_t firstSlot,
                    DecodeBackend& backend, std::int32_t cut, Logits& logits, std::stop_token stop);

private:
    struct Parts;
    Status finish(PromptPass& pass, const CacheSlots& cache, const std::stop_token& stop);
    void fillLogits(const PromptPass& pass, Logits& logits) const;
    Result<std::unique_ptr<PromptPass>> pass(const Prompt& prompt, LogitRows rows, const EarlyFeatures* seen);
    explicit PrefillModel(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace msao::engine
