// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/session/question_reading.h"

#include "protocol/identity/conversation_hash.h"
#include "protocol/media/audio_payload.h"
#include "protocol/media/hidden_states.h"
#include "protocol/media/visual_payload.h"

#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace msao::cloud {
namespace {

using protocol::RefusalCode;

/// Far beyond any limit of a prompt; sums of a few stay in range.
constexpr std::int64_t kMaxPosition = std::numeric_limits<std::int32_t>::max() / 4;

/// Turns one question after the other into descriptions, taking modalities from the front.
class Describer {
public:
    Describer(const ReceivedQuestion& received, const engine::Tokenizer& tokenizer)
        : m_received(received), m_tokenizer(tokenizer) {}

    /// `before`: the last token of the answer before.
    std::optional<Refusal> describe(const std::variant<protocol::PromptText, protocol::PromptTokens>& text,
                                    std::optional<engine::TokenId> before, std::size_t modalities,
                                    SharedPrompt& described) {
        auto description = std::make_shared<engine::PromptDescription>();
        if (before) description->tokens.push_back(*before);
        const std::vector<engine::TokenId> tokens = tokensOf(text);
        description->tokens.insert(description->tokens.end(), tokens.begin(), tokens.end());
        for (const std::size_t end = m_next + modalities; m_next < end; ++m_next) {
            if (const auto refusal =
                    add(m_received.modalities.at(m_next), m_received.payloads.at(m_next), *description))
                return refusal;
        }
        described = std::move(description);
        return std::nullopt;
    }
    std::size_t modalitiesLeft() const { return m_received.modalities.size() - m_next; }

private:
    std::vector<engine::TokenId> tokensOf(
        const std::variant<protocol::PromptText, protocol::PromptTokens>& text) const {
        if (const auto* words = std::get_if<protocol::PromptText>(&text)) return m_tokenizer.encode(*words);
        return std::get<protocol::PromptTokens>(text);
    }

    static std::optional<Refusal> add(const protocol::ModalityDescriptor& descriptor, const QByteArray& payload,
                                      engine::PromptDescription& description) {
        if (const auto* visual = std::get_if<protocol::VisualDescriptor>(&descriptor.content))
            return addVisual(*visual, protocol::readVisualPayload(descriptor, payload), description);
        auto sound = protocol::readAudioPayload(descriptor, payload);
        if (const auto* fault = std::get_if<protocol::DecodeFault>(&sound)) return Refusal{fault->code};
        const auto& audio = std::get<protocol::AudioDescriptor>(descriptor.content);
        description.sounds.push_back({std::get<engine::Sound>(std::move(sound)), audio.kept});
        return std::nullopt;
    }
    static std::optional<Refusal> addVisual(const protocol::VisualDescriptor& visual,
                                            std::variant<std::vector<engine::RgbImage>, protocol::DecodeFault> frames,
                                            engine::PromptDescription& description) {
        if (const auto* fault = std::get_if<protocol::DecodeFault>(&frames)) return Refusal{fault->code};
        engine::VisualMedium medium{visual.kind, {}, visual.kept};
        medium.clip.frames = std::get<0>(std::move(frames));
        if (visual.kind == engine::VisualKind::Video) medium.clip.framesPerSecond = visual.framesPerSecond;
        description.visuals.push_back(std::move(medium));
        return std::nullopt;
    }

    const ReceivedQuestion& m_received;
    const engine::Tokenizer& m_tokenizer;
    std::size_t m_next = 0;
};

std::optional<Refusal> describe(const ReceivedQuestion& received, const engine::Tokenizer& tokenizer,
                                KnownQuestion& known) {
    Describer describer(received, tokenizer);
    std::optional<engine::TokenId> before;
    if (received.continues) before = received.continues->lastToken;
    for (const protocol::EarlierTurn& turn : received.earlier) {
        KnownTurn& described = known.earlier.emplace_back();
        const auto modalities = static_cast<std::size_t>(turn.modalities);
        if (auto refusal = describer.describe(turn.prompt, before, modalities, described.prompt)) return refusal;
        described.answer = turn.answer;
        before = turn.answer.back();
    }
    return describer.describe(received.prompt, before, describer.modalitiesLeft(), known.prompt);
}

/// Lays out one prompt after the other.
class Layout {
public:
    Layout(const engine::ModelConfig& config, const std::optional<ConversationEnd>& continues) : m_config(config) {
        if (!continues) return;
        m_position = continues->position;
        m_tokens = continues->tokens;
        m_conversation = continues->hash;
    }

