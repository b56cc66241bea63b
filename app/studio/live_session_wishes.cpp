// SPDX-License-Identifier: GPL-3.0-or-later
// What the window wants of a live run.
#include "app/studio/live_picture.h"
#include "app/studio/live_session.h"
#include "edge/capture/camera_source.h"
#include "edge/capture/file_source.h"
#include "edge/capture/scene_source.h"
#include "edge/capture/still_source.h"
#include "edge/runtime/cloud_address.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace msao::app {

namespace {

constexpr double kRecordedBeforeSeconds = 60;

// A voice alone says nothing to the demo pair: it has learnt to be asked about what was said. In English, as the
// presets.
constexpr const char* kAskedOfAVoice = "Does the voice match the picture?";

std::unique_ptr<edge::FrameSource> sourceOf(const ui::SourceWish& wish) {
    switch (wish.kind) {
        case ui::SourceKind::Scene: {
            edge::SceneSourceOptions options;
            options.seed = wish.seed;
            return std::make_unique<edge::SceneSource>(options);
        }
        case ui::SourceKind::File:
            return std::make_unique<edge::FileSource>(wish.file.toStdString());
        case ui::SourceKind::Camera:
            return std::make_unique<edge::CameraSource>(wish.cameraId,
                                                        edge::CameraPictures{wish.cameraSize, wish.isMirrored});
        case ui::SourceKind::Screen:
        case ui::SourceKind::Still:
        case ui::SourceKind::None:
            break;
    }
    return nullptr;
}

/// A trace holds no pictures: this one lies beside it.
QString pictureBeside(const QString& recording) {
    const QFileInfo facts(recording);
    return QStringLiteral("%1/%2.png").arg(facts.path(), facts.completeBaseName());
}

/// Whole or not at all.
bool savePicture(const QImage& picture, const QString& name) {
    QSaveFile file(name);
    return file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit();
}

/// Every constant of the method that can be set here, by the name that the trace gives it.
std::vector<std::pair<QString, QString>> valuesOf(const ui::Tuning& tuning) {
    const auto number = [](double value) { return QString::number(value, 'g', 6); };
    return {
        {QStringLiteral("mode"), QString::fromLatin1(engine::modeName(tuning.mode).data())},
        {QStringLiteral("policy"),
         tuning.policy == engine::Policy::Paper ? QStringLiteral("paper") : QStringLiteral("adaptive")},
        {QStringLiteral("temperature"), number(tuning.temperature)},
        {QStringLiteral("top_k"), QString::number(tuning.topK)},
        {QStringLiteral("top_p"), number(tuning.topP)},
        {QStringLiteral("seed"), QString::number(tuning.seed)},
        {QStringLiteral("pruning_source"),
         tuning.pruning ? QString::fromLatin1(engine::importanceName(*tuning.pruning).data()) : QStringLiteral("auto")},
        {QStringLiteral("max_new_tokens"), QString::number(tuning.maxNewTokens)},
        {QStringLiteral("cloud_budget"), tuning.cloudBudget ? QString::number(*tuning.cloudBudget) : QString()},
        {QStringLiteral("quality_bound"), number(tuning.method.qualityBound)},
        {QStringLiteral("lambda_spatial"), number(tuning.method.spatialWeight)},
        {QStringLiteral("lambda_temp"), number(tuning.method.temporalWeight)},
        {QStringLiteral("spatial_threshold"), number(tuning.method.spatialThreshold)},
        {QStringLiteral("theta_percentile"), number(tuning.method.thetaPercentile)},
        {QStringLiteral("theta_decay"), number(tuning.method.thetaDecay)},
        {QStringLiteral("max_draft_length"), QString::number(tuning.method.maxDraftLength)},
        {QStringLiteral("target_acceptance"), number(tuning.method.targetAcceptance)}};
}

}  // namespace

void LiveSession::connectDesk() {
    connect(&m_desk, &ui::LiveDesk::asked, this, &LiveSession::ask);
    connect(&m_desk, &ui::LiveDesk::againWanted, this, &LiveSession::askAgain);
    connect(&m_desk, &ui::LiveDesk::raceWanted, this, &LiveSession::race);
    connect(&m_desk, &ui::LiveDesk::stopWanted, this, &LiveSession::stop);
    connect(&m_desk, &ui::LiveDesk::tuned, this, &LiveSession::tune);
    connect(&m_desk, &ui::LiveDesk::sourceWanted, this, &LiveSession::look);
    connect(&m_desk, &ui::LiveDesk::camerasWanted, m_runtime.get(), &edge::EdgeRuntime::listCameras);
    connect(&m_desk, &ui::LiveDesk::linkWanted, this, &LiveSession::emulate);
    connect(&m_desk, &ui::LiveDesk::recordingWanted, this, &LiveSession::record);
    connect(&m_desk, &ui::LiveDesk::remedyWanted, this, &LiveSession::help);
    connect(&m_desk, &ui::LiveDesk::typed, this, &LiveSession::watch);
    connect(&m_desk, &ui::LiveDesk::watchWanted, this, &LiveSession::stand);
}

