// SPDX-License-Identifier: Apache-2.0
// Takes one model through its curriculum.
#pragma once

#include "msao/engine/result.h"
#include "msao/engine/tokenizer.h"
#include "msao/world/speech.h"
#include "training/curriculum.h"
#include "training/leaves.h"
#include "training/losses.h"
#include "training/optimiser.h"
#include "training/pass_queue.h"
#include "training/training_state.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace msao::training {

/// How one step of the optimiser is cut up.
struct StepShape {
    int workers = 1;                  // threads that each learn from passes of their own
    int producers = 1;                // threads that make the passes
    std::int64_t picturesOfPass = 8;  // few enough that a pass stays in the cache
    bool isOnCuda = false;            // then one worker feeds the device
};

struct Model {
    engine::ModelConfig config;
    ParameterSet parameters;
    bool hasHeard = false;  // it has learnt what to do with sounds, and may teach it
};

/// What a step did, for logs.
struct StepReport {
    Position position;  // behind the step
    const Stage* stage = nullptr;
    std::int64_t pictures = 0;  // of this step; sounds without one count too
    Measures measures;
    double gradientNorm = 0;
    StepRates rates;
};

/// One thread calls it; its workers live as long as it does. Exceptions of libtorch come out of step().
class Trainer {
public:
    /// All arguments outlive it. `teacher` may be null, `voices` too where no stage is to be heard.
    Trainer(Model& student, const Model* teacher, const engine::Tokenizer& tokenizer, std::span<const Stage> stages,
            const StepShape& shape, const Position& start, const world::SpeechBank* voices = nullptr);
    ~Trainer();

    bool isFinished() const { return m_position.stage == static_cast<std::int64_t>(m_stages.size()); }
    const Position& position() const { return m_position; }
    /// Of the stage that comes next; not when finished.
    std::string_view stageName() const { return stage().name; }
    /// The stage that comes next follows a teacher, and there is none, or one that cannot hear what is to be heard.
    bool lacksTeacher() const;
    /// Pictures until the last stage ends.
    std::int64_t picturesLeft() const;

    /// One step of the optimiser, where no teacher is lacking. A gradient that is not finite is left out and counted as
    /// a step.
    StepReport step();

private:
    class Worker;

    std::int64_t picturesOfStep() const { return stage().passes * m_shape.picturesOfPass; }
    const Stage& stage() const { return m_stages[static_cast<std::size_t>(m_position.stage)]; }
    StepRates ratesNow() const;
    void startStage();
    void advance();

    Model& m_student;
    const engine::Tokenizer& m_tokenizer;
    std::span<const Stage> m_stages;
    StepShape m_shape;
    Position m_position;
    const Model* m_teacher;
    const world::SpeechBank* m_voices;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::unique_ptr<PassQueue> m_queue;  // of the current stage
};

}  // namespace msao::training
