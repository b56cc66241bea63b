// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_questions.h"

#include "evaluation/datasets/demo_dataset.h"
#include "evaluation/measure/sample_prompt.h"

namespace msao::app {

using namespace engine;

Result<DemoQuestions> DemoQuestions::open(const DemoQuestionOptions& asked, const Progress& progress) {
    evaluation::DemoOptions options;
    options.split = world::Split::Train;
    options.seed = asked.seed;
    options.samples = asked.count;
    options.hasSound = asked.canHear;
    options.speechCache = asked.speechCache;
    options.trainScenes = 0;  // nobody asks what a constant answer would get
    MSAO_TRY(std::unique_ptr<evaluation::DemoDataset> dataset, evaluation::DemoDataset::open(options, progress));
    return DemoQuestions(std::move(dataset));
}

Result<calibration::AskedQuestion> DemoQuestions::question(std::size_t index, const Engine& engine) const {
    MSAO_TRY(const evaluation::Sample sample, m_dataset->sample(index));
    return calibration::AskedQuestion{sample.question, evaluation::describeSample(sample, engine)};
}

}  // namespace msao::app