edge::Question LiveSession::questionOf(const QString& text) const {
    const ui::Tuning& tuning = m_desk.tuning();
    edge::Question question;
    question.text = text.toStdString();
    question.conversation = edge::ConversationId{m_desk.conversation()};
    // A conversation that keeps its picture has one from its first question on.
    const bool keepsPicture =
        m_desk.keepsPicture() && m_window.conversationBar().conversations().questions(m_desk.conversation()) > 0;
    question.looks = m_hasSource && !m_picture.isNull() && !keepsPicture;
    question.clipSeconds = question.looks ? m_desk.clipSeconds() : 0;
    question.mode = tuning.mode;
    question.policy = tuning.policy;
    question.maxNewTokens = tuning.maxNewTokens;
    question.cloudBudget = tuning.cloudBudget;
    // They are most of what comes back, so only whoever has the inspector before them pays.
    const bool isInspected = !m_window.panels().docks().at(ui::PanelId::Inspector)->isHidden();
    question.likeliest = isInspected ? engine::kLikeliestTokens : 0;
    question.method = tuning.method;
    question.qualityBound = tuning.method.qualityBound;
    question.importance = tuning.pruning;
    if (tuning.temperature > 0) {
        engine::SamplingOptions sampling{.temperature = tuning.temperature, .topK = tuning.topK, .topP = tuning.topP};
        sampling.seed = static_cast<std::uint64_t>(tuning.seed);
        question.sampling = [sampling](const engine::GenerationDefaults&) { return sampling; };
    }
    return question;
}

edge::Question LiveSession::questionOf(const Asked& asked) const {
    edge::Question question = questionOf(asked.words);
    if (!asked.sound) return question;
    question.shownAs = asked.title.toStdString();
    question.sounds.push_back({*asked.sound, {}});
    return question;
}

void LiveSession::stop() {
    m_pending.clear();
    for (const engine::RequestId request : m_running) m_runtime->stop(request);
    showState();
}

void LiveSession::tune(const ui::Tuning& before, const ui::Tuning& now) {
    noteTuning(&before, now);
}

void LiveSession::noteTuning(const ui::Tuning* before, const ui::Tuning& now) {
    const auto values = valuesOf(now);
    const auto old = before ? valuesOf(*before) : decltype(values){};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!before || old[i] != values[i]) m_runtime->note(values[i].first, values[i].second);
    }
}

/// With what is being typed, or with the last question.
void LiveSession::watch(const QString& words) {
    edge::WatchOptions options;
    options.isOn = true;
    if (!words.trimmed().isEmpty()) {
        options.words = words.toStdString();
    } else if (!m_desk.questions().isEmpty()) {
        options.words = m_desk.questions().back().toStdString();
    }
    m_runtime->watch(options);
}

void LiveSession::stand(const ui::WatchWish& wish) {
    std::optional<edge::StandingOrder> order;
    if (wish.isOn) {
        order.emplace();
        order->question = questionOf(wish.question);
        order->question.looks = true;
        order->question.clipSeconds = m_desk.clipSeconds();
        order->threshold = wish.threshold;
        order->pause = std::chrono::seconds(wish.pauseSeconds);
        watch(wish.question);
    }
    m_runtime->stand(std::move(order));
    m_runtime->note(QStringLiteral("watching"), wish.isOn ? wish.question : QString());
}

void LiveSession::look(const ui::SourceWish& wish) {
    if (!m_window.isLive()) backToLive();
    if (wish.kind == ui::SourceKind::Still) return lookAt(wish.image);
    m_hasSource = wish.kind != ui::SourceKind::None;
    m_source = {};
    take(edge::Frame{});
    if (wish.kind != ui::SourceKind::Screen) return m_runtime->setFrameSource(sourceOf(wish));
    m_runtime->setFrameSource(
        std::make_unique<ScreenSource>(m_screen, wish.region, ui::LiveDesk::screenRegion(wish.region.size())));
}

/// A large picture is made small where nobody waits for it.
void LiveSession::lookAt(const QImage& image) {
    m_pool.start([this, image] {
        auto rgb = rgbOf(image);
        QMetaObject::invokeMethod(
            this,
            [this, rgb = std::move(rgb)] {
                m_hasSource = true;
                m_runtime->setFrameSource(std::make_unique<edge::StillSource>(rgb, ui::LiveDesk::givenPicture()));
            },
            Qt::QueuedConnection);
    });
}

