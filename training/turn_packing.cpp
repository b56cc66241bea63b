// SPDX-License-Identifier: Apache-2.0
#include "training/turn_packing.h"

#include "msao/engine/chat_template.h"

#include <algorithm>
#include <stdexcept>

namespace msao::training {
namespace {

constexpr std::string_view kPictureEnd = "<|vision_end|>";

std::string chat(bool isClip, const std::string& question) {
    engine::Message message;
    if (isClip) {
        message.parts.push_back(engine::VideoPart{});
    } else {
        message.parts.push_back(engine::ImagePart{});
    }
    message.parts.push_back(engine::TextPart{question});
    return engine::renderChat({message});
}

std::size_t pictureEnd(const std::string& text) {
    return text.find(kPictureEnd) + kPictureEnd.size();
}

}  // namespace

TurnWriter::TurnWriter(const engine::Tokenizer& tokenizer, bool isClip) : m_tokenizer(tokenizer), m_isClip(isClip) {
    const std::string text = chat(isClip, "");
    const std::vector<engine::TokenId> prefix = tokenizer.encode(text.substr(0, pictureEnd(text)));
    const auto pad = tokenizer.specialToken(isClip ? "<|video_pad|>" : "<|image_pad|>");
    if (!pad) throw std::runtime_error("the tokenizer knows no pads");
    const auto place = std::find(prefix.begin(), prefix.end(), *pad);
    if (place == prefix.end()) throw std::runtime_error("the chat template shows no picture");
    m_before.assign(prefix.begin(), place);
    m_after.assign(place + 1, prefix.end());
}

std::vector<engine::TokenId> TurnWriter::question(const std::string& text) const {
    const std::string whole = chat(m_isClip, text);
    return m_tokenizer.encode(whole.substr(pictureEnd(whole)));
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
