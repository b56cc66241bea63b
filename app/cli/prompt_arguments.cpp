// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/prompt_arguments.h"

#include "app/cli/number_checks.h"

#include "msao/engine/audio_input.h"
#include "msao/engine/chat_template.h"
#include "msao/engine/image.h"
#include "msao/engine/visual_input.h"

#include <algorithm>

namespace msao::app {

using namespace engine;

namespace {

/// One user message: images, videos and sounds first, as people write "<picture> What is this?".
std::string chatText(const PromptArguments& arguments) {
    Message message;
    message.parts.insert(message.parts.end(), arguments.images.size(), ImagePart{});
    message.parts.insert(message.parts.end(), arguments.videos.size(), VideoPart{});
    message.parts.insert(message.parts.end(), arguments.sounds.size(), AudioPart{});
    message.parts.push_back(TextPart{arguments.text});
    return renderChat({message});
}

Result<std::vector<VisualInput>> readImages(const PromptArguments& arguments, const ModelConfig& config) {
    std::vector<VisualInput> inputs;
    for (const auto& file : arguments.images) {
        MSAO_TRY(const RgbImage image, readImage(file));
        MSAO_TRY(VisualInput input, imageInput(image, config.preprocessor, config.vision));
        inputs.push_back(std::move(input));
    }
    return inputs;
}

Result<std::vector<VisualInput>> readVideos(const PromptArguments& arguments, const ModelConfig& config) {
    std::vector<VisualInput> inputs;
    for (const auto& path : arguments.videos) {
        MSAO_TRY(const RgbClip clip, readClip(path, arguments.framesPerSecond));
        MSAO_TRY(VisualInput input, videoInput(clip, config.preprocessor, config.vision));
        inputs.push_back(std::move(input));
    }
    return inputs;
}

Result<std::vector<AudioInput>> readSounds(const PromptArguments& arguments, const ModelConfig& config) {
    std::vector<AudioInput> inputs;
    if (!arguments.sounds.empty() && !config.audio) return noAudioEncoder();
    for (const auto& file : arguments.sounds) {
        MSAO_TRY(const Sound sound, readSound(file));
        Result<AudioInput> input = audioInput(sound, config);
        if (!input) return Error{input.error().code, file.string() + ": " + input.error().message};
        inputs.push_back(*std::move(input));
    }
    return inputs;
}

/// Images and videos in the order in which their pads stand in the prompt.
Result<std::vector<VisualInput>> inOrderOfPads(const std::vector<TokenId>& tokens, const SpecialTokens& special,
                                               std::vector<VisualInput> images, std::vector<VisualInput> videos) {
    const auto padCount = [&](TokenId pad) {
        return static_cast<std::size_t>(std::count(tokens.begin(), tokens.end(), pad));
    };
    if (padCount(special.imagePad) != images.size() || padCount(special.videoPad) != videos.size()) {
        return Error{ErrorCode::InvalidArgument,
                     "the prompt has places for " + std::to_string(padCount(special.imagePad)) + " images and " +
                         std::to_string(padCount(special.videoPad)) + " videos, but " + std::to_string(images.size()) +
                         " and " + std::to_string(videos.size()) + " were given"};
    }
    std::vector<VisualInput> ordered;
    auto nextImage = images.begin();
    auto nextVideo = videos.begin();
    for (const TokenId token : tokens) {
        if (token == special.imagePad) ordered.push_back(std::move(*nextImage++));
        if (token == special.videoPad) ordered.push_back(std::move(*nextVideo++));
    }
    return ordered;
}

}  // namespace

void PromptArguments::addTo(CLI::App& command) {
    command.add_option("--prompt", text, "The question; wrapped in the chat template unless --raw")->required();
    const auto addMedia = [&](const char* option, std::vector<std::filesystem::path>& paths, const char* what) {
        command.add_option(option, paths, what)->take_all()->expected(1);
    };
    addMedia("--image", images, "A PNG or JPEG file; may be repeated");
    addMedia("--video", videos, "A folder of frames or a .y4m file; may be repeated");
    addMedia("--audio", sounds, "A WAV file, for a model with an audio encoder; may be repeated");
    command.add_option("--fps", framesPerSecond, "Frames per second of --video")
        ->capture_default_str()
        ->check(numberIn(0.01, 1000));
    command.add_flag("--raw", raw, "Take --prompt as the whole prompt, special tokens and all");
}

Status PromptArguments::mediaAreThere() const {
    for (const auto* paths : {&images, &videos, &sounds}) {
        for (const std::filesystem::path& path : *paths) {
            std::error_code error;
            if (!std::filesystem::exists(path, error))
                return Error{ErrorCode::FileNotFound, path.string() + ": No such file or directory"};
        }
    }
    return Done{};
}

Result<Prompt> PromptArguments::build(const Engine& engine) const {
    const ModelConfig& config = engine.config();
    const std::vector<TokenId> tokens = engine.tokenizer().encode(raw ? text : chatText(*this));
    MSAO_TRY(std::vector<AudioInput> audioInputs, readSounds(*this, config));
    MSAO_TRY(std::vector<VisualInput> imageInputs, readImages(*this, config));
    MSAO_TRY(std::vector<VisualInput> videoInputs, readVideos(*this, config));
    MSAO_TRY(std::vector<VisualInput> visuals,
             inOrderOfPads(tokens, config.special, std::move(imageInputs), std::move(videoInputs)));
    return buildPrompt(tokens, {std::move(visuals), {}, std::move(audioInputs), {}}, config);
}

}  // namespace msao::app
