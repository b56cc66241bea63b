// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/in_process_answer.h"

#include "app/in_process/cloud_thread.h"
#include "app/in_process/draft_thread.h"
#include "app/in_process/paced_device.h"
#include "app/in_process/per_llm_answer.h"
#include "app/in_process/sent_whole.h"
#include "msao/engine/device_costs.h"
#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr double kPoorBytesPerSecond = 1e5;

SteadyTime::duration duration(double ms) {
    return std::chrono::duration_cast<SteadyTime::duration>(std::chrono::duration<double, std::milli>(ms));
}

bool planNeedsFigures(Mode mode) {
    return mode != Mode::CloudOnly && mode != Mode::EdgeOnly;
}

/// Whatever the plan says, all there is will be sent, and nobody looks at the probe's map: both can wait.
bool plansLater(const InProcessQuestion& question) {
    return question.mode == Mode::Msao && question.policy == Policy::Adaptive && question.qualityBound <= 0 &&
           !question.showsMap;
}

/// Until then the cloud goes on by itself and takes the drafts that come.
QuestionOptions withoutPlanning(QuestionOptions options) {
    options.wish.mode = Mode::NeverIdle;
    options.planner.evaluations = 1;
    return options;
}

/// The edge's thread is the one that asks.
class InProcessRun {
public:
    InProcessRun(const InProcessModels& models, const InProcessQuestion& question, TraceSink& trace,
                 std::stop_token stop)
        : m_models(models), m_question(question), m_trace(trace), m_stop(std::move(stop)), m_link(question.link) {
        if (!question.pace) return;
        m_edge.emplace(*question.pace, m_origin);
        m_cloud.emplace(*question.pace, m_origin);
    }

    Result<InProcessAnswer> run() {
        MSAO_CHECK(checkModels());
        MSAO_CHECK(prepare());
        EdgeAnswer answer(edgeOptions(), anyEngine().tokenizer(), m_trace);
        // Threads end before what they use, and with this scope: the inboxes outlive them.
        MSAO_CHECK(converse(answer));
        return report(answer);
    }

private:
    Status checkModels() const;
    Result<LiveFigures> measure();
    Result<LiveFigures> paced(LiveFigures live) const;
    Result<QuestionOptions> questionOptions();
    Status prepare();
    void paceProbe();
    EdgeAnswerOptions edgeOptions() const;
    Status converse(EdgeAnswer& answer);
    Status planLater(EdgeAnswer& answer);
    void beginThreads(std::optional<Drafter>& drafter, std::optional<DraftThread>& drafting,
                      std::optional<CloudThread>& cloud);
    void deliver(EdgeAnswer& answer, std::optional<DraftThread>& drafting, std::optional<CloudThread>& cloud);
    void handle(EdgeAnswer& answer, EdgeEventArrived event);
    void tick(EdgeAnswer& answer);
    void watchLink(EdgeAnswer& answer);
    InProcessAnswer report(const EdgeAnswer& answer);

    SteadyTime present() const { return m_edge ? m_now : steadyNow(); }
    TraceTime now() const { return present() - m_origin; }
    PacedDevice* device(std::optional<PacedDevice>& paced) { return paced ? &*paced : nullptr; }
    TraceClock clock() const {
        return [origin = m_origin] { return TraceTime(std::chrono::steady_clock::now() - origin); };
    }
    Engine& anyEngine() const { return m_models.target != nullptr ? *m_models.target : *m_models.draft; }
    bool edgeDrafts() const;
    bool isLinkUp() const { return m_link.condition().bitsPerSecond > 0; }
    LinkEstimate linkEstimate() const {
        const protocol::LinkCondition condition = m_link.condition();
        return {condition.bitsPerSecond / 8, condition.rttMs, condition.jitterMs};
    }

