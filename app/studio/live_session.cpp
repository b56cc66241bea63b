// SPDX-License-Identifier: GPL-3.0-or-later
// A live run's state, and what the runtime says. What the window wants is in live_session_wishes.cpp.
#include "app/studio/live_session.h"

#include "app/studio/live_picture.h"
#include "edge/capture/microphone_input.h"
#include "edge/runtime/cloud_address.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace msao::app {

using Stage = edge::LinkState::Stage;
using ModelStage = edge::ModelState::Stage;

namespace {

constexpr int kSlowMs = 900;
constexpr std::size_t kMostPictures = 64;

std::unique_ptr<edge::MicrophoneDevice> microphoneOf(const LiveOptions& options) {
    if (options.microphone) return options.microphone();
    return std::make_unique<edge::MicrophoneInput>();
}

std::unique_ptr<ScreenDevice> screenOf(const LiveOptions& options) {
    if (options.screen) return options.screen();
    return std::make_unique<MachineScreen>();
}

}  // namespace

LiveSession::LiveSession(ui::MainWindow& window, LiveOptions options, QObject* parent)
    : QObject(parent),
      m_window(window),
      m_desk(window.desk()),
      m_options(std::move(options)),
      m_feed(window.model()),
      m_runtime(std::make_unique<edge::EdgeRuntime>(m_trace)),
      m_microphone(m_desk.microphone(), microphoneOf(m_options)),
      m_screen(screenOf(m_options)) {
    m_clock.start();
    m_profile = m_options.link;
    m_slowness.setSingleShot(true);
    connect(&m_slowness, &QTimer::timeout, this, [this] {
        m_isSlow = true;
        showState();
    });
    connectRuntime();
    connectCloud();
    connectMicrophone();
    connect(&m_screen, &ScreenGrabber::openChanged, this, &LiveSession::showState);
    connect(&m_recorder, &TraceRecorder::closed, this, &LiveSession::recorded);
    connect(&m_window, &ui::MainWindow::leavingLive, this, [this] {
        m_feed.setHeld(true);
        m_feed.drain();
        m_past = m_window.model().timeline().events();
    });
    connect(&m_window, &ui::MainWindow::recordingOpened, this, &LiveSession::opened);
    connect(&m_window.model(), &ui::RunModel::appended, this, &LiveSession::noteEvents);
}

/// The window outlives this, and shows a run that does not go on.
LiveSession::~LiveSession() {
    if (m_isRecording) m_trace.endRecording();
    m_window.setPictures({});
    m_runtime.reset();
    m_desk.setState({});
}

void LiveSession::start() {
    m_window.beginLive();
    m_window.setPictures([this](const engine::FrameProbed&) { return pictureOfQuestion(); });
    m_desk.tune(m_options.tuning);
    m_last.words = m_desk.questions().value(m_desk.questions().size() - 1);
    connectDesk();
    noteTuning(nullptr, m_desk.tuning());
    if (m_options.isDemo) {
        if (m_options.pair.isEmpty()) m_options.pair = findPair();
        if (m_options.draft.isEmpty()) m_options.draft = m_options.pair + QStringLiteral("/draft");
        m_place = QStringLiteral("loopback");
        // Edge and cloud share this machine: threads that wait for each other's cores cost more than they help.
        if (m_options.threads == 0) m_options.threads = std::max(1, QThread::idealThreadCount() / 2);
        startCloud();
        configure({});
    } else {
        configure(m_options.server);
        m_isCloudKnown = true;
    }
    look(m_options.source);
    watch({});
    m_slowness.start(kSlowMs);
    if (!m_options.mic.isEmpty()) m_microphone.allow(m_options.mic);
    showState();
    if (!m_options.question.isEmpty()) m_desk.ask(m_options.question);
}

void LiveSession::reconnect(const LiveOptions& options) {
    m_options.server = options.server;
    m_options.token = options.token;
    m_options.secretFile = options.secretFile;
    m_options.trust = options.trust;
    m_options.draft = options.draft;
    m_place.clear();
    m_isSlow = false;
    m_slowness.start(kSlowMs);
    configure(m_options.server);
    showState();
}

void LiveSession::startCloud() {
    m_serverFault.clear();
    m_cloud.start(m_options.cloudProgram.isEmpty() ? LoopbackCloud::besideThisProgram() : m_options.cloudProgram,
                  m_options.pair + QStringLiteral("/target"), 0, m_options.threads);
}

/// The model is loaded once; what is asked before the cloud is known waits here.
void LiveSession::configure(const QString& server) {
    edge::EdgeOptions options;
    options.draft = m_options.draft.toStdString();
    // The cloud's own model is here too: mode perllm runs its first layers at the edge.
    if (m_options.isDemo) options.target = (m_options.pair + QStringLiteral("/target")).toStdString();
    if (m_options.threads > 0) options.load.threads = m_options.threads;
    if (!server.isEmpty()) options.cloud = cloudAt(server);
    m_runtime->configure(std::move(options));
}

