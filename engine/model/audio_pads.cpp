// SPDX-License-Identifier: Apache-2.0
#include "engine/model/audio_pads.h"

#include <string>

namespace msao::engine {
namespace {

std::string nameOf(std::size_t index) {
    return "sound " + std::to_string(index);
}

Status checkSpectrum(const AudioInput& audio, std::size_t index, const AudioConfig& config) {
    if (audio.melBins != config.melBins) {
        return Error{ErrorCode::ShapeMismatch, nameOf(index) + ": expected " + std::to_string(config.melBins) +
                                                   " mel bins, found " + std::to_string(audio.melBins)};
    }
    const auto bins = static_cast<std::size_t>(audio.melBins);
    // Division instead of a product: the frames are not trusted yet.
    const bool fills = audio.frames > 0 && audio.features.size() % bins == 0 &&
                       audio.features.size() / bins == static_cast<std::size_t>(audio.frames);
    if (!fills) {
        return Error{ErrorCode::ShapeMismatch, nameOf(index) + ": expected " + std::to_string(audio.frames) +
                                                   " frames of " + std::to_string(bins) + " values, found " +
                                                   std::to_string(audio.features.size()) + " values"};
    }
    if (audio.tokens() > 0) return Done{};
    return Error{ErrorCode::InvalidArgument,
                 nameOf(index) + ": too short, expected at least 3 frames, found " + std::to_string(audio.frames)};
}

bool isKept(const KeptTokens& kept, std::size_t token) {
    return kept.empty() || kept[token];
}

Error wrongPlaces(std::size_t found, std::size_t sounds) {
    return {ErrorCode::ShapeMismatch,
            "the prompt has places for " + std::to_string(found) + " sounds, found " + std::to_string(sounds)};
}

std::size_t nextAudioPad(std::span<const TokenId> tokens, std::size_t from, const ModelConfig& config) {
    while (from < tokens.size() && !isAudioPad(tokens[from], config)) ++from;
    return from;
}

}  // namespace

bool isAudioPad(TokenId token, const ModelConfig& config) {
    return config.audio && token == config.audio->pad;
}

Status checkAudio(std::span<const AudioInput> audios, const std::vector<KeptTokens>& kept, const ModelConfig& config) {
    if (!audios.empty() && !config.audio) return noAudioEncoder();
    if (kept.size() != audios.size()) {
        return Error{ErrorCode::InvalidArgument, "expected kept tokens of " + std::to_string(audios.size()) +
                                                     " sounds, found " + std::to_string(kept.size())};
    }
    for (std::size_t a = 0; a < audios.size(); ++a) {
        MSAO_CHECK(checkSpectrum(audios[a], a, *config.audio));
        const auto count = static_cast<std::size_t>(audios[a].tokens());
        if (kept[a].empty() || kept[a].size() == count) continue;
        return Error{ErrorCode::ShapeMismatch, nameOf(a) + " has " + std::to_string(count) + " tokens, found " +
                                                   std::to_string(kept[a].size()) + " kept bits"};
    }
    return Done{};
}

Result<std::vector<TokenId>> expandAudioPads(std::span<const TokenId> tokens, std::span<const AudioInput> audios,
                                             const ModelConfig& config) {
    std::vector<TokenId> expanded;
    expanded.reserve(tokens.size());
    std::size_t places = 0;
    for (const TokenId token : tokens) {
        const bool isPad = isAudioPad(token, config);
        const bool isNamed = isPad && places < audios.size();
        expanded.insert(expanded.end(), isNamed ? static_cast<std::size_t>(audios[places].tokens()) : 1, token);
        if (isPad) ++places;
    }
    if (places != audios.size()) return wrongPlaces(places, audios.size());
    return expanded;
}

void dropAudio(std::span<const TokenId> expanded, const std::vector<KeptTokens>& kept,
               std::span<const AudioInput> audios, const ModelConfig& config, std::vector<bool>& stays) {
    std::size_t at = 0;
    for (std::size_t a = 0; a < audios.size(); ++a) {
        at = nextAudioPad(expanded, at, config);
        for (std::int64_t t = 0; t < audios[a].tokens(); ++t, ++at)
            stays[at] = isKept(kept[a], static_cast<std::size_t>(t));
    }
}

Result<AudioPlaces> audioPlaces(const Prompt& prompt, const ModelConfig& config) {
    MSAO_CHECK(checkAudio(prompt.audios, prompt.keptAudio, config));
    AudioPlaces places;
    std::size_t at = 0;
    std::int64_t firstRow = 0;
    for (std::size_t a = 0; a < prompt.audios.size(); ++a) {
        for (std::int64_t t = 0; t < prompt.audios[a].tokens(); ++t) {
            if (!isKept(prompt.keptAudio[a], static_cast<std::size_t>(t))) continue;
            at = nextAudioPad(prompt.tokens, at, config);
            if (at == prompt.tokens.size()) {
                return Error{ErrorCode::ShapeMismatch, nameOf(a) + " needs more audio pad tokens than the " +
                                                           std::to_string(places.sequenceIndex.size()) +
                                                           " of the prompt"};
            }
            places.sequenceIndex.push_back(static_cast<std::int64_t>(at++));
            places.towerRow.push_back(firstRow + t);
        }
        firstRow += prompt.audios[a].tokens();
    }
    at = nextAudioPad(prompt.tokens, at, config);
    if (at == prompt.tokens.size()) return places;
    return Error{ErrorCode::ShapeMismatch,
                 "token " + std::to_string(at) + " is an audio pad, but no sound has a token there"};
}

}  // namespace msao::engine
