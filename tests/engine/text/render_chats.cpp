// SPDX-License-Identifier: Apache-2.0
// Test program: one JSON list of chats on stdin, {"messages": [...], "add_generation_prompt": bool} each, in the form
// that transformers takes; one JSON list of rendered texts on stdout.
#include "msao/engine/chat_template.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace {

using namespace msao::engine;
using nlohmann::json;

MessagePart partOf(const json& part) {
    if (part["type"] == "image") return ImagePart{};
    if (part["type"] == "video") return VideoPart{};
    if (part["type"] == "audio") return AudioPart{};
    return TextPart{part["text"]};
}

Message messageOf(const json& source) {
    const std::string role = source["role"];
    Message message;
    message.role = role == "system" ? Role::System : role == "user" ? Role::User : Role::Assistant;
    if (source["content"].is_string()) {
        message.parts.push_back(TextPart{source["content"]});
    } else {
        for (const json& part : source["content"]) message.parts.push_back(partOf(part));
    }
    return message;
}

}  // namespace

int main() {
    const json chats = json::parse(std::cin);
    json rendered = json::array();
    for (const json& chat : chats) {
        std::vector<Message> messages;
        for (const json& message : chat["messages"]) messages.push_back(messageOf(message));
        rendered.push_back(renderChat(messages, chat["add_generation_prompt"]));
    }
    std::cout << rendered << '\n';
}
