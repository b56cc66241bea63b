// SPDX-License-Identifier: Apache-2.0
// Questions and their answers. What concerns the cloud is in edge_worker_link.cpp.
#include "edge/runtime/edge_worker.h"

#include "edge/runtime/lower_half.h"

#include <QEventLoop>

#include <algorithm>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::seconds kMeasured{1};
constexpr double kNever = 1e15;  // in milliseconds

bool draftsAtTheEdge(Mode mode) {
    return mode != Mode::CloudOnly && mode != Mode::CoLocated && mode != Mode::PerLlm;
}

bool isSameModel(const EdgeOptions& a, const EdgeOptions& b) {
    return a.draft == b.draft && a.load.weights == b.load.weights && a.load.device == b.load.device &&
           a.load.threads == b.load.threads && a.load.kvCacheBytes == b.load.kvCacheBytes;
}

}  // namespace

EdgeWorker::EdgeWorker(TraceSink& trace, DraftModel& model, LowerHalf& lower)
    : m_trace(trace), m_model(model), m_lower(lower) {
    connect(&model, &DraftModel::stateChanged, this, qOverload<const ModelState&>(&EdgeWorker::take));
    connect(&model, &DraftModel::loaded, this, qOverload<const LoadedDraft&>(&EdgeWorker::take));
    connect(&model, &DraftModel::prepared, this, qOverload<const QuestionPrepared&>(&EdgeWorker::take));
    connect(&model, &DraftModel::preparingFailed, this, &EdgeWorker::preparingFailed);
    connect(&model, &DraftModel::promptTaken, this, [this](const PromptTaken& taken) {
        if (isRunning(taken.request)) m_running->draftReusedTokens = taken.reusedTokens;
    });
    connect(&model, &DraftModel::drafted, this, qOverload<const TokenDrawn&>(&EdgeWorker::take));
    connect(&model, &DraftModel::draftingFailed, this, &EdgeWorker::draftingFailed);
    connect(&lower, &LowerHalf::promptRead, this, qOverload<const LowerPrompt&>(&EdgeWorker::take));
    connect(&lower, &LowerHalf::tokenRead, this, qOverload<const protocol::HiddenState&>(&EdgeWorker::take));
    connect(&lower, &LowerHalf::failed, this, &EdgeWorker::splitFailed);
    connect(&model, &DraftModel::glanced, this, qOverload<const Glance&>(&EdgeWorker::take));
    connect(&m_measuring, &QTimer::timeout, this, &EdgeWorker::measureMachine);
    m_nextLook.setSingleShot(true);
    connect(&m_nextLook, &QTimer::timeout, this, &EdgeWorker::look);
    m_reopen.setSingleShot(true);
    connect(&m_reopen, &QTimer::timeout, this, &EdgeWorker::linkCame);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (answer()) answer()->tick(now());
        flush();
    });
}

void EdgeWorker::record(RequestId request, TraceFact fact) {
    m_trace.record({now(), request, std::move(fact)});
}

// What is run

void EdgeWorker::configure(const EdgeOptions& options) {
    for (const AskedQuestion& asked : std::exchange(m_waiting, {})) abandon(asked);
    if (m_running) stop(m_running->asked.request);
    const bool isNewModel = !isSameModel(m_options, options) || m_modelState.stage == ModelState::Stage::Failed;
    const bool isNewTarget = m_options.target != options.target;
    m_options = options;
    if (!m_machine) measureMachine();
    if (isNewModel) reload(options);
    if (isNewModel || isNewTarget) QMetaObject::invokeMethod(&m_lower, &LowerHalf::forget, Qt::QueuedConnection);
    relink(options.cloud);
}

void EdgeWorker::reload(const EdgeOptions& options) {
    m_stopLoading.request_stop();
    m_stopLoading = std::stop_source();
    m_draft.reset();
    ModelState state;
    state.stage = options.draft.empty() ? ModelState::Stage::None : ModelState::Stage::Loading;
    take(state);
    if (options.draft.empty()) return;
    QMetaObject::invokeMethod(
        &m_model, [&model = m_model, options, stop = m_stopLoading.get_token()] { model.load(options, stop); },
        Qt::QueuedConnection);
}

void EdgeWorker::take(const ModelState& state) {
    const bool isNewlyReady = state.stage == ModelState::Stage::Ready && m_modelState.stage != ModelState::Stage::Ready;
    m_modelState = state;
    Q_EMIT modelChanged(state);
    if (isNewlyReady) noteModel();
    beginNext();
    look();
}

void EdgeWorker::note(const std::string& name, const std::string& value) {
    record(RequestId::None, OptionChanged{name, value});
}

/// What a picture of the run is read by: its speed is this machine's own.
void EdgeWorker::noteModel() {
    note("device_profile", m_options.load.device == Device::Cuda ? "native · GPU" : "native · CPU");
}

