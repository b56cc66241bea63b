// SPDX-License-Identifier: Apache-2.0
// A question on its way to the cloud: what is asked, what is sent of each modality, and the bytes themselves.
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/ids.h"
#include "msao/engine/mode.h"
#include "msao/engine/prompt.h"
#include "msao/engine/sampling.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace msao::protocol {

enum class PixelEncoding { Jpeg, Exact };
enum class AudioEncoding { Pcm16 };

/// Frames of one size, cut into cells of cellSide x cellSide pixels and framesPerCell frames: one cell is one language
/// token. Only kept cells travel.
struct VisualDescriptor {
    engine::VisualKind kind = engine::VisualKind::Image;
    PixelEncoding encoding = PixelEncoding::Jpeg;
    std::int32_t width = 0;  // after resizing: multiples of cellSide
    std::int32_t height = 0;
    std::int32_t frames = 1;
    double framesPerSecond = 0;  // of a video
    std::int32_t cellSide = 28;
    std::int32_t framesPerCell = 1;
    engine::KeptTokens kept = {};  // one bit a cell, frames outermost, then rows; empty: all
    bool operator==(const VisualDescriptor&) const = default;
};

struct AudioDescriptor {
    AudioEncoding encoding = AudioEncoding::Pcm16;
    std::int32_t sampleRate = 16'000;  // one channel
    std::int64_t samples = 0;
    engine::KeptTokens kept =
        {};  // one bit a language token; empty: all. Samples travel whole: their encoder needs them
    bool operator==(const AudioDescriptor&) const = default;
};

/// One modality of a question. Its bytes follow in chunks.
struct ModalityDescriptor {
    std::variant<VisualDescriptor, AudioDescriptor> content = {};
    std::int64_t payloadBytes = 0;
    Digest contentHash{};  // of the decoded pixels or samples: both sides compute with the same
    bool operator==(const ModalityDescriptor&) const = default;
};

/// What the cloud should still have of this conversation: everything up to and including the last answer. The new
/// prompt continues it.
struct ReusedPrefix {
    std::int64_t tokens = 0;  // with pads expanded and pruned ones gone, answers included
    Digest hash{};            // protocol/identity/conversation_hash.h
    bool operator==(const ReusedPrefix&) const = default;
};

/// How hidden states travel.
enum class HiddenFormat {
    Float32,  // exact: the answer is cloud-only's, token for token
    Int8,     // a scale and a byte for each number: a quarter of the bytes; rounding may change the answer
};

constexpr std::int64_t hiddenStateBytes(HiddenFormat format, std::int32_t width) {
    constexpr std::int64_t kFloatBytes = sizeof(float);
    return format == HiddenFormat::Int8 ? kFloatBytes + width : kFloatBytes * width;
}

/// Mode perllm: the edge has read the prompt with the target's towers and first layers. The states that came out, one
/// a token, follow in chunks as those of a modality 0.
struct LowerLayers {
    std::int32_t count = 0;  // of the model's layers, that are the edge's
    HiddenFormat format = HiddenFormat::Float32;
    std::int32_t width = 0;                            // numbers of a state
    std::vector<engine::RopePosition> positions = {};  // one a token of the prompt
    std::int32_t nextPosition = 0;                     // behind them
    bool operator==(const LowerLayers&) const = default;

    std::int64_t payloadBytes() const {
        return static_cast<std::int64_t>(positions.size()) * hiddenStateBytes(format, width);
    }
};

using PromptText = std::string;  // UTF-8, as the chat template rendered it; one pad token a visual input
using PromptTokens = std::vector<engine::TokenId>;

/// A question of the same conversation and its whole answer, for a cloud that has lost them.
struct EarlierTurn {
    std::variant<PromptText, PromptTokens> prompt = {};
    std::int32_t modalities = 0;  // of Open::modalities, in order, first those of the first turn
    std::vector<engine::TokenId> answer = {};
    bool operator==(const EarlierTurn&) const = default;
};

/// Edge -> cloud. Behind `reuses` or `earlier` the prompt is what follows the last answer.
struct Open {
    AnswerId id = {};
    engine::Mode mode = engine::Mode::NeverIdle;
    engine::SamplingOptions sampling = {};
    std::int32_t maxNewTokens = 256;
    std::int32_t selfDraftLength = 3;              // modes hybrid and co-located
    std::optional<std::int32_t> maxOwnSteps = {};  // cloud budget: passes in a row that verified no draft
    std::variant<PromptText, PromptTokens> prompt = {};
    std::vector<ModalityDescriptor> modalities = {};  // in order of their pads
    std::optional<ReusedPrefix> reuses = {};          // absent: a new conversation
    std::vector<engine::TokenId> committed = {};  // answered already: the cloud lost the session, or another began it
    std::vector<EarlierTurn> earlier = {};        // the conversation, said again; without `reuses`
    std::optional<LowerLayers> lower = {};        // mode perllm; then a prompt of token ids, pads expanded, and no more
    std::int32_t likeliest = 0;                   // candidates that verdicts are to state for each token
    bool operator==(const Open&) const = default;
};

/// Edge -> cloud: part of a modality's bytes, in order.
struct ModalityChunk {
    AnswerId id = {};
    std::int32_t modality = 0;  // index into Open::modalities; of hidden states 0
    std::int64_t offset = 0;
    QByteArray bytes = {};  // 1...kMaxChunkBytes
    bool operator==(const ModalityChunk&) const = default;
};

/// Cloud -> edge: prefilled; verdicts follow.
struct Opened {
    AnswerId id = {};
    std::int64_t promptTokens = 0;  // of the whole conversation, without the answer
    std::int64_t reusedTokens = 0;  // of them, not computed again
    std::uint64_t promptHash = 0;   // engine::promptHash of the target's prompt: other than the edge's, other answers
    double queueMs = 0;             // waited for others
    double prefillMs = 0;
    double cloudLoad = 0;
    std::optional<ResumeToken> resumeToken = {};
    bool operator==(const Opened&) const = default;
};

}  // namespace msao::protocol
