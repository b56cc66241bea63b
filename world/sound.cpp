// SPDX-License-Identifier: Apache-2.0
#include "msao/world/sound.h"

#include "world/draws.h"
#include "world/spoken_mention.h"

#include <algorithm>
#include <array>

namespace msao::world {

namespace {

constexpr std::array<Voice, 14> kVoices = {{{"en-us", 150, 50},
                                            {"en-us", 185, 38},
                                            {"en-gb", 160, 50},
                                            {"en-gb", 140, 62},
                                            {"en-gb-scotland", 155, 45},
                                            {"en-029", 150, 50},
                                            {"en-us+m1", 165, 40},
                                            {"en-us+m3", 150, 55},
                                            {"en-gb+m7", 170, 45},
                                            {"en-us+f1", 150, 60},
                                            {"en-us+f3", 175, 50},
                                            {"en-gb+f4", 155, 55},
                                            {"en-us+f5", 160, 65},
                                            {"en-us+klatt2", 155, 45}}};
constexpr std::array<Voice, 4> kHeldOutVoices = {
    {{"en-gb-x-rp", 165, 48}, {"en-us+m4", 155, 45}, {"en-us+f2", 165, 55}, {"en-gb-x-gbclan+m2", 150, 52}}};

constexpr std::array<std::string_view, 34> kWords = {
    "zero",   "one",   "two",  "three",  "four",  "five",  "six",    "seven",  "eight",    "nine", "red",   "orange",
    "yellow", "green", "blue", "purple", "white", "black", "circle", "square", "triangle", "star", "cross", "heart",
    "left",   "right", "up",   "down",   "big",   "small", "hello",  "stop",   "music",    "light"};

void drawVoice(Sound& sound, const SoundOptions& options, Draws& draws) {
    sound.split = options.split;
    sound.voice = draws.below(voices(options.split).size());
    sound.rate = draws.between(0.93, 1.07);
    sound.gain = draws.between(0.35, 0.95);
    const double noise = draws.unit();
    sound.noise = options.noise * 0.04 * noise * noise;
    sound.leadSeconds = draws.between(0.05, 0.3);
    sound.seed = draws.bits();
}

SoundKind drawKind(const SoundOptions& options, Draws& draws) {
    const double share = draws.unit();
    if (share < options.toneShare) return SoundKind::Tone;
    return share < options.toneShare + options.noiseShare ? SoundKind::Noise : SoundKind::Speech;
}

std::vector<std::string> namesOf(Colour colour, Kind kind) {
    return {std::string(word(colour)), std::string(word(kind))};
}

bool isThere(const Scene& scene, Colour colour, Kind kind) {
    return std::any_of(scene.objects.begin(), scene.objects.end(),
                       [&](const Object& object) { return object.colour == colour && object.kind == kind; });
}

/// A colour and a kind that the scene does not have together; of its own ones, if it can be.
std::vector<std::string> drawAbsent(const Scene& scene, Draws& draws) {
    constexpr int kTries = 40;
    Colour colour = Colour::Red;
    Kind kind = Kind::Circle;
    for (int i = 0; i < kTries; ++i) {
        const bool isNear = scene.objects.size() > 1 && i < kTries / 2;
        colour = isNear ? draws.oneOf(scene.objects).colour : kAllColours[draws.below(kAllColours.size())];
        kind = isNear ? draws.oneOf(scene.objects).kind : kAllKinds[draws.below(kAllKinds.size())];
        if (!isThere(scene, colour, kind)) break;
    }
    return namesOf(colour, kind);
}

}  // namespace

std::string_view word(Pitch pitch) {
    return pitch == Pitch::Low ? "low" : "high";
}

std::span<const Voice> voices(Split split) {
    if (split == Split::Train) return kVoices;
    return kHeldOutVoices;
}

std::span<const std::string_view> spokenWords() {
    return kWords;
}

Sound makeSound(std::uint64_t seed, const SoundOptions& options) {
    Draws draws(seed, options.split, Stream::Sound);
    Sound sound;
    drawVoice(sound, options, draws);
    sound.kind = drawKind(options, draws);
    sound.pitch = draws.chance(0.5) ? Pitch::High : Pitch::Low;
    if (sound.kind != SoundKind::Speech) return sound;
    const std::size_t count = draws.chance(0.6) ? 1 : 2;
    for (std::size_t i = 0; i < count; ++i) sound.words.emplace_back(draws.oneOf(kWords));
    return sound;
}

Sound makeSoundAbout(const Scene& scene, std::uint64_t seed, const SoundOptions& options) {
    Draws draws(seed, options.split, Stream::Sound);
    Sound sound;
    drawVoice(sound, options, draws);
    sound.kind = SoundKind::Speech;
    const bool isTrue = draws.chance(0.5) && !scene.objects.empty();
    if (isTrue) {
        const Object& object = draws.oneOf(scene.objects);
        sound.words = namesOf(object.colour, object.kind);
    } else {
        sound.words = drawAbsent(scene, draws);
    }
    return sound;
}

std::optional<Mention> spokenMention(const Sound& sound) {
    const auto parse = [](const auto& all, const std::string& text) {
        return std::find_if(all.begin(), all.end(), [&](auto value) { return word(value) == text; });
    };
    Mention mention;
    for (const std::string& text : sound.words) {
        const auto colour = parse(kAllColours, text);
        const auto kind = parse(kAllKinds, text);
        if (colour != kAllColours.end() && !mention.colour && !mention.kind) {
            mention.colour = *colour;
        } else if (kind != kAllKinds.end() && !mention.kind) {
            mention.kind = *kind;
        } else {
            return {};
        }
    }
    return mention;
}

}  // namespace msao::world