std::optional<edge::CloudAddress> LiveSession::cloudAt(const QString& server) {
    m_addressFault.clear();
    edge::CloudWords words{server.toStdString(), {}, {}, m_profile.toStdString(), {}};
    // The demo's own cloud asks for nothing, whatever is known of others.
    if (!m_options.isDemo) {
        words.token = m_options.token.toStdString();
        words.secretFile = m_options.secretFile;
        words.trust = m_options.trust;
    }
    const bool isTrustNamed = !words.trust.authorities.isEmpty() || !words.trust.certificate.isEmpty();
    auto address = edge::cloudAddress(words);
    if (address && isTrustNamed && address->url.scheme() != u"wss") {
        m_addressFault = ui::LiveDesk::serverNotEncrypted(server);
    } else if (!address) {
        m_addressFault = QString::fromStdString(address.error().message);
    }
    if (!m_addressFault.isEmpty()) return std::nullopt;
    if (m_place.isEmpty()) m_place = address->url.authority();
    return *std::move(address);
}

void LiveSession::connectCloud() {
    const auto known = [this](const QString& server) {
        m_isCloudKnown = true;
        if (!server.isEmpty()) configure(server);
        askPending();
        showState();
    };
    connect(&m_cloud, &LoopbackCloud::listening, this, [this, known](const QUrl& url) {
        m_serverFault.clear();
        known(url.toString());
    });
    connect(&m_cloud, &LoopbackCloud::failed, this, [this, known](const QString& why) {
        m_serverFault = why;
        known({});
    });
}

void LiveSession::connectRuntime() {
    edge::EdgeRuntime* const runtime = m_runtime.get();
    connect(runtime, &edge::EdgeRuntime::linkChanged, this, [this](const edge::LinkState& state) {
        m_link = state;
        if (state.stage == Stage::Connected) reach(m_milestones.cloud);
        showState();
    });
    connect(runtime, &edge::EdgeRuntime::modelChanged, this, [this](const edge::ModelState& state) {
        m_model = state;
        if (state.stage == ModelStage::Ready) {
            reach(m_milestones.model);
            spellTokens(m_window.isLive());
        }
        showState();
    });
    connect(runtime, &edge::EdgeRuntime::sourceChanged, this, [this](const edge::SourceState& state) {
        m_source = state;
        askPending();
        showState();
    });
    connect(runtime, &edge::EdgeRuntime::frameTaken, this, qOverload<const edge::Frame&>(&LiveSession::take));
    connect(runtime, &edge::EdgeRuntime::askedByItself, this,
            [this](const edge::AskedByItself& asked) { noteAsked(asked.request); });
    connect(runtime, &edge::EdgeRuntime::answered, this, qOverload<const edge::AnswerReport&>(&LiveSession::take));
    connect(runtime, &edge::EdgeRuntime::camerasListed, this, [this](const QList<edge::Camera>& cameras) {
        QList<ui::CameraChoice> choices;
        for (const edge::Camera& camera : cameras) choices.push_back({camera.id, camera.name, camera.sizes});
        Q_EMIT m_desk.camerasListed(choices);
    });
}

void LiveSession::connectMicrophone() {
    connect(&m_microphone, &LiveMicrophone::spoken, this, &LiveSession::speak);
    connect(&m_microphone, &LiveMicrophone::noticeChanged, this, &LiveSession::showState);
    connect(&m_microphone, &LiveMicrophone::openChanged, m_runtime.get(),
            [this](const QString& name) { m_runtime->note(QStringLiteral("microphone"), name); });
}

/// Drafts that were thrown away are words, too, as far as they are this model's.
void LiveSession::spellTokens(bool areOurs) {
    if (!areOurs || !m_model.tokenizer) return m_window.model().texts().setTokenizer({});
    m_window.model().texts().setTokenizer([tokenizer = m_model.tokenizer](engine::TokenId token) {
        const std::string_view bytes = tokenizer->bytes(token);
        return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    });
}

void LiveSession::reach(std::optional<qint64>& milestone) {
    if (!milestone) milestone = m_clock.elapsed();
}

void LiveSession::take(const edge::Frame& frame) {
    m_frame = frame;
    m_picture = pictureOf(frame);
    if (!m_picture.isNull()) {
        reach(m_milestones.picture);
        askPending();
    }
    if (m_window.isLive()) m_window.setLivePicture(m_picture);
}

/// What has ended is shown before anybody hears of it.
void LiveSession::take(const edge::AnswerReport& report) {
    m_running.erase(report.request);
    reach(m_milestones.answer);
    m_feed.drain();
    showState();
    const bool isWhole =
        report.outcome != engine::RequestOutcome::Failed && report.outcome != engine::RequestOutcome::Cancelled;
    Q_EMIT answered(QString::fromStdString(report.text), isWhole);
}

void LiveSession::noteEvents() {
    if (!m_window.isLive() || (m_milestones.map && m_milestones.firstToken)) return;
    const ui::RunState& run = m_window.model().whole();
    if (run.frame()) reach(m_milestones.map);
    if (!run.requests.isEmpty() && !run.requests.front().answer.isEmpty()) reach(m_milestones.firstToken);
}

