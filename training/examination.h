// SPDX-License-Identifier: Apache-2.0
// What a finished checkpoint answers to questions that it never saw, by the engine itself.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/result.h"
#include "msao/world/question.h"
#include "msao/world/speech.h"
#include "training/losses.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace msao::training {

struct ExaminationOptions {
    std::uint64_t seed = 1;
    std::int64_t situations = 100;  // each with one question of every type that it allows
    bool isOfClips = false;         // not of pictures
    int threads = 1;
    world::Split split = world::Split::HeldOut;
    const world::SpeechBank* voices = nullptr;  // null: nothing is asked about sounds
};

struct TypeMarks {
    Share answers;
    double constantBaseline = 0;  // what the best constant answer would get
};

struct Marks {
    std::array<TypeMarks, world::kAllQuestionTypes.size()> byType;

    /// Mean over the types that were asked; `isShortOnly` leaves descriptions out.
    double mean(bool isShortOnly) const;
};

engine::Result<Marks> examine(const std::filesystem::path& model, const ExaminationOptions& options,
                              std::stop_token stop = {});

}  // namespace msao::training
