// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prepared_question.h"

#include "engine/answer/trace_milliseconds.h"
#include "msao/engine/merging.h"
#include "msao/engine/question_probe.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::engine {
namespace {

Status plan(const QuestionOptions& options, const TraceClock& clock, PreparedQuestion& question) {
    const TraceTime began = clock();
    MSAO_TRY(question.plan, planAnswer(options.wish, options.live, question.probes, options.calibration,
                                       options.planner, options.last));
    question.planningMs = millisecondsOf(clock() - began);
    return Done{};
}

/// Where the probe's source is plain downsampling: smaller pictures, all of whose tokens are kept.
Result<bool> downsampled(const QuestionProbe& probe, std::span<const ModalityPlan> plans, const ModelConfig& config,
                         PromptDescription& asked) {
    bool isSmaller = false;
    const std::vector<std::optional<std::int64_t>> sizes = probe.resizedTo(plans);
    for (std::size_t v = 0; v < sizes.size(); ++v) {
        if (!sizes[v]) continue;
        MSAO_CHECK(downsample(asked.visuals[v], *sizes[v], config));
        isSmaller = true;
    }
    return isSmaller;
}

/// Not beyond what it may become: what stands there so far.
Status expectLength(Engine& draft, QuestionOptions& options) {
    if (options.words.empty()) return Done{};
    MSAO_TRY(const FeatureRows words, draft.embeddings(options.words));
    const std::optional<double> expected = expectedAnswerTokens(options.calibration.answerLength, words);
    if (expected) options.live.answerTokens = std::min(options.live.answerTokens, *expected);
    return Done{};
}

MergeLimits mergeLimits(const QuestionOptions& options) {
    if (tokenChoice(options.wish.mode) != TokenChoice::ByImportance) return {};
    const double bound = tokenLossWithin(options.planner.method.qualityBound, options.live.answerTokens);
    return {mergeableShare(options.calibration, Modality::Image, bound),
            mergeableShare(options.calibration, Modality::Video, bound)};
}

/// The plan for what merging left, within what it left of the bound: losses of a token add up along one curve.
Status planMerged(const QuestionProbe& probe, QuestionOptions options, const TraceClock& clock,
                  PreparedQuestion& question) {
    double byMerging = 0;  // of each token
    for (const Modality modality : {Modality::Image, Modality::Video})
        byMerging += countMerged(options.calibration, modality, probe.merged(modality));
    const double tokens = options.live.answerTokens;
    double& bound = options.planner.method.qualityBound;
    bound = answerLoss(std::max(tokenLossWithin(bound, tokens) - byMerging, 0.0), tokens);
    MSAO_CHECK(plan(options, clock, question));
    double& loss = question.plan.planning.qualityLoss;
    loss = answerLoss(byMerging + tokenLossWithin(loss, tokens), tokens);
    return Done{};
}

/// The probe looks, the planner decides, and what is kept goes into `asked` and the draft's prompt.
Status probeAndPlan(Engine& draft, PromptDescription& asked, const QuestionOptions& options,
                    const ImportanceSource& source, const TraceClock& clock, std::stop_token stop,
                    PreparedQuestion& question) {
    const TraceTime began = clock();
    MSAO_TRY(QuestionProbe probe, QuestionProbe::look(draft, *question.draftPrompt, options.words, source,
                                                      std::move(stop), mergeLimits(options), options.planner.method));
    question.probes.assign(probe.modalities().begin(), probe.modalities().end());
    question.probingMs = millisecondsOf(clock() - began);
    MSAO_CHECK(planMerged(probe, options, clock, question));
    const std::vector<ModalityPlan>& plans = question.plan.planning.plan.modalities;
    const TokenChoice choice = tokenChoice(options.wish.mode);
    question.frames = probe.facts(plans, choice);
    MSAO_TRY(const bool isSmaller, downsampled(probe, plans, draft.config(), asked));
    if (isSmaller) {  // what was seen is of the large ones
        MSAO_TRY(question.draftPrompt, preparePrompt(asked, draft.config(), options.firstPosition));
        return Done{};
    }
    keepTokens(probe.kept(plans, choice), asked);
    question.seen = probe.takeSeen();
    MSAO_TRY(question.draftPrompt,
             prunedPrompt(*std::move(question.draftPrompt), asked, draft.config(), options.firstPosition));
    return Done{};
}

}  // namespace

Result<PreparedQuestion> prepareQuestion(Engine* draft, PromptDescription asked, QuestionOptions options,
                                         const ImportanceSource& source, const TraceClock& clock,
                                         std::stop_token stop) {
    PreparedQuestion question;
    if (draft != nullptr) {
        MSAO_CHECK(expectLength(*draft, options));
        MSAO_TRY(question.draftPrompt, preparePrompt(asked, draft->config(), options.firstPosition));
    }
    if (draft != nullptr && isProbed(options.wish.mode)) {
        MSAO_CHECK(probeAndPlan(*draft, asked, options, source, clock, std::move(stop), question));
    } else {
        MSAO_CHECK(plan(options, clock, question));
    }
    question.prompt = std::make_shared<const PromptDescription>(std::move(asked));
    return question;
}

void recordQuestion(TraceSink& trace, TraceTime now, RequestId request, const PreparedQuestion& question) {
    for (const FrameProbed& frame : question.frames) trace.record({now, request, frame});
    recordPlan(trace, now, request, question.probes, question.plan, question.planningMs);
}

}  // namespace msao::engine
