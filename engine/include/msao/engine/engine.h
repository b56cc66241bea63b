// SPDX-License-Identifier: Apache-2.0
// One loaded checkpoint that answers many sessions. No torch type appears here.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/early_features.h"
#include "msao/engine/ids.h"
#include "msao/engine/progress.h"
#include "msao/engine/prompt.h"
#include "msao/engine/result.h"
#include "msao/engine/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace msao::engine {

enum class WeightType { F32, BF16, Int8, Int4 };
enum class Device { Cpu, Cuda };

struct LoadOptions {
    WeightType weights = WeightType::BF16;
    Device device = Device::Cpu;  // of the decode step; prefill runs on the CPU
    int threads = 0;              // 0: one per core
    std::size_t kvCacheBytes = std::size_t{1} << 30;
    /// More than 0: only so many layers of the language model, the first ones, for prefillLower and decodeLower with a
    /// cut no deeper than that; whatever needs the others is refused. (On CUDA the decode step holds all the same.)
    std::int32_t lowerLayers = 0;
    Progress progress;
};

/// The largest number of new tokens that one decode step takes per session (M-invariant kernels are tiled for it).
inline constexpr int kMaxDecodeTokens = 16;

class Engine;

/// One conversation: its KV cache pages and how far it has come. Used by one thread at a time; moves freely.
/// An error of the Engine leaves it as it was before the call. The Engine outlives its sessions.
class Session {
public:
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();  // gives its pages back