    const InProcessModels& m_models;
    const InProcessQuestion& m_question;
    TraceSink& m_trace;
    std::stop_token m_stop;
    InProcessLink m_link;
    std::chrono::steady_clock::time_point m_origin = std::chrono::steady_clock::now();
    SteadyTime m_now = m_origin;        // of paced time: what happened last happened then
    std::optional<PacedDevice> m_edge;  // drafts
    std::optional<PacedDevice> m_cloud;
    EdgeInbox m_inbox{kInboxCapacity};
    std::int64_t m_promptTokens = 0;
    std::uint64_t m_promptHash = 0;
    QuestionOptions m_asked;
    std::vector<ModalityProbe> m_sizes;  // of what is sent
    InProcessAnswer m_answer;
    SteadyTime m_nextTick = m_origin + kTick;
    bool m_isConnected = true;
    bool m_hasOpened = true;
    LinkEstimate m_lastEstimate;
};

bool InProcessRun::edgeDrafts() const {
    const Mode mode = m_answer.question.plan.planning.plan.mode;
    return m_models.draft != nullptr && mode != Mode::CloudOnly && mode != Mode::CoLocated;
}

Status InProcessRun::checkModels() const {
    const bool needsTarget = m_question.mode != Mode::EdgeOnly;
    const bool needsDraft = m_question.mode != Mode::CloudOnly;
    if ((needsTarget && m_models.target == nullptr) || (needsDraft && m_models.draft == nullptr)) {
        return Error{ErrorCode::InvalidArgument, "mode " + std::string(modeName(m_question.mode)) + " needs a " +
                                                     (needsTarget && m_models.target == nullptr ? "target" : "draft") +
                                                     " model"};
    }
    if (m_models.target == nullptr || m_models.draft == nullptr) return Done{};
    const std::int32_t draftEnd = m_models.draft->tokenEnd();
    const std::int32_t targetEnd = m_models.target->tokenEnd();
    if (draftEnd == targetEnd && m_models.draft->config().special == m_models.target->config().special) return Done{};
    return Error{ErrorCode::UnsupportedModel, "draft and target must have one vocabulary: the draft has " +
                                                  std::to_string(draftEnd) + " tokens, the target " +
                                                  std::to_string(targetEnd)};
}

Result<LiveFigures> InProcessRun::measure() {
    LiveFigures live;
    live.link = linkEstimate();
    live.answerTokens = m_question.maxNewTokens;
    live.isCloudReachable = m_models.target != nullptr;
    // A link that is down comes back, and is planned for.
    live.link.bytesPerSecond = std::max(live.link.bytesPerSecond, kPoorBytesPerSecond);
    if (m_question.pace) return paced(live);
    const TraceTime began = now();
    if (planNeedsFigures(m_question.mode)) {
        MSAO_TRY(live.edge, measureDeviceCosts(*m_models.draft, clock()));
        MSAO_TRY(live.cloud, measureDeviceCosts(*m_models.target, clock()));
        if (m_models.cloudDraft != nullptr) live.cloudDraftStepMs = live.edge.stepMs;
    }
    m_answer.measuringMs = std::chrono::duration<double, std::milli>(now() - began).count();
    m_lastEstimate = live.link;
    return live;
}

/// The planner counts with the devices' steps, as if it had measured them.
Result<LiveFigures> InProcessRun::paced(LiveFigures live) const {
    const auto costs = [this](const PacedModel& model, const PromptSize& prompt) {
        const double tokens = static_cast<double>(std::max<std::int64_t>(1, prompt.tokens));
        return DeviceCosts{model.stepMs, 0, m_question.pace->readingMs(model, prompt) / tokens, 0};
    };
    MSAO_TRY(const Prompt whole, preparePrompt(m_question.prompt, anyEngine().config()));
    const PromptSize prompt = sizeOf(whole, anyEngine().config().special);
    live.edge = costs(m_question.pace->draft, prompt);
    live.cloud = costs(m_question.pace->target, prompt);
    if (m_models.cloudDraft != nullptr) live.cloudDraftStepMs = m_question.pace->cloudDraft.stepMs;
    return live;
}

/// Probe and plan are over; both are work of the edge.
void InProcessRun::paceProbe() {
    PreparedQuestion& question = m_answer.question;
    if (!m_edge || question.probes.empty()) return;
    PromptSize whole;
    for (const FrameProbed& frame : question.frames) whole.visual += std::int64_t{frame.rows} * frame.columns;
    question.probingMs = m_edge->pace().probeMs(whole);
    m_now = m_edge->finish(&PacingReport::probing, m_origin,
                           question.probingMs + m_edge->pace().slowMotion * question.planningMs, m_stop);
}

