// SPDX-License-Identifier: Apache-2.0
#include "training/curriculum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace msao::training {
namespace {

// First the tower learns what things are, nine of them in every picture; from scratch together with the language it
// stays at chance for most of the training. Then the language learns to find things, two of them first, and is shown
// where to look; the tower rests at first, which saves time, and then moves gently. Then visual tokens go missing, or
// every kind of pruning would break the model. The draft's last stages follow the target's distributions rather than
// the words alone. At last it learns to hear: first which words a sound is of, told as if they were read, then to
// answer; what it knows of pictures is asked in between, or it would be forgotten. The last stage is about what came
// out worst before: descriptions, counts and voices beside pictures, more of it with things missing.
constexpr std::array kDraft = {
    Stage{.name = "see plainly",
          .pictures = 10'000,
          .minObjects = 9,
          .maxObjects = 9,
          .fillsGrid = true,
          .isPlain = true,
          .disturbance = 0.3,
          .visionRate = {1.5e-3, 1.5e-3},
          .passes = 4},
    Stage{.name = "see",
          .pictures = 14'000,
          .minObjects = 9,
          .maxObjects = 9,
          .fillsGrid = true,
          .visionRate = {1.5e-3, 2e-4},
          .passes = 4},
    Stage{.name = "two things",
          .pictures = 3'000,
          .minObjects = 1,
          .maxObjects = 2,
          .rows = 4,
          .conjunctive = 0.6,
          .languageRate = {1.5e-3, 1.5e-3},
          .attributeWeight = 0.5,
          .placeWeight = 0.3,
          .pointingWeight = 0.3},
    Stage{.name = "few things",
          .pictures = 5'000,
          .minObjects = 0,
          .maxObjects = 3,
          .rows = 4,
          .answerVariety = 0.2,
          .typoShare = 0.05,
          .languageRate = {1.5e-3, 1.5e-3},
          .attributeWeight = 0.3,
          .placeWeight = 0.2,
          .pointingWeight = 0.2},
    Stage{.name = "all things",
          .pictures = 7'000,
          .minObjects = 0,
          .maxObjects = 5,
          .clipShare = 0.03,
          .rows = 4,
          .answerVariety = 0.4,
          .typoShare = 0.1,
          .visionRate = {1.5e-4, 1.5e-4},
          .languageRate = {1.5e-3, 1.2e-3},
          .distilled = 0.7,
          .attributeWeight = 0.3,
          .placeWeight = 0.1,
          .pointingWeight = 0.2},
    Stage{.name = "things go missing",
          .pictures = 10'000,
          .minObjects = 0,
          .maxObjects = 5,
          .clipShare = 0.03,
          .rows = 4,
          .answerVariety = 0.4,
          .typoShare = 0.1,
          .dropShare = 0.5,
          .visionRate = {1.5e-4, 1e-5},
          .languageRate = {1.2e-3, 2e-5},
          .distilled = 0.7,
          .attributeWeight = 0.2,
          .placeWeight = 0.1,
          .pointingWeight = 0.2},
    Stage{.name = "listen",
          .pictures = 60'000,
          .soundShare = 1,
          .unseenShare = 1,
          .audioRate = {2e-3, 2e-4},
          .passes = 4},
    Stage{.name = "sounds",
          .pictures = 12'000,
          .minObjects = 0,
          .maxObjects = 5,
          .clipShare = 0.03,
          .soundShare = 0.6,
          .unseenShare = 0.4,
          .rows = 4,
          .conjunctive = 0.25,
          .whole = 1.5,
          .answerVariety = 0.4,
          .typoShare = 0.1,
          .dropShare = 0.5,
          .languageRate = {8e-4, 2e-5},
          .audioRate = {2e-4, 1e-5},
          .distilled = 0.7,
          .passes = 4,
          .attributeWeight = 0.2,
          .placeWeight = 0.1,
          .pointingWeight = 0.2,
          .hearingWeight = 0.5,
          .readingWeight = 0.5},
    Stage{.name = "what is left",
          .pictures = 20'000,
          .minObjects = 0,
          .maxObjects = 5,
          .soundShare = 0.3,
          .unseenShare = 0.2,
          .rows = 4,
          .conjunctive = 0.3,
          .whole = 3,
          .voiceMatch = 1.5,
          .answerVariety = 0.4,
          .typoShare = 0.1,
          .dropShare = 0.65,
          .languageRate = {8e-4, 1e-5},
          .audioRate = {2e-4, 1e-5},
          .distilled = 0.7,
          .passes = 4,
          .attributeWeight = 0,
          .pointingWeight = 0.3,
          .hearingWeight = 0,
          .readingWeight = 0.5},
};

/// Wider matrices want smaller steps.
constexpr auto kTarget = [] {
    auto stages = kDraft;
    for (Stage& stage : stages) {
        for (double& rate : stage.visionRate) rate *= 0.7;
        for (double& rate : stage.languageRate) rate *= 0.7;
        for (double& rate : stage.audioRate) rate *= 0.7;
        stage.distilled = 0;
    }
    return stages;
}();

constexpr std::array kSmoke = {
    Stage{.name = "see plainly",
          .pictures = 352,
          .minObjects = 9,
          .maxObjects = 9,
          .fillsGrid = true,
          .isPlain = true,
          .disturbance = 0.3,
          .visionRate = {1.5e-3, 1.5e-3},
          .passes = 4},
    Stage{.name = "two things",
          .pictures = 96,
          .minObjects = 1,
          .maxObjects = 2,
          .rows = 3,
          .dropShare = 0.4,
          .visionRate = {2e-4, 2e-4},
          .languageRate = {2e-3, 1e-3},
          .attributeWeight = 0.5,
          .placeWeight = 0.3,
          .pointingWeight = 0.3},
    Stage{.name = "listen", .pictures = 960, .soundShare = 1, .unseenShare = 1, .audioRate = {2e-3, 1e-3}, .passes = 4},
    Stage{.name = "sounds",
          .pictures = 64,
          .minObjects = 1,
          .maxObjects = 2,
          .soundShare = 0.7,
          .unseenShare = 0.5,
          .rows = 2,
          .languageRate = {1e-3, 5e-4},
          .audioRate = {2e-4, 2e-4},
          .placeWeight = 0.1,
          .pointingWeight = 0.2},
};

}  // namespace

std::span<const Stage> curriculum(Role role) {
    return role == Role::Draft ? std::span<const Stage>(kDraft) : std::span<const Stage>(kTarget);
}

std::vector<Stage> stretched(std::span<const Stage> stages, double stretch) {
    std::vector<Stage> longer(stages.begin(), stages.end());
    for (Stage& stage : longer)
        stage.pictures = std::max<std::int64_t>(1, std::llround(static_cast<double>(stage.pictures) * stretch));
    return longer;
}

std::span<const Stage> smokeCurriculum() {
    return kSmoke;
}

}  // namespace msao::training
