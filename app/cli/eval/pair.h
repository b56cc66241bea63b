// SPDX-License-Identifier: GPL-3.0-or-later
// The pair that an evaluation asks: edge and cloud in this process.
#pragma once

#include "app/cli/eval/costs.h"
#include "app/in_process/in_process_answer.h"
#include "evaluation/measure/answerer.h"

#include "msao/engine/importance.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace msao::app {

struct EvalPairOptions {
    double qualityBound = 0.02;  // of planned pruning
    std::int32_t maxNewTokens = 96;
    std::uint64_t seed = 1;  // of random pruning
    engine::Policy policy = engine::Policy::Adaptive;
    engine::Calibration calibration;
    std::optional<protocol::LinkProfile> link;
    std::optional<Pace> pace;  // link included, `slowMotion` times slower than what is told
    double slowMotion = 1;
    engine::WeightType draftWeights = engine::WeightType::BF16;  // as models are loaded
    engine::WeightType targetWeights = engine::WeightType::BF16;
};

class EvalPair final : public evaluation::Answerer {
public:
    /// Models and importance outlive it. `models.cloudDraft`: for co-located and hybrid.
    EvalPair(const InProcessModels& models, const engine::ImportanceSource& importance, EvalPairOptions options);

    engine::Result<evaluation::MeasuredAnswer> answer(const evaluation::RunSpec& run, const evaluation::Sample& sample,
                                                      std::stop_token stop) override;
    /// Without asking the draft model again what it would have said.
    engine::Result<evaluation::MeasuredAnswer> answerAgain(const evaluation::RunSpec& run,
                                                           const evaluation::Sample& sample,
                                                           std::stop_token stop) override;

private:
    struct Asked;
    struct Told;
    engine::Engine& anyEngine() const { return m_models.target != nullptr ? *m_models.target : *m_models.draft; }
    InProcessModels modelsFor(engine::Mode mode) const;
    engine::Status prune(const evaluation::RunSpec& run, const evaluation::Sample& sample, Asked& asked,
                         std::stop_token stop);
    engine::Result<InProcessAnswer> ask(const evaluation::RunSpec& run, const evaluation::Sample& sample,
                                        const Asked& asked, engine::TraceSink& trace, std::stop_token stop);
    engine::Result<Told> askOnTime(const evaluation::RunSpec& run, const evaluation::Sample& sample, const Asked& asked,
                                   std::stop_token stop);
    engine::Result<evaluation::MeasuredAnswer> measure(const evaluation::RunSpec& run, const evaluation::Sample& sample,
                                                       bool readsDrafts, std::stop_token stop);
    engine::Status readDrafts(const engine::PromptDescription& prompt, evaluation::MeasuredAnswer& measured,
                              std::stop_token stop);

    InProcessModels m_models;
    const engine::ImportanceSource& m_importance;
    EvalPairOptions m_options;
    LoadedBytes m_loaded;
};

}  // namespace msao::app
