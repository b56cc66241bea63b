// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/pair.h"

#include "app/cli/eval/downsampled.h"
#include "app/cli/eval/meter.h"
#include "evaluation/calibration/forced_reading.h"
#include "evaluation/measure/sample_prompt.h"

#include "msao/engine/question_probe.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;
using evaluation::AnswerRecord;
using evaluation::AnswerTimes;
using evaluation::MeasuredAnswer;
using evaluation::PruningSource;
using evaluation::RunSpec;
using evaluation::Sample;

namespace {

using Clock = std::chrono::steady_clock;

/// FNV-1a: every sample has a seed of its own, wherever it stands.
std::uint64_t hashOf(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3;
    return hash;
}

/// What answers a run: pruning that was asked for is done beforehand, and nothing is left to plan of it.
Mode modeOf(const RunSpec& run) {
    return run.isForced() ? Mode::Adaptive : run.mode;
}

Status outcomeOf(const InProcessAnswer& answer) {
    if (answer.outcome == RequestOutcome::Cancelled) return Error{ErrorCode::Cancelled, "stopped"};
    if (answer.outcome == RequestOutcome::Failed)
        return answer.error.value_or(Error{ErrorCode::Internal, "an answer failed"});
    return Done{};
}

void addTimes(const InProcessAnswer& answer, const EvalMeter& meter, double pruningMs, AnswerRecord& record) {
    // How fast the models are is measured anew for each answer; a session would know it.
    const double began = answer.measuringMs - pruningMs;
    record.times.firstTokenMs = meter.firstTokenMs().value_or(began) - began;
    record.times.firstTokens = meter.decoding.firstTokens();
    record.times.totalMs = std::max(meter.lastTokenMs(), began) - began;
    record.times.decodeMs = record.times.totalMs - record.times.firstTokenMs;
    record.times.probeMs = answer.question.probingMs + pruningMs;
    record.times.planMs = answer.question.planningMs;
    record.times.cloudMs = answer.cloud.busyMs;
}

/// A plan expects an answer as long as may be; of one that was shorter its costs of decoding count for as many tokens.
/// Modes that are not probed are planned without their prompt: what is expected of them is no time of an answer.
void addPrediction(const InProcessAnswer& answer, Mode asked, std::int32_t maxNewTokens, AnswerRecord& record) {
    const PlanningResult& planning = answer.question.plan.planning;
    if (!isProbed(asked) || planning.plan.predictedMs <= 0 || maxNewTokens < 2) return;
    record.times.predictedMs = planning.plan.predictedMs;
    const double share = std::max<double>(0, static_cast<double>(record.tokens) - 1) / (maxNewTokens - 1);
    const double begunMs = planning.costs.prefill.criticalMs;
    record.times.predictedForLengthMs = begunMs + share * (planning.plan.predictedMs - begunMs);
}

/// Paced time as it were without slow motion.
void addPacing(const InProcessAnswer& answer, double slowMotion, AnswerRecord& record) {
    if (!answer.pacing) return;
    const PacedSteps edge = answer.pacing->edge.all();
    const PacedSteps cloud = answer.pacing->cloud.all();
    record.pacing = {edge.count + cloud.count, edge.overran + cloud.overran,
                     (edge.overranMs + cloud.overranMs) / slowMotion, edge.busyMs / slowMotion,
                     cloud.busyMs / slowMotion};
    AnswerTimes& times = record.times;
    for (double* ms : {&times.firstTokenMs, &times.totalMs, &times.decodeMs, &times.probeMs}) *ms /= slowMotion;
    for (std::optional<double>* ms : {&times.predictedMs, &times.predictedForLengthMs}) {
        if (*ms) **ms /= slowMotion;
    }
    times.cloudMs = record.pacing.cloudMs;
}

void addCounts(const InProcessAnswer& answer, const EvalMeter& meter, AnswerRecord& record) {
    record.speculation = {meter.drafted,     answer.counts.accepted, answer.counts.rejected, meter.judgingVerdicts,
                          meter.cloudPasses, meter.cloudRows,        meter.verified};
    record.text = answer.text;
    record.tokens = static_cast<std::int64_t>(answer.tokens.size());
    record.chosenMode = modeName(answer.question.plan.planning.plan.mode);
}

}  // namespace

