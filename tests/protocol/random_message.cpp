// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/random_message.h"

#include "protocol/codec/field_agreement.h"
#include "protocol/codec/field_reset.h"
#include "protocol/codec/fields/all_fields.h"
#include "protocol/codec/numbers.h"

#include <algorithm>

namespace msao::protocol::tests {
namespace {

/// An archive as the writer and the reader are: what it fills in, they must carry.
class FieldRandomiser {
public:
    explicit FieldRandomiser(Random& random) : m_random(random) {}

    void number(int, auto& value, auto max) {
        using Number = std::remove_reference_t<decltype(value)>;
        value = static_cast<Number>(below(toWire(max)));
    }
    void real(int, double& value, double max) {
        const double fraction = static_cast<double>(m_random() >> 11) * 0x1p-53;
        value = below(2) == 0 ? std::min(max, double(below(8)) / 4) : fraction * max;
    }
    void flag(int, bool& value) { value = below(1) != 0; }
    void choice(int key, auto& value, auto last) { number(key, value, last); }
    void mode(int, engine::Mode& value) { value = engine::kModeNames[below(engine::kModeNames.size() - 1)].mode; }
    void refusalCode(int, RefusalCode& value) { value = kRefusalKeys[below(kRefusalKeys.size() - 1)].code; }
    void text(int, std::string& value, std::size_t max) {
        value.clear();
        for (std::size_t left = count(max / 4); left > 0; --left) value.push_back(static_cast<char>(' ' + below(94)));
        for (const char byte : std::string_view(below(1) != 0 ? "äΩ€" : "")) value.push_back(byte);
    }
    void bytes(int, QByteArray& value, std::size_t max) {
        value.resize(static_cast<qsizetype>(count(max)));
        for (char& byte : value) byte = static_cast<char>(m_random());
    }
    void octets(int, auto& value) {
        for (auto& octet : value) octet = static_cast<std::uint8_t>(m_random());
    }
    void tokens(int, std::vector<engine::TokenId>& value, std::size_t max) {
        value.resize(count(max));
        for (auto& id : value)
            id = engine::TokenId{static_cast<std::int32_t>(below(static_cast<std::uint64_t>(kMaxTokenId)))};
    }
    void fractions(int, std::vector<float>& value, std::size_t max) {
        value.resize(count(max));
        for (float& fraction : value) fraction = static_cast<float>(below(1 << 20)) * 0x1p-20f;
    }
    void bits(int, std::vector<bool>& value, std::size_t max) {
        value.resize(count(max));
        for (auto bit : value) bit = below(1) != 0;
    }
    void positions(int, std::vector<engine::RopePosition>& value, std::size_t max) {
        value.resize(count(max));
        for (auto& position : value) {
            for (std::int32_t& coordinate : position) number(0, coordinate, kMaxPosition);
        }
    }
    void part(int, auto& value) { fields(*this, value); }
    void parts(int, auto& values, std::size_t max) {
        values.resize(count(max));
        for (auto& value : values) fields(*this, value);
    }
    void maybe(int key, auto& value, auto visit) {
        if (below(1) != 0) visit(*this, key, value.emplace());
    }
    template <std::size_t Index>
    void either(int key, int, auto& value, auto visit) {
        if (Index == 0 || below(1) != 0) visit(*this, key, value.template emplace<Index>());
    }

private:
    std::uint64_t below(std::uint64_t maxIncluded) {
        return maxIncluded == UINT64_MAX ? m_random() : m_random() % (maxIncluded + 1);
    }
    /// Mostly short, sometimes as long as may be.
    std::size_t count(std::size_t max) { return below(below(15) == 0 ? max : std::min<std::size_t>(max, 9)); }

