// SPDX-License-Identifier: Apache-2.0
// The chat template of Qwen2-VL and Qwen2.5-VL, with Qwen2.5-Omni's sounds, rendered by code; checked against
// transformers' rendering.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace msao::engine {

enum class Role { System, User, Assistant };

struct TextPart {
    std::string text;
};
struct ImagePart {};
struct VideoPart {};
struct AudioPart {};
using MessagePart = std::variant<TextPart, ImagePart, VideoPart, AudioPart>;

struct Message {
    Role role = Role::User;
    std::vector<MessagePart> parts;
};

/// The prompt text, ending where the assistant begins to speak; one pad token per image, video or sound, to be expanded
/// later.
std::string renderChat(const std::vector<Message>& messages, bool addGenerationPrompt = true);

}  // namespace msao::engine
