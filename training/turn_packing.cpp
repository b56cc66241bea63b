// SPDX-License-Identifier: Apache-2.0
#include "training/turn_packing.h"

#include "msao/engine/chat_template.h"

#include <algorithm>
#include <stdexcept>

namespace msao::training {
namespace {

std::string chat(const Media& media, const std::string& question) {
    engine::Message message;
    if (media.isSeen && media.isClip) message.parts.push_back(engine::VideoPart{});
    if (media.isSeen && !media.isClip) message.parts.push_back(engine::ImagePart{});
    if (media.isHeard) message.parts.push_back(engine::AudioPart{});
    message.parts.push_back(engine::TextPart{question});
    return engine::renderChat({message});
}

std::size_t endOfMedia(const std::string& text, const Media& media) {
    const std::string_view end = media.isHeard ? "<|audio_eos|>" : "<|vision_end|>";
    return text.find(end) + end.size();
}

/// Takes off the front what stands before the pad, and the pad.
std::vector<engine::TokenId> takeUpTo(std::vector<engine::TokenId>& tokens, const engine::Tokenizer& tokenizer,
                                      std::string_view padName) {
    const auto pad = tokenizer.specialToken(padName);
    if (!pad) throw std::runtime_error("the tokenizer does not know " + std::string(padName));
    const auto place = std::find(tokens.begin(), tokens.end(), *pad);
    if (place == tokens.end()) throw std::runtime_error("the chat template lacks " + std::string(padName));
    std::vector<engine::TokenId> taken(tokens.begin(), place);
    tokens.erase(tokens.begin(), place + 1);
    return taken;
}

}  // namespace

TurnWriter::TurnWriter(const engine::Tokenizer& tokenizer, const Media& media)
    : m_tokenizer(tokenizer), m_media(media) {
    const std::string text = chat(media, "");
    m_after = tokenizer.encode(text.substr(0, endOfMedia(text, media)));
    if (media.isSeen) m_before = takeUpTo(m_after, tokenizer, media.isClip ? "<|video_pad|>" : "<|image_pad|>");
    if (!media.isHeard) return;
    (media.isSeen ? m_between : m_before) = takeUpTo(m_after, tokenizer, "<|AUDIO|>");
}

std::vector<engine::TokenId> TurnWriter::question(const std::string& text) const {
    const std::string whole = chat(m_media, text);
    return m_tokenizer.encode(whole.substr(endOfMedia(whole, m_media)));
}

std::vector<engine::TokenId> TurnWriter::answer(const std::string& text) const {
    return m_tokenizer.encode(text + "<|im_end|>");
}

std::vector<PlacedTurn> placeTurns(const TurnWriter& writer, const std::vector<world::Question>& questions,
                                   std::size_t rows) {
    std::vector<std::int64_t> used(rows, 0);
    std::vector<PlacedTurn> placed;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        PlacedTurn turn{i, 0, 0, writer.question(questions[i].text), writer.answer(questions[i].answer)};
        const auto row = std::find_if(used.begin(), used.end(),
                                      [&](std::int64_t tokens) { return tokens + turn.length() <= kRowTokens; });
        if (row == used.end()) continue;
        turn.row = static_cast<std::size_t>(row - used.begin());
        turn.first = *row;
        *row += turn.length();
        placed.push_back(std::move(turn));
    }
    return placed;
}

}  // namespace msao::training
