// SPDX-License-Identifier: Apache-2.0
// Questions about the demo world, each about a scene of its own, made when it is their turn.
#pragma once

#include "evaluation/datasets/dataset.h"

#include "msao/engine/progress.h"
#include "msao/world/question.h"
#include "msao/world/speech.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

struct DemoOptions {
    world::Split split = world::Split::HeldOut;
    std::uint64_t seed = 1;
    std::size_t samples = 100;
    bool hasSound = false;  // questions about sounds too; needs espeak-ng
    std::filesystem::path speechCache;
    int pixelsPerSide = 224;
    double framesPerSecond = 1;     // of clips; what the demo pair was taught with
    double clipShare = 0;           // of scenes whose question needs no clip; 0: nor is anything asked that needs one
    double typoShare = 0.1;         // of questions
    std::size_t trainScenes = 200;  // of each type, for the constant answers
};

/// Types take turns, so that each is asked as often as any other.
class DemoDataset final : public Dataset {
public:
    static engine::Result<std::unique_ptr<DemoDataset>> open(const DemoOptions& options,
                                                             const engine::Progress& progress = {});

    std::string_view name() const override { return "demo"; }
    std::size_t size() const override { return m_options.samples; }
    engine::Result<Sample> sample(std::size_t index) const override;
    const RowFaults& faults() const override { return m_faults; }

    /// The answer that is most often right in the train split.
    const std::string& constantAnswer(world::QuestionType type) const {
        return m_constantAnswers[static_cast<std::size_t>(type)];
    }

private:
    explicit DemoDataset(const DemoOptions& options);

    DemoOptions m_options;
    std::vector<world::QuestionType> m_types;
    std::array<std::string, world::kAllQuestionTypes.size()> m_constantAnswers;
    std::optional<world::SpeechBank> m_bank;
    RowFaults m_faults;
};

}  // namespace msao::evaluation
