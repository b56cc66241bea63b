// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/field_agreement.h"

#include "protocol/messages/limits.h"

#include <algorithm>

namespace msao::protocol {
namespace {

bool fitsAnswer(std::int64_t firstPosition, std::size_t tokens) {
    return firstPosition + static_cast<std::int64_t>(tokens) <= static_cast<std::int64_t>(kMaxAnswerTokens);
}

std::string_view sizeDisagreement(const VisualDescriptor& visual) {
    const bool hasArea = visual.width > 0 && visual.height > 0 && visual.frames > 0;
    if (!hasArea || visual.cellSide <= 0 || visual.framesPerCell <= 0) return "a picture without an area";
    if (visual.width % visual.cellSide != 0 || visual.height % visual.cellSide != 0 ||
        visual.frames % visual.framesPerCell != 0) {
        return "a picture that is not made of whole cells";
    }
    const bool isStill = visual.kind == engine::VisualKind::Image;
    if (isStill && (visual.frames != 1 || visual.framesPerSecond != 0)) return "an image with several frames";
    const std::int64_t pixels = std::int64_t{visual.width} * visual.height * visual.frames;
    return pixels > (isStill ? kMaxStillPixels : kMaxVideoPixels) ? "a picture too large" : std::string_view{};
}

std::string_view disagreementOf(const ModalityDescriptor& modality) {
    if (modality.payloadBytes <= 0) return "a modality without bytes";
    return std::visit([](const auto& content) { return disagreement(content); }, modality.content);
}

bool isEmpty(const std::variant<PromptText, PromptTokens>& prompt) {
    return std::visit([](const auto& content) { return content.empty(); }, prompt);
}

std::string_view disagreementOf(const std::vector<EarlierTurn>& earlier, std::size_t modalities) {
    std::size_t shown = 0;
    for (const EarlierTurn& turn : earlier) {
        if (isEmpty(turn.prompt)) return "an earlier question without a prompt";
        if (turn.answer.empty()) return "an earlier question without its answer";
        shown += static_cast<std::size_t>(turn.modalities);
    }
    return shown > modalities ? "earlier questions of more modalities than there are" : std::string_view{};
}

/// Half a model goes on from states alone.
std::string_view disagreementOf(const LowerLayers& lower, const Open& message) {
    if (message.mode != engine::Mode::PerLlm) return "hidden states in a mode without them";
    if (lower.count <= 0 || lower.width <= 0) return "hidden states without a size";
    const auto* prompt = std::get_if<PromptTokens>(&message.prompt);
    if (prompt == nullptr || prompt->size() != lower.positions.size()) return "not one position a token of the prompt";
    if (!message.modalities.empty() || !message.committed.empty() || !message.earlier.empty() || message.reuses)
        return "hidden states beside something else";
    return lower.payloadBytes() > kMaxPayloadBytes ? "too many hidden states" : std::string_view{};
}

}  // namespace

std::string_view disagreement(const VisualDescriptor& visual) {
    if (const std::string_view size = sizeDisagreement(visual); !size.empty()) return size;
    const std::int64_t cells = std::int64_t{visual.width / visual.cellSide} * (visual.height / visual.cellSide) *
                               (visual.frames / visual.framesPerCell);
    if (cells > static_cast<std::int64_t>(kMaxKeptBits)) return "a picture of too many cells";
    if (visual.kept.empty()) return {};
    if (static_cast<std::int64_t>(visual.kept.size()) != cells) return "kept bits for another number of cells";
    return std::ranges::find(visual.kept, true) == visual.kept.end() ? "a picture of which nothing is kept"
                                                                     : std::string_view{};
}

std::string_view disagreement(const AudioDescriptor& audio) {
    if (audio.sampleRate < kMinSampleRate) return "a sample rate too low";
    return audio.samples <= 0 ? "a sound without samples" : std::string_view{};
}

std::string_view disagreement(const Hello& message) {
    return message.login && message.login->tokenName.empty() ? "a login without a name" : std::string_view{};
}

std::string_view disagreement(const Open& message) {
    if (isEmpty(message.prompt)) return "no prompt";
    if (message.maxNewTokens <= 0) return "an answer without tokens";
    if (message.committed.size() > static_cast<std::size_t>(message.maxNewTokens)) return "more answered than asked";
    for (const ModalityDescriptor& modality : message.modalities) {
        if (const std::string_view why = disagreementOf(modality); !why.empty()) return why;
    }
    if (message.reuses && !message.earlier.empty()) return "what is reused, said again";
    if (message.lower) return disagreementOf(*message.lower, message);
    return disagreementOf(message.earlier, message.modalities.size());
}

std::string_view disagreement(const ModalityChunk& message) {
    if (message.bytes.isEmpty()) return "a chunk without bytes";
    return message.offset + message.bytes.size() > kMaxPayloadBytes ? "a chunk behind the end" : std::string_view{};
}

std::string_view disagreement(const Drafts& message) {
    const auto& batch = message.batch;
    const bool hasEntropies = !batch.normalisedEntropy.empty();
    if (hasEntropies && batch.normalisedEntropy.size() != batch.tokens.size()) return "not one entropy a draft";
    return fitsAnswer(batch.firstPosition, batch.tokens.size()) ? std::string_view{} : "drafts behind the end";
}

std::string_view disagreement(const HiddenState& message) {
    return message.bytes.isEmpty() ? "a hidden state without bytes" : std::string_view{};
}

std::string_view disagreement(const Opened& message) {
    return message.reusedTokens > message.promptTokens ? "more reused than there is" : std::string_view{};
}

std::string_view disagreement(const VerdictMessage& message) {
    const auto& verdict = message.verdict;
    if (static_cast<std::size_t>(verdict.acceptedCount) > verdict.tokens.size()) return "more accepted than committed";
    return fitsAnswer(verdict.firstPosition, verdict.tokens.size()) ? std::string_view{} : "tokens behind the end";
}

std::string_view disagreement(const Refused& message) {
    return message.request && !message.session ? "a request without its session" : std::string_view{};
}

}  // namespace msao::protocol
