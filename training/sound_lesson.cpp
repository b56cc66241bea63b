// SPDX-License-Identifier: Apache-2.0
#include "training/sound_lesson.h"

#include "msao/engine/audio_input.h"
#include "training/parameters.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace msao::training {
namespace {

constexpr std::size_t kTokenSamples = 4 * engine::kAudioHopSamples;

template <typename Value>
Value expected(engine::Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return *std::move(result);
}

/// All of one length.
std::vector<world::Recording> recordings(std::vector<world::Sound> sounds, double seconds,
                                         const world::SpeechBank& voices) {
    std::vector<world::Recording> made;
    std::size_t longest = 0;
    for (world::Sound& sound : sounds) {
        sound.seconds = seconds;
        made.push_back(expected(voices.recording(sound)));
        longest = std::max(longest, made.back().samples.size());
    }
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        if (made[i].samples.size() == longest) continue;
        sounds[i].seconds = static_cast<double>(longest) / world::kSoundRate;
        made[i] = expected(voices.recording(sounds[i]));
    }
    return made;
}

/// A token shows what sounds in the middle of its 40 ms.
Owners ownersOf(const world::Recording& recording, std::int64_t tokens) {
    Owners owners(static_cast<std::size_t>(tokens));
    for (std::size_t token = 0; token < owners.size(); ++token) {
        const std::size_t middle = token * kTokenSamples + kTokenSamples / 2;
        for (std::size_t i = 0; i < recording.heard.size(); ++i) {
            const world::Heard& heard = recording.heard[i];
            if (middle >= heard.first && middle - heard.first < heard.count) owners[token] = i;
        }
    }
    return owners;
}

/// The token of a name within a text; -1: the word names nothing that pictures show.
std::int64_t rowOf(const std::string& word, const engine::Tokenizer& tokenizer) {
    const auto isOf = [&](const auto& all) {
        return std::any_of(all.begin(), all.end(), [&](auto value) { return world::word(value) == word; });
    };
    if (!isOf(world::kAllColours) && !isOf(world::kAllKinds)) return -1;
    return engine::toIndex(tokenizer.encode(" " + word).front());
}

}  // namespace

PassSounds hearSounds(std::vector<world::Sound> sounds, double seconds, const world::SpeechBank& voices,
                      const engine::ModelConfig& config, const engine::Tokenizer& tokenizer) {
    PassSounds pass;
    std::vector<at::Tensor> spectra;
    std::vector<std::int64_t> classes, rows;
    for (world::Recording& recording : recordings(std::move(sounds), seconds, voices)) {
        const engine::Sound sound{world::kSoundRate, std::move(recording.samples)};
        const engine::AudioInput input = expected(engine::audioInput(sound, config));
        spectra.push_back(at::tensor(input.features, at::kFloat).view({input.melBins, input.frames}));
        pass.owners.push_back(ownersOf(recording, input.tokens()));
        for (const std::optional<std::size_t>& owner : pass.owners.back()) {
            classes.push_back(owner ? hearingClass(recording.heard[*owner].word) : 0);
            rows.push_back(owner ? rowOf(recording.heard[*owner].word, tokenizer) : -1);
        }
    }
    pass.spectra = at::stack(spectra);
    pass.heard = at::tensor(classes, at::kLong);
    pass.heardNames = at::tensor(rows, at::kLong);
    return pass;
}

}  // namespace msao::training
