// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_prompt.h"

#include "msao/engine/chat_template.h"

#include <utility>

namespace msao::app {

using namespace engine;

Result<PromptDescription> describePrompt(const PromptArguments& arguments, const Engine& engine) {
    PromptDescription prompt;
    Message message;
    for (const auto& file : arguments.images) {
        MSAO_TRY(RgbImage image, readImage(file));
        RgbClip clip;
        clip.frames.push_back(std::move(image));
        prompt.visuals.push_back({VisualKind::Image, std::move(clip), {}});
        message.parts.emplace_back(ImagePart{});
    }
    for (const auto& path : arguments.videos) {
        MSAO_TRY(RgbClip clip, readClip(path, arguments.framesPerSecond));
        prompt.visuals.push_back({VisualKind::Video, std::move(clip), {}});
        message.parts.emplace_back(VideoPart{});
    }
    for (const auto& file : arguments.sounds) {
        MSAO_TRY(Sound sound, readSound(file));
        prompt.sounds.push_back({std::move(sound), {}});
        message.parts.emplace_back(AudioPart{});
    }
    message.parts.emplace_back(TextPart{arguments.text});
    prompt.tokens = engine.tokenizer().encode(arguments.raw ? arguments.text : renderChat({message}));
    return prompt;
}

}  // namespace msao::app
