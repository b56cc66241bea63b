// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/asked_situation.h"

#include "engine/base/philox.h"

#include <utility>

namespace msao::evaluation {
namespace {

constexpr std::uint32_t kMaxScenes = 256;

std::uint64_t sceneSeed(std::uint64_t seed, std::uint64_t index, std::uint32_t attempt) {
    const engine::PhiloxWords words = engine::philox(seed, engine::philoxCounter(index, attempt));
    return std::uint64_t{words[1]} << 32 | words[0];
}

}  // namespace

std::optional<AskedSituation> askAbout(world::QuestionType type, std::uint64_t seed, std::uint64_t index,
                                       const AskingOptions& options) {
    world::SituationOptions scene;
    scene.scene.split = options.split;
    scene.clipShare = world::needsClip(type) ? 1 : options.clipShare;
    scene.soundShare = world::needsSound(type) ? 1 : 0;
    world::AskOptions asking;
    asking.split = options.split;
    asking.typoShare = options.typoShare;
    for (std::uint32_t attempt = 0; attempt < kMaxScenes; ++attempt) {
        const std::uint64_t own = sceneSeed(seed, index, attempt);
        world::Situation situation = world::makeSituation(own, scene);
        if (auto question = world::ask(type, situation, asking, own))
            return AskedSituation{std::move(situation), *std::move(question)};
    }
    return std::nullopt;
}

}  // namespace msao::evaluation