/// Begins with the first use, in the edge's own thread: NVML takes its time to come up.
void EdgeWorker::measureMachine() {
    if (!m_machine) {
        m_machine.emplace();
        m_measuring.start(kMeasured);
    }
    record(RequestId::None, m_machine->sample(Side::Edge));
}

void EdgeWorker::take(const LoadedDraft& draft) {
    if (m_draftIdentity && *m_draftIdentity != draft.identity) m_conversations.forgetAll(FreshStart::ModelChanged);
    m_draftIdentity = draft.identity;
    m_draft = draft;
    if (m_link) m_link->setDraft(draft.identity);
}

// Questions

void EdgeWorker::ask(const AskedQuestion& asked) {
    m_waiting.push_back(asked);
    beginNext();
}

/// A question that could be asked while the model is loaded and the cloud is first called waits for both.
bool EdgeWorker::mayBegin() const {
    if (m_running || m_waiting.empty() || m_modelState.stage == ModelState::Stage::Loading) return false;
    const bool isFirstCall =
        m_link && m_link->state().stage == LinkState::Stage::Connecting && m_link->state().words.isEmpty();
    return !isFirstCall || m_modelState.stage != ModelState::Stage::Ready;
}

void EdgeWorker::beginNext() {
    while (mayBegin()) {
        AskedQuestion asked = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!m_draft) {
            const QString why = m_modelState.words;
            refuse(asked,
                   {ErrorCode::UnsupportedModel, why.isEmpty() ? "no draft model was chosen" : why.toStdString()});
            continue;
        }
        if (asked.question.looks && !asked.seen.image) {
            refuse(asked, {ErrorCode::InvalidArgument, "there is no picture to look at: choose a source"});
            continue;
        }
        if (asked.question.mode == Mode::PerLlm) {
            if (const auto why = whyNotSplit()) {
                refuse(asked, *why);
                continue;
            }
        }
        if (m_looking) m_looking->request_stop();
        m_nextLook.stop();
        m_running.emplace();
        m_running->asked = std::move(asked);
        m_running->draft = *m_draft;
        QMetaObject::invokeMethod(
            &m_model,
            [&model = m_model, asked = m_running->asked, from = continuationOf(m_running->asked), cloud = outlook(),
             stop = m_running->stop.get_token()] { model.prepare(asked, from, cloud, stop); },
            Qt::QueuedConnection);
    }
}

void EdgeWorker::take(const QuestionPrepared& prepared) {
    if (!isRunning(prepared.request)) return;
    m_running->ready = prepared.question;
    const Engine& draft = *m_running->draft.engine;
    EdgeAnswer& answer = m_running->answer.emplace(answerOptions(), draft.tokenizer(), m_trace);
    answer.start(now(), m_link && m_link->isConnected());
    noteConversation();
    recordQuestion(m_trace, now(), prepared.request, m_running->ready->prepared);
    startDrafting();
    m_tick.start(kTick);
    flush();
}

EdgeAnswerOptions EdgeWorker::answerOptions() const {
    const ReadyQuestion& ready = *m_running->ready;
    const Question& question = m_running->asked.question;
    EdgeAnswerOptions options;
    options.request = m_running->asked.request;
    options.askedMode = question.mode;
    options.question = titleOf(question);
    options.controller = ready.prepared.plan.controller;
    // A cloud that will not have us does not come back for this answer.
    const bool hasCloud = m_link && m_link->state().stage != LinkState::Stage::Refused;
    if (!hasCloud && !isSplit()) options.controller.mode = Mode::EdgeOnly;
    options.sampling = ready.sampling;
    options.tokenEnd = m_running->draft.engine->tokenEnd();
    options.selfDraftLength = ready.prepared.plan.selfDraftLength;
    options.cloudBudget = question.cloudBudget;
    options.likeliest = question.likeliest;
    options.promptTokens = ready.promptTokens;
    if (isSplit()) {
        options.controller.resendAfterMs = kNever;  // what is owed comes, or the line is lost
    } else {
        options.promptHash = ready.place.hash;  // the cloud of a split answer sees no pixels
    }
    options.prompt = ready.described;
    return options;
}

void EdgeWorker::startDrafting() {
    if (!draftsAtTheEdge(answer()->controller().mode())) return;
    QMetaObject::invokeMethod(
        &m_model,
        [&model = m_model, request = m_running->asked.request, stop = m_running->stop.get_token()] {
            model.begin(request, stop);
        },
        Qt::QueuedConnection);
}

void EdgeWorker::preparingFailed(const ModelFault& fault) {
    if (!isRunning(fault.request)) return;
    const AskedQuestion asked = std::move(m_running->asked);
    m_running.reset();
    refuse(asked, fault.error);
    beginNext();
}

