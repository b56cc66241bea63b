// SPDX-License-Identifier: Apache-2.0
// The first three messages of a connection: the cloud's challenge, the edge's hello, the cloud's reply. One round trip.
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/engine.h"
#include "msao/engine/plan.h"

#include <cstdint>
#include <optional>
#include <string>

namespace msao::protocol {

/// What this build speaks. Two sides that differ by one speak the lower; by more, they refuse each other.
inline constexpr std::uint32_t kProtocolVersion = 1;

/// Bits, only ever appended. What both sides have is used.
enum class Feature : std::uint32_t {
    Resume = 1u << 0,
    Entropies = 1u << 1,      // of drafts; they steer the cloud's order of work
    Reuse = 1u << 2,          // of what earlier questions of a conversation prefilled
    PrunedVisuals = 1u << 3,  // kept tokens' pixels instead of whole images
    JpegPixels = 1u << 4,
    ExactPixels = 1u << 5,
    PcmAudio = 1u << 6,
    ChangeOfMode = 1u << 7,  // while an answer is made
    Figures = 1u << 8,       // of the cloud and its machine, with its signs of life
    HiddenStates = 1u << 9,  // in place of a question's pixels: mode perllm
    FreeRows = 1u << 10,     // the cloud says where rows of its passes stop being free
};
using Features = std::uint32_t;

constexpr bool hasFeature(Features features, Feature feature) {
    return (features & static_cast<std::uint32_t>(feature)) != 0;
}

/// Which numbers a side computes with. Drafts help only between equal tokenizers; answers repeat only with equal
/// weights.
struct ModelFingerprint {
    std::string name = {};
    Digest weightsHash{};
    Digest tokenizerHash{};
    engine::WeightType weightType = engine::WeightType::BF16;
    std::int32_t tokenEnd = 0;   // ids from here on are no tokens
    std::int64_t minPixels = 0;  // of an image after resizing, as its preprocessor has it; 0: reads none
    std::int64_t maxPixels = 0;
    std::int32_t cellSide = 0;       // pixels of a language token's square: patch size times merge size
    std::int32_t framesPerCell = 0;  // of a video's token: the temporal patch size
    bool isMInvariant = false;       // bitwise the same logits however tokens are grouped into steps
    bool operator==(const ModelFingerprint&) const = default;
};

enum class SamplingPromise { Any, GreedyOnly };

/// What this cloud can and cannot do, so that planner and screen obey it.
struct Promises {
    bool isExact = true;          // the answer equals the target's own, token for token
    bool takesPruned = true;      // visual inputs without their dropped tokens
    bool rebuildsExactly = true;  // a session whose state was lost continues with the same tokens
    SamplingPromise sampling = SamplingPromise::Any;
    bool operator==(const Promises&) const = default;
};

/// The cloud's own limits, at or below those of the wire.
struct CloudLimits {
    std::int32_t sessions = 1;  // of this login at a time
    std::int32_t promptTokens = 0;
    std::int32_t answerTokens = 0;
    std::int32_t draftsOfBatch = 0;
    std::int64_t payloadBytes = 0;  // of one question's modalities together
    std::uint32_t heartbeatMs = 2000;
    std::uint32_t resumeMs = 0;  // how long a session is kept for an edge that is gone
    bool operator==(const CloudLimits&) const = default;
};

/// Cloud -> edge, at once when the connection stands.
struct Challenge {
    std::uint32_t version = kProtocolVersion;
    Nonce nonce{};
    bool needsLogin = false;
    bool operator==(const Challenge&) const = default;
};

/// Who the edge is; the proof is bound to both nonces (protocol/identity/login.h).
struct Login {
    std::string tokenName = {};  // which of the cloud's tokens; not secret
    Digest proof{};
    bool operator==(const Login&) const = default;
};

/// Edge -> cloud.
struct Hello {
    std::uint32_t version = kProtocolVersion;
    Features features = 0;
    std::string software = {};
    Nonce nonce{};
    std::optional<Login> login = {};
    std::optional<ModelFingerprint> draft = {};  // absent: an edge without a model
    bool operator==(const Hello&) const = default;
};

/// Of a pass: up to the corner, rows cost no more than the read of the weights that they share.
struct PassRows {
    double free = 1;          // of all its sessions together
    double msPerFurther = 0;  // each row behind those
    bool operator==(const PassRows&) const = default;
};

/// Cloud -> edge: logged in.
struct HelloReply {
    std::uint32_t version = kProtocolVersion;  // spoken from here on
    Features features = 0;                     // that both sides have
    std::string software = {};
    std::string backend = {};  // in words: "torch", "vllm"
    ModelFingerprint target = {};
    Promises promises = {};
    CloudLimits limits = {};
    engine::DeviceCosts costs = {};               // measured; the planner's
    std::optional<double> cloudDraftStepMs = {};  // present if the cloud holds a copy of the draft model
    std::optional<PassRows> rows = {};            // measured, to an edge that has the feature; absent: not known
    bool operator==(const HelloReply&) const = default;
};

/// The version to speak, if there is one.
constexpr std::optional<std::uint32_t> agreedVersion(std::uint32_t ours, std::uint32_t theirs) {
    const std::uint32_t lower = ours < theirs ? ours : theirs;
    const std::uint32_t higher = ours < theirs ? theirs : ours;
    if (lower == 0 || higher - lower > 1) return std::nullopt;
    return lower;
}

}  // namespace msao::protocol
