// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prompt_description.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace msao::engine {
namespace {

Result<VisualInput> visualInputOf(const VisualMedium& medium, const ModelConfig& config) {
    if (medium.kind == VisualKind::Video) return videoInput(medium.clip, config.preprocessor, config.vision);
    if (medium.clip.frames.size() == 1)
        return imageInput(medium.clip.frames.front(), config.preprocessor, config.vision);
    return Error{ErrorCode::InvalidArgument,
                 "an image has one frame, found " + std::to_string(medium.clip.frames.size())};
}

bool isPad(TokenId token, const ModelConfig& config) {
    return token == config.special.imagePad || token == config.special.videoPad ||
           (config.audio && token == config.audio->pad);
}

/// The tokens [begin, end) without what they show; that belongs to the first piece.
Prompt textPiece(const Prompt& prompt, std::size_t begin, std::size_t end) {
    Prompt piece;
    const auto first = static_cast<std::ptrdiff_t>(begin);
    const auto last = static_cast<std::ptrdiff_t>(end);
    piece.tokens.assign(prompt.tokens.begin() + first, prompt.tokens.begin() + last);
    piece.positions.assign(prompt.positions.begin() + first, prompt.positions.begin() + last);
    piece.nextPosition = prompt.nextPosition;
    return piece;
}

}  // namespace

Result<Prompt> preparePrompt(const PromptDescription& description, const ModelConfig& config,
                             std::int32_t firstPosition) {
    PromptMedia media;
    for (const VisualMedium& medium : description.visuals) {
        MSAO_TRY(VisualInput visual, visualInputOf(medium, config));
        media.visuals.push_back(std::move(visual));
        media.kept.push_back(medium.kept);
    }
    for (const SoundMedium& medium : description.sounds) {
        MSAO_TRY(AudioInput audio, audioInput(medium.sound, config));
        media.audios.push_back(std::move(audio));
        media.keptAudio.push_back(medium.kept);
    }
    return buildPrompt(description.tokens, std::move(media), config, firstPosition);
}

std::vector<Prompt> promptPieces(Prompt prompt, const ModelConfig& config, std::int64_t maxTokens) {
    const auto step = static_cast<std::size_t>(std::max<std::int64_t>(1, maxTokens));
    const auto lastPad =
        std::find_if(prompt.tokens.rbegin(), prompt.tokens.rend(), [&](TokenId token) { return isPad(token, config); });
    const auto shown = static_cast<std::size_t>(std::distance(lastPad, prompt.tokens.rend()));
    std::size_t cut = std::max<std::size_t>(1, (shown + step - 1) / step) * step;
    std::vector<Prompt> pieces;
    if (cut >= prompt.tokens.size()) {
        pieces.push_back(std::move(prompt));
        return pieces;
    }
    for (std::size_t begin = cut; begin < prompt.tokens.size(); begin += step)
        pieces.push_back(textPiece(prompt, begin, std::min(begin + step, prompt.tokens.size())));
    prompt.tokens.resize(cut);
    prompt.positions.resize(cut);
    pieces.insert(pieces.begin(), std::move(prompt));
    return pieces;
}

}  // namespace msao::engine