/// One question on its way.
struct EvalPair::Asked {
    PromptDescription prompt;
    double pruningMs = 0;
    std::size_t probeBytes = 0;  // of pruning beforehand
};

struct EvalPair::Told {
    InProcessAnswer answer;
    EvalMeter meter;

    double overranMs() const {
        return answer.pacing ? answer.pacing->edge.all().overranMs + answer.pacing->cloud.all().overranMs : 0;
    }
};

EvalPair::EvalPair(const InProcessModels& models, const ImportanceSource& importance, EvalPairOptions options)
    : m_models(models), m_importance(importance), m_options(std::move(options)) {
    if (m_models.draft != nullptr) m_loaded.draft = loadedBytes(*m_models.draft, m_options.draftWeights);
    if (m_models.target != nullptr) m_loaded.target = loadedBytes(*m_models.target, m_options.targetWeights);
}

/// Co-located, the edge has nothing to draft, so that one copy is enough.
InProcessModels EvalPair::modelsFor(Mode mode) const {
    InProcessModels models = m_models;
    if (mode == Mode::CloudOnly || mode == Mode::PerLlm) models.draft = nullptr;
    if (mode == Mode::EdgeOnly) models.target = nullptr;
    if (mode == Mode::CoLocated) models.cloudDraft = m_models.draft;
    if (mode != Mode::CoLocated && mode != Mode::Hybrid) models.cloudDraft = nullptr;
    return models;
}

Status EvalPair::prune(const RunSpec& run, const Sample& sample, Asked& asked, std::stop_token stop) {
    const Clock::time_point began = Clock::now();
    const auto random = randomImportance(m_options.seed ^ hashOf(sample.id));
    const ImportanceSource& source = run.pruning == PruningSource::Random ? *random : m_importance;
    MSAO_TRY(const Prompt whole, preparePrompt(asked.prompt, m_models.draft->config()));
    const std::vector<TokenId> words = m_models.draft->tokenizer().encode(sample.question);
    MSAO_TRY(QuestionProbe probe, QuestionProbe::look(*m_models.draft, whole, words, source, std::move(stop)));
    const std::array plans = {ModalityPlan{Modality::Image, run.retention, 0},
                              ModalityPlan{Modality::Video, run.retention, 0}};
    keepTokens(probe.kept(plans), asked.prompt);
    if (const auto seen = probe.takeSeen()) asked.probeBytes = seen->bytes();
    asked.pruningMs = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
    return Done{};
}

Result<InProcessAnswer> EvalPair::ask(const RunSpec& run, const Sample& sample, const Asked& asked, TraceSink& trace,
                                      std::stop_token stop) {
    InProcessQuestion question;
    question.mode = modeOf(run);
    question.policy = m_options.policy;
    question.qualityBound = run.pruning == PruningSource::Planned ? m_options.qualityBound : 0;
    question.text = sample.question;
    question.prompt = asked.prompt;
    question.maxNewTokens = m_options.maxNewTokens;
    question.calibration = m_options.calibration;
    question.importance = &m_importance;
    question.showsMap = false;
    question.link = m_options.link;
    question.pace = m_options.pace;
    return answerInProcess(modelsFor(question.mode), question, trace, std::move(stop));
}

/// Where a step overran, paced time was this machine's and not the device's. Such an answer is asked again; of its
/// times those count that overran least.
Result<EvalPair::Told> EvalPair::askOnTime(const RunSpec& run, const Sample& sample, const Asked& asked,
                                           std::stop_token stop) {
    constexpr int kTries = 3;
    constexpr double kOnTimeMs = 0.1;  // of the devices
    std::optional<Told> best;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        Told told;
        MSAO_TRY(told.answer, ask(run, sample, asked, told.meter, stop));
        MSAO_CHECK(outcomeOf(told.answer));
        if (!best || told.overranMs() < best->overranMs()) best = std::move(told);
        if (best->overranMs() <= kOnTimeMs * m_options.slowMotion) break;
    }
    return *std::move(best);
}

