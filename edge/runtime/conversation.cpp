// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/conversation.h"

#include "protocol/identity/conversation_hash.h"

#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

std::int64_t bytesOf(const PromptDescription& prompt) {
    std::size_t bytes = 0;
    for (const VisualMedium& medium : prompt.visuals) {
        for (const RgbImage& frame : medium.clip.frames) bytes += frame.pixels.size();
    }
    for (const SoundMedium& medium : prompt.sounds) bytes += medium.sound.samples.size() * sizeof(float);
    return static_cast<std::int64_t>(bytes);
}

void append(PromptDescription& all, const PromptDescription& more) {
    all.tokens.insert(all.tokens.end(), more.tokens.begin(), more.tokens.end());
    all.visuals.insert(all.visuals.end(), more.visuals.begin(), more.visuals.end());
    all.sounds.insert(all.sounds.end(), more.sounds.begin(), more.sounds.end());
}

}  // namespace

std::string_view freshStartKey(FreshStart why) {
    switch (why) {
        case FreshStart::First:
            return "first";
        case FreshStart::PictureChanged:
            return "picture-changed";
        case FreshStart::WindowEnded:
            return "window-ended";
        case FreshStart::LimitReached:
            return "limit-reached";
        case FreshStart::ModelChanged:
            return "model-changed";
        case FreshStart::Forgotten:
            return "forgotten";
        case FreshStart::CloudForgets:
            return "cloud-forgets";
    }
    return {};
}

/// The token drawn last has not been read: it is the next prompt's first.
void Conversation::add(ConversationTurn turn, const PromptPlace& place) {
    hash = protocol::conversationHash(hash, place.hash, turn.answer);
    const auto read = static_cast<std::int64_t>(turn.answer.size()) - 1;
    tokens += place.tokens + read;
    position = place.nextPosition + static_cast<std::int32_t>(read);
    turns.push_back(std::move(turn));
}

std::size_t Conversation::media() const {
    std::size_t media = 0;
    for (const ConversationTurn& turn : turns) media += turn.media.size();
    return media;
}

std::int64_t Conversation::bytes() const {
    std::int64_t bytes = 0;
    for (const ConversationTurn& turn : turns) {
        bytes += bytesOf(*turn.prompt);
        for (const OutgoingMedium& medium : turn.media) bytes += medium.bytes.size();
    }
    return bytes;
}

PromptDescription saidAgain(const Conversation& conversation, const PromptDescription& now) {
    PromptDescription all;
    for (const ConversationTurn& turn : conversation.turns) {
        append(all, *turn.prompt);
        all.tokens.insert(all.tokens.end(), turn.answer.begin(), turn.answer.end() - 1);
    }
    append(all, now);
    return all;
}

}  // namespace msao::edge
