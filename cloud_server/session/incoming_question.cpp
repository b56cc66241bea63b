// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/session/incoming_question.h"

#include "protocol/messages/limits.h"

#include <algorithm>
#include <utility>

namespace msao::cloud {
namespace {

using protocol::RefusalCode;

constexpr std::int64_t kBytesOfPixel = 3;

std::int64_t pixelsOf(const protocol::VisualDescriptor& visual) {
    return std::int64_t{visual.width} * visual.height * visual.frames;
}

/// What the sampler computes with; beyond these its numbers lose their meaning.
bool isSane(const engine::SamplingOptions& sampling) {
    const bool hasTemperature =
        sampling.temperature == 0 || (sampling.temperature >= 1e-3 && sampling.temperature <= 100);
    const bool hasTopP = sampling.topP > 0 && sampling.topP <= 1;
    const bool hasPenalty = sampling.repetitionPenalty >= 0.1 && sampling.repetitionPenalty <= 10;
    return hasTemperature && hasTopP && hasPenalty && sampling.topK >= 0;
}

/// What a model that promises greedy answers only gives.
bool isGreedy(const engine::SamplingOptions& sampling) {
    return sampling.temperature == 0 && sampling.repetitionPenalty == 1;
}

bool isPruned(const engine::KeptTokens& kept) {
    return std::ranges::find(kept, false) != kept.end();
}

std::optional<Refusal> checkVisual(const protocol::VisualDescriptor& visual, const TargetModel& model) {
    if (visual.cellSide != model.fingerprint.cellSide) return Refusal{RefusalCode::ModelMismatch};
    // An image's frame is repeated to fill its cell; only a clip has cells of several frames.
    const bool isVideo = visual.kind == engine::VisualKind::Video;
    if (isVideo && visual.framesPerCell != model.fingerprint.framesPerCell) return Refusal{RefusalCode::ModelMismatch};
    if (!model.takesPictures || (isVideo && !model.takesClips)) return Refusal{RefusalCode::NotPromised};
    if (isPruned(visual.kept) && !model.promises.takesPruned) return Refusal{RefusalCode::NotPromised};
    return std::nullopt;
}

std::optional<Refusal> checkModalities(const protocol::Open& open, const TargetModel& model,
                                       const ServiceLimits& limits) {
    std::int64_t pixels = 0;
    std::int64_t bytes = 0;
    for (const protocol::ModalityDescriptor& modality : open.modalities) {
        if (const auto* visual = std::get_if<protocol::VisualDescriptor>(&modality.content)) {
            if (auto refusal = checkVisual(*visual, model)) return refusal;
            pixels += pixelsOf(*visual);
        } else if (!model.hears) {
            return Refusal{RefusalCode::NotPromised};
        }
        bytes += modality.payloadBytes;
    }
    if (pixels > protocol::kMaxVideoPixels || bytes > limits.payloadBytes) return Refusal{RefusalCode::LimitExceeded};
    return std::nullopt;
}

bool areAllTokens(const protocol::Open& open, std::int32_t tokenEnd) {
    const auto areTokens = [&](const std::vector<engine::TokenId>& ids) {
        return std::ranges::all_of(ids, [&](engine::TokenId id) { return engine::toIndex(id) < tokenEnd; });
    };
    const auto isReadable = [&](const std::variant<protocol::PromptText, protocol::PromptTokens>& prompt) {
        const auto* ids = std::get_if<protocol::PromptTokens>(&prompt);
        return ids == nullptr || areTokens(*ids);
    };
    const auto isTurn = [&](const protocol::EarlierTurn& turn) {
        return isReadable(turn.prompt) && areTokens(turn.answer);
    };
    return isReadable(open.prompt) && areTokens(open.committed) && std::ranges::all_of(open.earlier, isTurn);
}

std::optional<Refusal> checkLower(const protocol::Open& open, const TargetModel& model, const ServiceLimits& limits) {
    if (model.layers < 2) return Refusal{RefusalCode::NotPromised};
    if (!open.lower) return Refusal{RefusalCode::MalformedMessage};
    if (open.lower->count >= model.layers || open.lower->width != model.hiddenWidth)
        return Refusal{RefusalCode::ModelMismatch};
    if (std::cmp_greater(open.lower->positions.size(), limits.promptTokens) ||
        open.lower->payloadBytes() > limits.payloadBytes)
        return Refusal{RefusalCode::LimitExceeded};
    return std::nullopt;
}

}  // namespace

IncomingQuestion::IncomingQuestion(protocol::Open open) : m_open(std::move(open)) {
    for (const protocol::ModalityDescriptor& modality : m_open.modalities) {
        m_payloads.emplace_back(modality.payloadBytes);
        m_mediaBytes += modality.payloadBytes;
        if (const auto* visual = std::get_if<protocol::VisualDescriptor>(&modality.content)) {
            m_mediaBytes += pixelsOf(*visual) * kBytesOfPixel;
        } else {
            const auto& audio = std::get<protocol::AudioDescriptor>(modality.content);
            m_mediaBytes += audio.samples * static_cast<std::int64_t>(sizeof(float));
        }
    }
    if (!m_open.lower) return;
    m_payloads.emplace_back(m_open.lower->payloadBytes());
    m_mediaBytes = m_open.lower->payloadBytes() +
                   static_cast<std::int64_t>(m_open.lower->positions.size()) *
                       protocol::hiddenStateBytes(protocol::HiddenFormat::Float32, m_open.lower->width);
}

std::optional<Refusal> IncomingQuestion::take(const protocol::ModalityChunk& chunk) {
    if (std::cmp_greater_equal(chunk.modality, m_payloads.size())) return Refusal{RefusalCode::PositionOutOfRange};
    const auto fault = m_payloads[static_cast<std::size_t>(chunk.modality)].take(chunk);
    if (fault) return Refusal{fault->code};
    return std::nullopt;
}

bool IncomingQuestion::isComplete() const {
    return std::all_of(m_payloads.begin(), m_payloads.end(), [](const auto& payload) { return payload.isComplete(); });
}

std::vector<QByteArray> IncomingQuestion::takePayloads() {
    std::vector<QByteArray> bytes;
    for (const protocol::PayloadAssembler& payload : m_payloads) bytes.push_back(payload.bytes());
    m_payloads.clear();
    return bytes;
}

std::optional<Refusal> checkQuestion(const protocol::Open& open, const TargetModel& model,
                                     const ServiceLimits& limits) {
    if (open.mode == engine::Mode::EdgeOnly) return Refusal{RefusalCode::NotPromised};
    if (open.mode == engine::Mode::PerLlm) {
        if (auto refusal = checkLower(open, model, limits)) return refusal;
    }
    if (open.maxNewTokens < 1 || open.maxNewTokens > limits.answerTokens) return Refusal{RefusalCode::LimitExceeded};
    if (!isSane(open.sampling)) return Refusal{RefusalCode::LimitExceeded};
    if (model.promises.sampling == protocol::SamplingPromise::GreedyOnly && !isGreedy(open.sampling))
        return Refusal{RefusalCode::NotPromised};
    if (!areAllTokens(open, model.fingerprint.tokenEnd)) return Refusal{RefusalCode::TokenOutOfRange};
    if (std::cmp_greater_equal(open.committed.size(), open.maxNewTokens))
        return Refusal{RefusalCode::PositionOutOfRange};
    return checkModalities(open, model, limits);
}

}  // namespace msao::cloud
