// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/sent_whole.h"

#include <algorithm>
#include <optional>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::int64_t kSampleBytes = 2;

double keptShare(const KeptTokens& kept) {
    if (kept.empty()) return 1;
    return static_cast<double>(std::count(kept.begin(), kept.end(), true)) / static_cast<double>(kept.size());
}

/// Nothing for words, which are every modality's neighbours.
std::optional<Modality> shownBy(TokenId token, const ModelConfig& config) {
    if (token == config.special.imagePad) return Modality::Image;
    if (token == config.special.videoPad) return Modality::Video;
    if (config.audio && token == config.audio->pad) return Modality::Audio;
    return std::nullopt;
}

}  // namespace

std::int64_t bytesOf(const VisualMedium& medium) {
    double bytes = 0;
    for (const RgbImage& frame : medium.clip.frames)
        bytes += keptShare(medium.kept) * static_cast<double>(frame.pixels.size());
    return static_cast<std::int64_t>(bytes);
}

std::int64_t bytesOf(const SoundMedium& medium) {
    return kSampleBytes * static_cast<std::int64_t>(medium.sound.samples.size());
}

std::vector<ModalityProbe> sentWhole(const PromptDescription& asked, const Prompt& prompt, const ModelConfig& config) {
    std::vector<ModalityProbe> sizes;
    for (const Modality modality : kModalities) sizes.push_back({.modality = modality});
    const auto of = [&](Modality modality) -> ModalityProbe& {
        return *std::ranges::find(sizes, modality, &ModalityProbe::modality);
    };
    for (const TokenId token : prompt.tokens) ++of(shownBy(token, config).value_or(Modality::Text)).tokens;
    for (const VisualMedium& medium : asked.visuals)
        of(medium.kind == VisualKind::Image ? Modality::Image : Modality::Video).bytes += bytesOf(medium);
    for (const SoundMedium& medium : asked.sounds) of(Modality::Audio).bytes += bytesOf(medium);
    std::erase_if(sizes, [](const ModalityProbe& size) { return size.tokens == 0; });
    return sizes;
}

}  // namespace msao::app
