// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prompt_hash.h"

#include "engine/model/content_hash.h"

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace msao::engine {
namespace {

/// A hash of one part becomes the seed of the next, so order and lengths count.
template <typename Value>
std::uint64_t chain(std::uint64_t hash, std::span<const Value> values) {
    return contentHash(std::as_bytes(values), hash + values.size());
}

std::uint64_t chainBits(std::uint64_t hash, const KeptTokens& kept, std::size_t count) {
    std::vector<std::uint8_t> bytes((count + 7) / 8);
    for (std::size_t t = 0; t < count; ++t) {
        if (kept.empty() || kept[t]) bytes[t / 8] = static_cast<std::uint8_t>(bytes[t / 8] | 1u << t % 8);
    }
    return chain(hash, std::span<const std::uint8_t>(bytes));
}

std::uint64_t chainVisual(std::uint64_t hash, const VisualInput& visual, const KeptTokens& kept,
                          const VisionConfig& vision) {
    const std::int64_t shape[] = {static_cast<std::int64_t>(visual.kind), visual.grid.time, visual.grid.height,
                                  visual.grid.width};
    hash = chain(hash, std::span<const std::int64_t>(shape));
    const auto tokens = static_cast<std::size_t>(visual.grid.tokens(vision.spatialMergeSize));
    hash = chainBits(hash, kept, tokens);
    // Runs of kept tokens lie together in memory and are hashed as one.
    const std::size_t tokenValues = tokens == 0 ? 0 : visual.patches.size() / tokens;
    const std::span<const float> patches(visual.patches);
    for (std::size_t begin = 0; begin < tokens;) {
        std::size_t end = begin;
        while (end < tokens && (kept.empty() || kept[end])) ++end;
        if (end > begin) hash = chain(hash, patches.subspan(begin * tokenValues, (end - begin) * tokenValues));
        begin = end + 1;
    }
    return hash;
}

/// Sounds travel whole. Both sides compute the spectrum themselves, and their mathematical libraries may round its last
/// bit differently, so levels of a thousandth count.
std::uint64_t chainAudio(std::uint64_t hash, const AudioInput& audio, const KeptTokens& kept) {
    const std::int64_t shape[] = {audio.melBins, audio.frames};
    hash = chain(hash, std::span<const std::int64_t>(shape));
    hash = chainBits(hash, kept, static_cast<std::size_t>(audio.tokens()));
    std::vector<std::int32_t> levels;
    levels.reserve(audio.features.size());
    for (const float value : audio.features) levels.push_back(static_cast<std::int32_t>(std::lround(value * 1000.0f)));
    return chain(hash, std::span<const std::int32_t>(levels));
}

}  // namespace

std::uint64_t promptHash(const Prompt& prompt, const ModelConfig& config) {
    std::uint64_t hash = chain(0, std::span<const TokenId>(prompt.tokens));
    hash = chain(hash, std::span<const RopePosition>(prompt.positions));
    hash = chain(hash, std::span<const std::int32_t>(&prompt.nextPosition, 1));
    for (std::size_t v = 0; v < prompt.visuals.size(); ++v) {
        hash = chainVisual(hash, prompt.visuals[v], prompt.kept[v], config.vision);
    }
    for (std::size_t a = 0; a < prompt.audios.size(); ++a) {
        hash = chainAudio(hash, prompt.audios[a], prompt.keptAudio[a]);
    }
    return hash;
}

}  // namespace msao::engine