QImage LiveSession::pictureOfQuestion() const {
    const QList<ui::RequestState>& requests = m_window.model().shown().requests;
    for (qsizetype i = requests.size(); i-- > 0;) {
        if (requests[i].frames.isEmpty()) continue;
        const auto asked = m_asked.find(requests[i].id);
        return asked == m_asked.end() ? QImage() : asked->second;
    }
    return {};
}

/// A question about a picture that is on its way is not one about nothing.
bool LiveSession::awaitsPicture() const {
    return m_hasSource && m_picture.isNull() && m_source.words.isEmpty();
}

void LiveSession::askPending() {
    for (const QString& text : std::exchange(m_pending, {})) ask(text);
}

void LiveSession::ask(const QString& text) {
    if (!m_window.isLive()) backToLive();
    m_last = {text, {}, {}};
    if (!m_isCloudKnown || awaitsPicture()) {
        m_pending.push_back(text);
        return showState();
    }
    send(questionOf(text));
    watch(text);
    showState();
}

void LiveSession::send(edge::Question question) {
    noteAsked(m_runtime->ask(std::move(question)));
}

void LiveSession::noteAsked(engine::RequestId request) {
    m_running.insert(request);
    m_asked[request] = m_picture;
    if (m_asked.size() > kMostPictures) m_asked.erase(m_asked.begin());
}

/// Both look at one picture, so that their times can be compared.
void LiveSession::race() {
    if (!m_isCloudKnown) return;
    if (!m_window.isLive()) backToLive();
    edge::Question question = questionOf(m_last);
    question.looks = false;
    if (m_hasSource && m_frame.image) {
        engine::VisualMedium medium;
        medium.clip.frames.push_back(*m_frame.image);
        question.visuals.push_back(std::move(medium));
    }
    question.conversation = edge::ConversationId::None;
    question.clipSeconds = 0;
    edge::Question rival = question;
    rival.mode = m_desk.rival();
    send(std::move(rival));
    send(std::move(question));
    showState();
}

// The state that the window shows

void LiveSession::showState() {
    m_microphone.setDeaf(m_isCloudKnown ? deafness(m_model, m_link) : ui::MicrophoneState::Deaf::ModelLoading);
    ui::LiveState state;
    state.isAttached = true;
    state.hasAsked = m_last.sound || !m_last.words.isEmpty();
    state.isAnswering = !m_running.empty() || !m_pending.empty();
    state.isRecording = m_isRecording;
    state.isScreenRead = m_screen.isOpen();
    state.place = m_place;
    state.sourceName = m_source.isOpen ? m_source.name : QString();
    state.link = m_profile;
    state.canSplit = m_options.isDemo;
    for (ui::Notice& notice : notices()) state.notices.push_back(std::move(notice));
    m_desk.setState(state);
    using ui::Trouble;
    if (!state.notices.empty() && state.notices.front().trouble <= Trouble::SourceGone)
        Q_EMIT troubled(state.notices.front().words);
}

std::optional<ui::Notice> LiveSession::cloudNotice() const {
    using ui::Trouble;
    const bool isAgain = m_link.stage == Stage::Connecting && !m_link.words.isEmpty();
    if (m_link.stage == Stage::Refused) return ui::Notice{Trouble::CloudRefused, m_link.words};
    if (m_link.stage == Stage::Waiting || isAgain) return ui::Notice{Trouble::CloudGone, m_link.words};
    const bool isFirst = m_link.stage == Stage::Connecting || (m_options.isDemo && !m_isCloudKnown);
    if (isFirst && m_isSlow) return ui::Notice{Trouble::Connecting, {}};
    return std::nullopt;
}

/// Gravest first.
std::vector<ui::Notice> LiveSession::notices() const {
    using ui::Trouble;
    std::vector<ui::Notice> all;
    if (!m_serverFault.isEmpty()) all.push_back({Trouble::ServerFailed, m_serverFault});
    if (!m_addressFault.isEmpty()) all.push_back({Trouble::ServerUnusable, m_addressFault});
    if (m_model.stage == ModelStage::Failed) all.push_back({Trouble::ModelFailed, m_model.words});
    const bool isNamed = m_serverFault.isEmpty() && m_addressFault.isEmpty();
    if (const auto notice = cloudNotice(); notice && isNamed) all.push_back(*notice);
    if (m_hasSource && !m_source.isOpen && !m_source.words.isEmpty())
        all.push_back({Trouble::SourceGone, m_source.words});
    if (const auto notice = m_microphone.notice()) all.push_back(*notice);
    if (m_recording) all.push_back(*m_recording);
    if (!m_window.isLive()) all.push_back({Trouble::Replaying, {}});
    if (m_model.stage == ModelStage::Loading && m_isSlow) all.push_back({Trouble::ModelLoading, {}});
    std::ranges::stable_sort(all, {}, &ui::Notice::trouble);
    return all;
}

}  // namespace msao::app