/// What the draft model would say at every position of the answer, given the same kept tokens.
Status EvalPair::readDrafts(const PromptDescription& prompt, MeasuredAnswer& measured, std::stop_token stop) {
    if (measured.tokens.empty()) return Done{};
    MSAO_TRY(const Prompt draftPrompt, preparePrompt(prompt, m_models.draft->config()));
    MSAO_TRY(const std::vector<calibration::ForcedToken> said,
             calibration::readForced(*m_models.draft, draftPrompt, measured.tokens, std::move(stop)));
    for (std::size_t i = 0; i < said.size(); ++i)
        measured.record.drafts.push_back({said[i].normalisedEntropy, said[i].likeliest == measured.tokens[i]});
    return Done{};
}

Result<MeasuredAnswer> EvalPair::answer(const RunSpec& run, const Sample& sample, std::stop_token stop) {
    return measure(run, sample, true, std::move(stop));
}

Result<MeasuredAnswer> EvalPair::answerAgain(const RunSpec& run, const Sample& sample, std::stop_token stop) {
    return measure(run, sample, false, std::move(stop));
}

Result<MeasuredAnswer> EvalPair::measure(const RunSpec& run, const Sample& sample, bool readsDrafts,
                                         std::stop_token stop) {
    if (run.pruning == PruningSource::Downsampling)
        return answerDownsampled(*m_models.target, sample, run.retention, m_options.maxNewTokens, m_loaded,
                                 std::move(stop));
    Asked asked{evaluation::describeSample(sample, anyEngine())};
    if (run.isForced()) MSAO_CHECK(prune(run, sample, asked, stop));
    MSAO_TRY(const Told told, askOnTime(run, sample, asked, stop));
    const InProcessAnswer& answer = told.answer;
    const EvalMeter& meter = told.meter;

    MeasuredAnswer measured;
    for (const AnswerToken& token : answer.tokens) measured.tokens.push_back(token.token);
    const PromptDescription& sent = *answer.question.prompt;
    AnswerRecord& record = measured.record;
    addTimes(answer, meter, asked.pruningMs, record);
    addCounts(answer, meter, record);
    addPrediction(answer, modeOf(run), m_options.maxNewTokens, record);
    addPacing(answer, m_options.slowMotion, record);
    MSAO_TRY(const Prompt prompt, preparePrompt(sent, anyEngine().config()));
    measured.kept = evaluation::keptGrids(sent, prompt, anyEngine().config().vision);
    record.retention = evaluation::keptShare(measured.kept);
    const InProcessModels models = modelsFor(modeOf(run));
    if (models.target != nullptr) record.traffic = trafficOf(sent, meter, answer.hiddenBytes);
    const AnsweredBy by{models.draft != nullptr ? &models.draft->config() : nullptr,
                        models.target != nullptr ? &models.target->config() : nullptr,
                        run.isForced() || !answer.question.probes.empty(),
                        answer.question.plan.planning.plan.mode,
                        answer.edgeLayers,
                        answer.cloud.draftPasses};
    MSAO_TRY(record.flops, flopsOf(sent, by, meter));
    const PromptLoad load = loadOf(prompt, measured.kept, anyEngine().config().vision, record.tokens);
    record.memory = memoryOf(load, by, meter, m_loaded);
    record.memory.probe = static_cast<double>(std::max(asked.probeBytes, answer.probeBytes));
    if (readsDrafts && models.target != nullptr && models.draft != nullptr)
        MSAO_CHECK(readDrafts(sent, measured, std::move(stop)));
    return measured;
}

}  // namespace msao::app