Result<QuestionOptions> InProcessRun::questionOptions() {
    QuestionOptions options;
    options.wish = {m_question.mode, m_question.maxNewTokens, anyEngine().config().generation.endOfText};
    options.words = anyEngine().tokenizer().encode(m_question.text);
    MSAO_TRY(options.live, measure());
    options.calibration = m_question.calibration;
    options.planner.policy = m_question.policy;
    options.planner.method.qualityBound = m_question.qualityBound;
    options.planner.maxCompression = 0;  // nothing is encoded on its way through memory
    return options;
}

Status InProcessRun::prepare() {
    MSAO_TRY(m_asked, questionOptions());
    const QuestionOptions options = plansLater(m_question) ? withoutPlanning(m_asked) : m_asked;
    const std::unique_ptr<ImportanceSource> trainingFree = trainingFreeImportance();
    const ImportanceSource& importance = m_question.importance != nullptr ? *m_question.importance : *trainingFree;
    MSAO_TRY(m_answer.question,
             prepareQuestion(m_models.draft, m_question.prompt, options, importance, clock(), m_stop));
    m_asked.live.answerTokens = m_answer.question.plan.planning.answerTokens;  // a later plan expects as many
    if (m_answer.question.seen) m_answer.probeBytes = m_answer.question.seen->bytes();
    const ModelConfig& config = anyEngine().config();
    MSAO_TRY(const Prompt prompt, preparePrompt(*m_answer.question.prompt, config));
    m_promptTokens = static_cast<std::int64_t>(prompt.tokens.size());
    m_promptHash = promptHash(prompt, config);
    m_sizes = sentWhole(*m_answer.question.prompt, prompt, config);
    paceProbe();
    return Done{};
}

EdgeAnswerOptions InProcessRun::edgeOptions() const {
    EdgeAnswerOptions options;
    options.request = kOnlyRequest;
    options.askedMode = m_question.mode;
    options.question = m_question.text;
    options.controller = m_answer.question.plan.controller;
    options.sampling = m_question.sampling;
    options.tokenEnd = anyEngine().tokenEnd();
    options.selfDraftLength = m_answer.question.plan.selfDraftLength;
    options.cloudBudget = m_question.cloudBudget;
    if (m_answer.question.draftPrompt)
        options.promptTokens = static_cast<std::int64_t>(m_answer.question.draftPrompt->tokens.size());
    options.promptHash = m_promptHash;
    options.prompt = m_answer.question.prompt;
    return options;
}

Status InProcessRun::converse(EdgeAnswer& answer) {
    std::optional<Drafter> drafter;
    std::optional<DraftThread> drafting;
    std::optional<CloudThread> cloud;
    m_isConnected = m_hasOpened = isLinkUp();
    answer.start(now(), m_isConnected);
    beginThreads(drafter, drafting, cloud);
    deliver(answer, drafting, cloud);
    if (plansLater(m_question)) MSAO_CHECK(planLater(answer));
    recordQuestion(m_trace, now(), kOnlyRequest, m_answer.question);
    while (true) {
        deliver(answer, drafting, cloud);
        if (answer.hasEnded()) {
            if (cloud) m_answer.cloud = cloud->end();
            return Done{};
        }
        if (auto event = m_inbox.take(m_nextTick, m_stop)) {
            m_now = std::max(m_now, event->due);
            handle(answer, std::move(event->event));
        }
        if (m_stop.stop_requested()) answer.cancel(now());
        if (std::chrono::steady_clock::now() >= m_nextTick) tick(answer);
    }
}