    std::variant<engine::Prompt, Refusal> place(const engine::PromptDescription& description) {
        if (m_position > kMaxPosition) return Refusal{RefusalCode::LimitExceeded};
        auto prompt = engine::preparePrompt(description, m_config, static_cast<std::int32_t>(m_position));
        if (!prompt) return Refusal{refusalOf(prompt.error().code)};
        if (prompt->tokens.empty()) return Refusal{RefusalCode::MalformedMessage};
        m_tokens += static_cast<std::int64_t>(prompt->tokens.size());
        m_position = prompt->nextPosition;
        return *std::move(prompt);
    }
    /// All of an answer but its last token stands behind its prompt.
    void answered(const engine::Prompt& prompt, const std::vector<engine::TokenId>& answer) {
        m_conversation = protocol::conversationHash(m_conversation, engine::promptHash(prompt, m_config), answer);
        m_tokens += static_cast<std::int64_t>(answer.size()) - 1;
        m_position += static_cast<std::int64_t>(answer.size()) - 1;
    }
    std::int64_t tokens() const { return m_tokens; }
    const protocol::Digest& conversation() const { return m_conversation; }

private:
    const engine::ModelConfig& m_config;
    std::int64_t m_position = 0;
    std::int64_t m_tokens = 0;
    protocol::Digest m_conversation{};
};

/// The edge has laid it out, and read what it shows.
std::variant<PreparedQuestion, Refusal> readLower(const ReceivedQuestion& received,
                                                  const protocol::LowerLayers& lower) {
    PreparedQuestion prepared;
    prepared.prompt.tokens = std::get<protocol::PromptTokens>(received.prompt);
    prepared.prompt.positions = lower.positions;
    prepared.prompt.nextPosition = lower.nextPosition;
    prepared.sequenceTokens = static_cast<std::int64_t>(lower.positions.size());
    auto states = protocol::unpackHidden(received.payloads.front(), prepared.sequenceTokens, lower.width, lower.format);
    if (const auto* fault = std::get_if<protocol::DecodeFault>(&states)) return Refusal{fault->code};
    prepared.lower = LowerStates{lower.count, std::get<engine::FeatureRows>(std::move(states))};
    return prepared;
}

}  // namespace

std::variant<PreparedQuestion, Refusal> readQuestion(QuestionSource source, const ModelReading& reading) {
    if (const auto* received = std::get_if<ReceivedQuestion>(&source); received != nullptr && received->lower)
        return readLower(*received, *received->lower);
    PreparedQuestion prepared;
    std::optional<ConversationEnd> continues;
    if (auto* known = std::get_if<KnownQuestion>(&source)) {
        prepared.known = std::move(*known);
    } else {
        const auto& received = std::get<ReceivedQuestion>(source);
        continues = received.continues;
        if (const auto refusal = describe(received, reading.tokenizer, prepared.known)) return *refusal;
    }
    Layout layout(reading.config, continues);
    for (const KnownTurn& turn : prepared.known.earlier) {
        auto prompt = layout.place(*turn.prompt);
        if (const auto* refusal = std::get_if<Refusal>(&prompt)) return *refusal;
        layout.answered(std::get<engine::Prompt>(prompt), turn.answer);
        prepared.earlier.push_back({std::get<engine::Prompt>(std::move(prompt)), turn.answer});
    }
    auto prompt = layout.place(*prepared.known.prompt);
    if (const auto* refusal = std::get_if<Refusal>(&prompt)) return *refusal;
    prepared.prompt = std::get<engine::Prompt>(std::move(prompt));
    prepared.hash = engine::promptHash(prepared.prompt, reading.config);
    prepared.sequenceTokens = layout.tokens();
    prepared.conversation = layout.conversation();
    return prepared;
}

}  // namespace msao::cloud
