// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/calibration/question_source.h"
#include "evaluation/datasets/dataset.h"

#include "msao/engine/progress.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

namespace msao::app {

struct DemoQuestionOptions {
    std::uint64_t seed = 1;
    std::size_t count = 500;
    bool canHear = false;               // questions about sounds too
    std::filesystem::path speechCache;  // where spoken words are kept
};

/// Questions of the demo world's train split, to calibrate a pair by: every type as often as any other.
class DemoQuestions final : public calibration::QuestionSource {
public:
    static engine::Result<DemoQuestions> open(const DemoQuestionOptions& options, const engine::Progress& progress);

    std::size_t size() const override { return m_dataset->size(); }
    engine::Result<calibration::AskedQuestion> question(std::size_t index, const engine::Engine& engine) const override;

private:
    explicit DemoQuestions(std::unique_ptr<evaluation::Dataset> dataset) : m_dataset(std::move(dataset)) {}
    std::unique_ptr<evaluation::Dataset> m_dataset;
};

}  // namespace msao::app