void EdgeWorker::take(const TokenDrawn& drawn) {
    if (!isRunning(drawn.request) || answer() == nullptr) return;
    answer()->drafted(now(), drawn.order, drawn.draft, drawn.draftMs);
    flush();
}

void EdgeWorker::draftingFailed(const ModelFault& fault) {
    if (!isRunning(fault.request) || answer() == nullptr) return;
    answer()->draftingFailed(now(), fault.error);
    flush();
}

/// It is told like an answer that began and failed, so that whoever watches sees why.
void EdgeWorker::refuse(const AskedQuestion& asked, const Error& error) {
    record(asked.request,
           RequestStarted{asked.question.mode, titleOf(asked.question), {}, asked.question.maxNewTokens});
    record(asked.request, ErrorReported{error.code, error.message});
    record(asked.request, RequestEnded{RequestOutcome::Failed, 0});
    AnswerReport report;
    report.request = asked.request;
    report.error = error;
    Q_EMIT answered(report);
}

void EdgeWorker::abandon(const AskedQuestion& asked) {
    AnswerReport report;
    report.request = asked.request;
    report.outcome = RequestOutcome::Cancelled;
    Q_EMIT answered(report);
}

void EdgeWorker::stop(RequestId request) {
    const auto waiting = std::ranges::find(m_waiting, request, &AskedQuestion::request);
    if (waiting != m_waiting.end()) {
        const AskedQuestion asked = std::move(*waiting);
        m_waiting.erase(waiting);
        return abandon(asked);
    }
    if (!isRunning(request)) return;
    m_running->stop.request_stop();
    if (answer()) {
        answer()->cancel(now());
        return flush();
    }
    const AskedQuestion asked = std::move(m_running->asked);
    m_running.reset();
    abandon(asked);
    beginNext();
}

void EdgeWorker::shutDown() {
    m_stopLoading.request_stop();
    if (m_looking) m_looking->request_stop();
    m_watch.isOn = false;
    m_measuring.stop();
    m_waiting.clear();
    if (m_running) stop(m_running->asked.request);
    m_nextLook.stop();
    CloudLink* const leaving = leaveCloud();
    if (leaving == nullptr) return;
    QEventLoop farewell;
    connect(leaving, &CloudLink::left, &farewell, &QEventLoop::quit);
    farewell.exec();
}

/// Carries out what the answer wants now. A message that loses the link, because it takes no more, comes back here in
/// the middle: the answer must not end there, and with it what is being read.
void EdgeWorker::flush() {
    EdgeAnswer* const current = answer();
    if (current == nullptr || std::exchange(m_isFlushing, true)) return;
    for (const MessageToCloud& message : current->takeMessages()) send(message);
    m_isFlushing = false;
    if (auto order = current->takeOrder()) {
        const std::uint64_t number = ++m_lastOrder;
        m_model.announceOrder(number);
        QMetaObject::invokeMethod(
            &m_model,
            [&model = m_model, request = m_running->asked.request, order = *std::move(order), number] {
                model.draft(request, order, number);
            },
            Qt::QueuedConnection);
    }
    if (current->hasEnded()) finish();
}

void EdgeWorker::finish() {
    m_tick.stop();
    m_reopen.stop();
    m_running->stop.request_stop();
    const RunningAnswer ended = *std::exchange(m_running, std::nullopt);
    keepTurn(ended);
    QMetaObject::invokeMethod(
        &m_model, [&model = m_model, request = ended.asked.request] { model.end(request); }, Qt::QueuedConnection);
    if (ended.asked.question.mode == Mode::PerLlm)
        QMetaObject::invokeMethod(&m_lower, &LowerHalf::end, Qt::QueuedConnection);
    AnswerReport report;
    report.request = ended.asked.request;
    report.tokens = ended.answer->tokens();
    report.text = ended.answer->text();
    report.outcome = ended.answer->outcome().value_or(RequestOutcome::Failed);
    report.error = ended.answer->error();
    report.probes = ended.ready->prepared.probes;
    report.plan = ended.ready->prepared.plan;
    report.counts = ended.answer->controller().counts();
    report.promptTokens = ended.ready->promptTokens;
    report.reusedTokens = ended.reusedTokens;
    report.draftReusedTokens = ended.draftReusedTokens;
    report.freshStart = ended.ready->from.why;
    if (ended.ready->from.conversation) report.earlierTurns = ended.ready->from.conversation->turns.size();
    report.preparingMs = ended.ready->preparingMs;
    report.probingMs = ended.ready->prepared.probingMs;
    report.planningMs = ended.ready->prepared.planningMs;
    report.edgeLayers = ended.edgeLayers;
    report.hiddenBytes = ended.hiddenBytes;
    Q_EMIT answered(report);
    if (m_watch.isOn) m_nextLook.start(m_watch.lingerMs);
    beginNext();
}

}  // namespace msao::edge