void InProcessRun::beginThreads(std::optional<Drafter>& drafter, std::optional<DraftThread>& drafting,
                                std::optional<CloudThread>& cloud) {
    if (edgeDrafts()) {
        PreparedQuestion& question = m_answer.question;
        double readingMs = 0;
        if (m_edge) {
            const Pace& pace = m_edge->pace();
            const PromptSize prompt = sizeOf(*question.draftPrompt, m_models.draft->config().special);
            // What the probe saw of the tower is not computed again.
            readingMs = pace.readingMs(pace.draft, prompt) - (question.seen ? pace.probeMs(prompt) : 0);
        }
        drafter.emplace(*m_models.draft, *std::move(question.draftPrompt), m_question.sampling,
                        std::exchange(question.seen, std::nullopt));
        drafting.emplace(*drafter, clock(), m_inbox, device(m_edge), readingMs);
    }
    if (m_models.target != nullptr)
        cloud.emplace(*m_models.target, m_models.cloudDraft, clock(), m_link, m_inbox, device(m_cloud));
}

void InProcessRun::deliver(EdgeAnswer& answer, std::optional<DraftThread>& drafting,
                           std::optional<CloudThread>& cloud) {
    for (MessageToCloud& message : answer.takeMessages()) {
        if (cloud) cloud->send(std::move(message), present(), m_stop);
    }
    if (auto order = answer.takeOrder(); order && drafting) drafting->order(std::move(*order), present());
}

/// The prompt is on its way and the draft model reads it; in paced time neither waits for this.
Status InProcessRun::planLater(EdgeAnswer& answer) {
    const SteadyTime began = steadyNow();
    PreparedQuestion& question = m_answer.question;
    MSAO_TRY(question.plan, planAnswer(m_asked.wish, m_asked.live, m_sizes, m_asked.calibration, m_asked.planner));
    question.planningMs = std::chrono::duration<double, std::milli>(steadyNow() - began).count();
    if (m_edge) m_now = m_origin + duration(m_edge->pace().slowMotion * question.planningMs);
    const Mode mode = question.plan.planning.plan.mode;
    if (mode != answer.controller().mode()) answer.changeMode(now(), {mode, question.plan.selfDraftLength});
    return Done{};
}

void InProcessRun::handle(EdgeAnswer& answer, EdgeEventArrived event) {
    if (auto* fromCloud = std::get_if<FromCloud>(&event)) {
        answer.receive(now(), fromCloud->message, fromCloud->arrival);
    } else if (auto* done = std::get_if<DraftDone>(&event)) {
        answer.drafted(now(), done->order, done->draft, done->draftMs);
    } else {
        answer.draftingFailed(now(), std::get<DraftFailed>(event).error);
    }
}

void InProcessRun::tick(EdgeAnswer& answer) {
    m_now = std::max(m_now, m_nextTick);
    m_nextTick = steadyNow() + kTick;
    watchLink(answer);
    answer.tick(now());
}

/// The emulated link says itself what it is like; a real one is estimated.
void InProcessRun::watchLink(EdgeAnswer& answer) {
    const LinkEstimate estimate = linkEstimate();
    if (std::exchange(m_isConnected, isLinkUp()) != m_isConnected) {
        if (m_isConnected) {
            answer.linkRestored(now(), std::exchange(m_hasOpened, true));
        } else {
            answer.linkLost(now());
        }
    }
    if (m_isConnected && estimate != std::exchange(m_lastEstimate, estimate)) answer.linkEstimated(now(), estimate);
}

InProcessAnswer InProcessRun::report(const EdgeAnswer& answer) {
    m_answer.tokens = answer.tokens();
    m_answer.text = answer.text();
    m_answer.outcome = answer.outcome().value_or(RequestOutcome::Failed);
    m_answer.error = answer.error();
    m_answer.counts = answer.controller().counts();
    m_answer.promptTokens = m_promptTokens;
    if (m_edge) m_answer.pacing = PacedPair{m_edge->report(), m_cloud->report()};
    return std::move(m_answer);
}

}  // namespace

Result<InProcessAnswer> answerInProcess(const InProcessModels& models, const InProcessQuestion& question,
                                        TraceSink& trace, std::stop_token stop) {
    if (question.mode == Mode::PerLlm) return answerPerLlm(models, question, trace, std::move(stop));
    return InProcessRun(models, question, trace, std::move(stop)).run();
}

}  // namespace msao::app