    /// Tokens in the KV cache.
    std::int64_t length() const;
    /// The M-RoPE coordinate of the next text token.
    std::int32_t nextPosition() const;

private:
    friend class Engine;
    struct State;
    explicit Session(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// A prompt that a session reads in steps. Until the last one the session takes nothing else; if the reading is given
/// up before, the session goes with it.
class PromptReading {
public:
    PromptReading(PromptReading&&) noexcept;
    PromptReading& operator=(PromptReading&&) noexcept;
    ~PromptReading();

private:
    friend class Engine;
    struct State;
    explicit PromptReading(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// New tokens of one session in a decode step.
struct DecodeRequest {
    Session* session = nullptr;
    std::span<const TokenId> tokens;  // 1...kMaxDecodeTokens
};

/// Logits of consecutive rows, float32, [rows, vocabularySize].
struct Logits {
    std::int64_t rows = 0;
    std::int64_t vocabularySize = 0;
    std::vector<float> values;

    std::span<float> row(std::int64_t r) {
        return std::span(values).subspan(static_cast<std::size_t>(r * vocabularySize),
                                         static_cast<std::size_t>(vocabularySize));
    }
    std::span<const float> row(std::int64_t r) const {
        return std::span(values).subspan(static_cast<std::size_t>(r * vocabularySize),
                                         static_cast<std::size_t>(vocabularySize));
    }
};

enum class LogitRows { Last, All };

/// The KV cache in pages. A session holds whole ones.
struct KvUsage {
    std::int64_t pages = 0;
    std::int64_t pagesInUse = 0;
    std::int32_t tokensPerPage = 0;
};

/// Weights are loaded once and never change. Calls are made by one thread at a time; it uses its own worker threads.
class Engine {
public:
    /// Plain weights of the wanted type are not copied: the folder's files are mapped, and stay as they are while the
    /// engine lives (one that is cut short meanwhile ends the program). An Error leaves nothing behind.
    static Result<std::unique_ptr<Engine>> load(const std::filesystem::path& folder, const LoadOptions& options);
    ~Engine();

    const ModelConfig& config() const;
    const Tokenizer& tokenizer() const;
    /// Rows of the logits from here on belong to no token.
    std::int32_t tokenEnd() const;
    /// Layers of the language model that are in memory.
    std::int32_t loadedLayers() const;
    /// What one decode step reads from memory once: weights as they are stored, without the KV cache.
    std::size_t bytesPerStep() const;

    Session newSession();
    KvUsage kvUsage() const;

    /// Appends a prompt to a session. `stop` is looked at between layers.
    Result<Logits> prefill(Session& session, const Prompt& prompt, LogitRows rows = LogitRows::Last,
                           std::stop_token stop = {});
    /// And tells before each layer how far it has come, and at last that it is done.
    Result<Logits> prefill(Session& session, const Prompt& prompt, LogitRows rows, const Progress& progress);

    /// The same as prefill, to the same bits, in steps between which other sessions may decode: one block of a tower
    /// over all that is shown or played, or one layer of the language model over at most 1,024 tokens.
    Result<PromptReading> beginReading(Session& session, Prompt prompt);
    /// The next step. With the last one come the logits of the prompt's last token. An Error leaves the session as it
    /// was before the reading, which is over.
    Result<std::optional<Logits>> readOn(Session& session, PromptReading& reading);

    /// Runs the first blocks of the vision tower, for the probe to look at. Touches no session.
    Result<EarlyFeatures> look(std::span<const VisualInput> visuals, const LookOptions& options = {},
                               std::stop_token stop = {});
    /// And those of the audio encoder over sounds; one of the two may be empty.
    Result<EarlyFeatures> look(std::span<const VisualInput> visuals, std::span<const AudioInput> audios,
                               const LookOptions& options, std::stop_token stop = {});

    /// The same as prefill, going on from what look made of all the prompt's visual inputs and sounds: nothing is
    /// computed twice. With every visual token kept the logits are bitwise those of prefill, whatever is kept of
    /// sounds; with some pruned, they are not, because the blocks that looked saw the whole picture, while prefill
    /// alone sees kept tokens only.
    Result<Logits> prefill(Session& session, const Prompt& prompt, const EarlyFeatures& seen,
                           LogitRows rows = LogitRows::Last, std::stop_token stop = {});

    /// Where the model looks while it reads the rest of a question and answers it: for each token of the prompt, the
    /// attention that it gets from the tokens from `from` on and from `answer`, which stands behind the prompt; the
    /// mean over those tokens, all layers and heads. A session of its own holds what is computed, and goes.
    Result<std::vector<float>> attention(Prompt prompt, std::span<const TokenId> answer, std::int64_t from,
                                         std::stop_token stop = {});

    /// Rows of the token embedding, float32: how the language model reads words before it thinks.
    Result<FeatureRows> embeddings(std::span<const TokenId> tokens) const;

    /// Appends new tokens to any number of sessions in one pass over the weights; a row of logits for each new token.
    /// M-invariant: bitwise the same logits however tokens are split into calls and whichever sessions share a call.
    Status decode(std::span<const DecodeRequest> requests, Logits& logits);

    // PerLLM: the model cut behind its first `cut` layers (at least one on either side). Each half has sessions of its
    // own, in this engine or in another one of the same checkpoint; between them hidden states travel, a row a token,
    // float32. Unless these are rounded on their way, both halves together have the bits of prefill and decode.

    /// A prompt through the lower half, into an empty session.
    Result<FeatureRows> prefillLower(Session& session, const Prompt& prompt, std::int32_t cut,
                                     std::stop_token stop = {});
    /// And through the upper half: logits of its last token. Of the prompt only positions are looked at.
    Result<Logits> prefillUpper(Session& session, const Prompt& prompt, const FeatureRows& lower, std::int32_t cut,
                                std::stop_token stop = {});
    /// One new token, likewise.
    Result<FeatureRows> decodeLower(Session& session, TokenId token, std::int32_t cut);
    Result<Logits> decodeUpper(Session& session, FeatureRows lower, std::int32_t cut);

    /// Forgets the last `count` tokens appended by decode (prompt tokens cannot be rolled back).
    Status rollBack(Session& session, std::int64_t count);

private:
    struct Parts;
    explicit Engine(std::unique_ptr<Parts> parts);
    Result<Logits> append(Session& session, const Prompt& prompt, const EarlyFeatures* seen, LogitRows rows,
                          const Progress& progress);
    struct LayerHalf {
        std::int32_t first = 0;
        std::int32_t end = 0;
    };
    Status checkWhole() const;
    Status checkLoaded(std::int32_t cut) const;
    Status stepLayers(Session& session, TokenId token, LayerHalf half, FeatureRows& residual, Logits& logits);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace msao::engine