/// With what was typed and not asked yet; a sound alone is a question, too.
void LiveSession::speak(const engine::Sound& sound) {
    if (!m_window.isLive()) backToLive();
    QString words = m_window.askBar().line().takeUnasked();
    if (words.isEmpty() && m_options.isDemo) words = QLatin1String(kAskedOfAVoice);
    m_last = {words, sound, titleOf(words, sound)};
    send(questionOf(m_last));
    showState();
}

/// Two that were spoken for as long are not the same question.
QString LiveSession::titleOf(const QString& words, const engine::Sound& sound) {
    const QString title = ui::MicrophoneDesk::title(words, sound.seconds());
    const int before = m_spoken[title]++;
    return before == 0 ? title : QStringLiteral("%1 #%2").arg(title).arg(before + 1);
}

void LiveSession::askAgain() {
    if (!m_last.sound) return m_desk.ask(m_last.words);
    if (!m_window.isLive()) backToLive();
    send(questionOf(m_last));
    showState();
}

void LiveSession::emulate(const QString& profile) {
    std::optional<protocol::LinkProfile> link;
    if (!profile.isEmpty()) {
        auto parsed = protocol::parseLinkProfile(profile.toStdString());
        if (!parsed) return;
        link = *std::move(parsed);
    }
    m_profile = profile;
    m_runtime->emulate(std::move(link));
    showState();
}

void LiveSession::help(ui::Trouble trouble, ui::Remedy remedy) {
    switch (remedy) {
        case ui::Remedy::StartCloud:
            startCloud();
            return showState();
        case ui::Remedy::ConnectNow:
            return m_runtime->connectNow();
        case ui::Remedy::UseScene:
            return look({});
        case ui::Remedy::OpenRecording:
            m_recording.reset();
            return m_window.openRecording(m_recordingFile);
        case ui::Remedy::BackToLive:
            return backToLive();
        case ui::Remedy::OpenSettings:
            return m_window.settingsActions().openLiveSettings();
        case ui::Remedy::Dismiss:
            if (trouble == ui::Trouble::MicrophoneFault) return m_microphone.dismiss();
            m_recording.reset();
            return showState();
        case ui::Remedy::None:
            return;
    }
}

// Recordings and replays

void LiveSession::record(bool isOn) {
    if (isOn == m_isRecording) return;
    m_isRecording = isOn;
    m_recording.reset();
    if (!isOn) {
        m_trace.endRecording();
        return showState();
    }
    QString folder = m_options.recordings;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/MSAO Studio");
    QDir().mkpath(folder);
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    m_recordingFile = QStringLiteral("%1/run-%2.msao").arg(folder, now);
    m_trace.beginRecording(m_recordingFile, [this] {
        return lastSeconds(m_window.isLive() ? m_window.model().timeline().events() : m_past, kRecordedBeforeSeconds);
    });
    showState();
}

/// With the picture of the last question, where that is wanted: it is told once it is there.
void LiveSession::recorded(const QString& file, const QString& fault) {
    m_isRecording = false;
    const bool isWanted = m_desk.recordsPicture() && !m_asked.empty();
    const QImage picture = isWanted ? m_asked.rbegin()->second : QImage();
    if (picture.isNull()) return tellRecorded(file, fault, false);
    showState();
    m_pool.start([this, picture, file, fault] {
        const bool isSaved = savePicture(picture, pictureBeside(file));
        QMetaObject::invokeMethod(
            this, [this, file, fault, isSaved] { tellRecorded(file, fault, isSaved); }, Qt::QueuedConnection);
    });
}

void LiveSession::tellRecorded(const QString& file, const QString& fault, bool hasPicture) {
    const auto whole = hasPicture ? ui::Trouble::Recorded : ui::Trouble::RecordedWithoutPicture;
    m_recording = fault.isEmpty() ? ui::Notice{whole, QDir::toNativeSeparators(file)}
                                  : ui::Notice{ui::Trouble::RecordingFailed, fault};
    showState();
}

/// A recording is shown now: the live run is kept, and goes on behind it.
void LiveSession::opened(const QString& file) {
    spellTokens(file == m_recordingFile);
    const QImage picture(pictureBeside(file));
    m_window.setPictures([picture](const engine::FrameProbed&) { return picture; });
    m_recording.reset();
    showState();
}

void LiveSession::backToLive() {
    if (m_window.isLive()) return;
    m_window.beginLive(std::exchange(m_past, {}));
    m_window.setPictures([this](const engine::FrameProbed&) { return pictureOfQuestion(); });
    m_window.setLivePicture(m_picture);
    spellTokens(true);
    m_feed.setHeld(false);
    showState();
}

}  // namespace msao::app