    Random& m_random;
};

void agree(VisualDescriptor& visual) {
    visual.cellSide = 1 + visual.cellSide % 32;
    visual.framesPerCell = 1 + visual.framesPerCell % 2;
    visual.frames = visual.framesPerCell * (1 + visual.frames % 5);
    visual.width = visual.cellSide * (1 + visual.width % 12);
    visual.height = visual.cellSide * (1 + visual.height % 12);
    if (visual.kind == engine::VisualKind::Image) {
        visual.frames = visual.framesPerCell = 1;
        visual.framesPerSecond = 0;
    }
    const auto cells = static_cast<std::size_t>(visual.width / visual.cellSide * (visual.height / visual.cellSide) *
                                                (visual.frames / visual.framesPerCell));
    if (!visual.kept.empty()) {
        visual.kept.resize(cells);
        visual.kept.front() = true;
    }
}

void agree(AudioDescriptor& audio) {
    audio.sampleRate = std::max(audio.sampleRate, kMinSampleRate);
    audio.samples = std::max<std::int64_t>(audio.samples, 1);
}

bool isEmpty(const std::variant<PromptText, PromptTokens>& prompt) {
    return std::visit([](const auto& content) { return content.empty(); }, prompt);
}

/// Short: some of them are to fit into one message.
void agree(EarlierTurn& turn) {
    if (isEmpty(turn.prompt)) turn.prompt = PromptText("?");
    if (auto* text = std::get_if<PromptText>(&turn.prompt); text && text->size() > 200) *text = "long";
    if (auto* ids = std::get_if<PromptTokens>(&turn.prompt)) ids->resize(std::min<std::size_t>(ids->size(), 200));
    turn.answer.resize(std::clamp<std::size_t>(turn.answer.size(), 1, 200));
}

/// Short, too.
void agree(LowerLayers& lower) {
    lower.count = std::max(lower.count, 1);
    lower.width = 1 + lower.width % 4096;
    lower.positions.resize(std::clamp<std::size_t>(lower.positions.size(), 1, 200));
}

void agree(Open& message) {
    if (message.lower) {
        agree(*message.lower);
        message.mode = engine::Mode::PerLlm;
        message.prompt = PromptTokens(message.lower->positions.size(), engine::TokenId{7});
        message.modalities.clear();
        message.committed.clear();
        message.earlier.clear();
        message.reuses.reset();
    }
    if (isEmpty(message.prompt)) message.prompt = PromptText("?");
    message.maxNewTokens = std::max({message.maxNewTokens, 1, static_cast<std::int32_t>(message.committed.size())});
    message.earlier.resize(message.reuses ? 0 : std::min<std::size_t>(message.earlier.size(), 4));
    std::int32_t modalities = static_cast<std::int32_t>(message.modalities.size());
    for (EarlierTurn& turn : message.earlier) {
        agree(turn);
        turn.modalities = std::min(turn.modalities, modalities);
        modalities -= turn.modalities;
    }
    for (ModalityDescriptor& modality : message.modalities) {
        modality.payloadBytes = std::max<std::int64_t>(modality.payloadBytes, 1);
        std::visit([](auto& content) { agree(content); }, modality.content);
    }
}

void agree(Hello& message) {
    if (message.login && message.login->tokenName.empty()) message.login->tokenName.push_back('x');
}

void agree(ModalityChunk& message) {
    if (message.bytes.isEmpty()) message.bytes = "x";
    message.offset = std::min(message.offset, kMaxPayloadBytes - static_cast<std::int64_t>(kMaxChunkBytes));
}

void agree(Drafts& message) {
    auto& batch = message.batch;
    if (!batch.normalisedEntropy.empty()) batch.normalisedEntropy.resize(batch.tokens.size());
    batch.firstPosition %= static_cast<std::int64_t>(kMaxAnswerTokens - kMaxDrafts);
}

void agree(HiddenState& message) {
    if (message.bytes.isEmpty()) message.bytes = "x";
}

void agree(Opened& message) {
    message.reusedTokens = std::min(message.reusedTokens, message.promptTokens);
}

void agree(VerdictMessage& message) {
    auto& verdict = message.verdict;
    const auto count = static_cast<std::int64_t>(verdict.tokens.size());
    verdict.acceptedCount = std::min(verdict.acceptedCount, static_cast<std::int32_t>(count));
    verdict.firstPosition = std::min(verdict.firstPosition, static_cast<std::int64_t>(kMaxAnswerTokens) - count);
}

void agree(Refused& message) {
    if (!message.session) message.request.reset();
}

void agree(auto&) {}

template <typename Message>
Message drawn(Random& random) {
    Message message;
    FieldRandomiser fill(random);
    fields(fill, message);
    agree(message);
    return message;
}

template <typename... Messages>
std::variant<Messages...> drawnOneOf(std::type_identity<std::variant<Messages...>>, Random& random) {
    using Draw = std::variant<Messages...> (*)(Random&);
    static constexpr Draw kDraws[] = {[](Random& r) -> std::variant<Messages...> { return drawn<Messages>(r); }...};
    return kDraws[random() % sizeof...(Messages)](random);
}

}  // namespace

EdgeMessage randomEdgeMessage(Random& random) {
    return drawnOneOf(std::type_identity<EdgeMessage>{}, random);
}

CloudMessage randomCloudMessage(Random& random) {
    return drawnOneOf(std::type_identity<CloudMessage>{}, random);
}

}  // namespace msao::protocol::tests
