// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/chat_template.h"

#include <string_view>

namespace msao::engine {
namespace {

std::string_view nameOf(Role role) {
    switch (role) {
        case Role::System:
            return "system";
        case Role::User:
            return "user";
        case Role::Assistant:
            return "assistant";
    }
    return {};
}

struct PartWriter {
    std::string& out;

    void operator()(const TextPart& part) const { out += part.text; }
    void operator()(const ImagePart&) const { out += "<|vision_start|><|image_pad|><|vision_end|>"; }
    void operator()(const VideoPart&) const { out += "<|vision_start|><|video_pad|><|vision_end|>"; }
    void operator()(const AudioPart&) const { out += "<|audio_bos|><|AUDIO|><|audio_eos|>"; }
};

void beginTurn(std::string& out, Role role) {
    out += "<|im_start|>";
    out += nameOf(role);
    out += '\n';
}

void endTurn(std::string& out) {
    out += "<|im_end|>\n";
}

}  // namespace

std::string renderChat(const std::vector<Message>& messages, bool addGenerationPrompt) {
    std::string out;
    if (!messages.empty() && messages.front().role != Role::System) {
        beginTurn(out, Role::System);
        out += "You are a helpful assistant.";
        endTurn(out);
    }
    for (const Message& message : messages) {
        beginTurn(out, message.role);
        for (const MessagePart& part : message.parts) std::visit(PartWriter{out}, part);
        endTurn(out);
    }
    if (addGenerationPrompt) beginTurn(out, Role::Assistant);
    return out;
}

}  // namespace msao::engine
