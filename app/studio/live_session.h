// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/live_microphone.h"
#include "app/studio/live_options.h"
#include "app/studio/live_trace.h"
#include "app/studio/loopback_cloud.h"
#include "app/studio/screen_source.h"
#include "edge/runtime/edge_runtime.h"
#include "ui/window/main_window.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace msao::app {

/// When what was there, in milliseconds since the session began; absent until then.
struct Milestones {
    std::optional<qint64> picture;     // the source's first
    std::optional<qint64> model;       // the draft model is loaded
    std::optional<qint64> cloud;       // logged in
    std::optional<qint64> map;         // the first heatmap
    std::optional<qint64> firstToken;  // of the first answer
    std::optional<qint64> answer;      // the first has ended
};

/// A live run in a window: the edge's runtime, its trace on the way to the screen and into recordings, and the
/// window's wishes. Lives on the GUI thread and never waits there, but for its end.
class LiveSession final : public QObject {
    Q_OBJECT

public:
    LiveSession(ui::MainWindow& window, LiveOptions options, QObject* parent = nullptr);
    ~LiveSession() override;

    void start();
    /// Goes on with the cloud and the draft model of these: what was said stays, a running answer is cancelled. Not of
    /// a demo, whose cloud is its own.
    void reconnect(const LiveOptions& options);
    const Milestones& milestones() const { return m_milestones; }
    edge::EdgeRuntime& runtime() { return *m_runtime; }
    LoopbackCloud& cloud() { return m_cloud; }
    /// Everything that has happened is on the screen.
    void drain() { m_feed.drain(); }

Q_SIGNALS:
    /// An answer has ended and is on the screen.
    void answered(const QString& text, bool isWhole);
    /// Something stands in the way of answers, or of their pictures; the window says so, too. Comes again and again.
    void troubled(const QString& words);

private:
    /// Typed or spoken, to be asked again. A sound is kept in memory until the next question.
    struct Asked {
        QString words;
        std::optional<engine::Sound> sound;
        QString title;  // of a spoken one
    };

    // What the window wants
    void connectDesk();
    void ask(const QString& text);
    void askAgain();
    void race();
    void stop();
    void tune(const ui::Tuning& before, const ui::Tuning& now);
    void look(const ui::SourceWish& wish);
    void lookAt(const QImage& image);
    void emulate(const QString& profile);
    void help(ui::Trouble trouble, ui::Remedy remedy);
    void watch(const QString& words);
    void stand(const ui::WatchWish& wish);
    void speak(const engine::Sound& sound);

    // What the runtime says
    void connectRuntime();
    void connectCloud();
    void connectMicrophone();
    void take(const edge::Frame& frame);
    void take(const edge::AnswerReport& report);
    void spellTokens(bool areOurs);
    void reach(std::optional<qint64>& milestone);
    void noteEvents();
    void showState();
    std::vector<ui::Notice> notices() const;
    std::optional<ui::Notice> cloudNotice() const;

    // What is sent
    void startCloud();
    void configure(const QString& server);
    /// Nothing, and m_addressFault says why, where it cannot be connected to as it is named.
    std::optional<edge::CloudAddress> cloudAt(const QString& server);
    bool awaitsPicture() const;
    void askPending();
    edge::Question questionOf(const QString& text) const;
    edge::Question questionOf(const Asked& asked) const;
    QString titleOf(const QString& words, const engine::Sound& sound);
    void send(edge::Question question);
    void noteAsked(engine::RequestId request);
    void noteTuning(const ui::Tuning* before, const ui::Tuning& now);

    // Recordings and replays
    void record(bool isOn);
    void recorded(const QString& file, const QString& fault);
    void tellRecorded(const QString& file, const QString& fault, bool hasPicture);
    void opened(const QString& file);
    void backToLive();
    QImage pictureOfQuestion() const;

    ui::MainWindow& m_window;
    ui::LiveDesk& m_desk;
    LiveOptions m_options;
    QElapsedTimer m_clock;
    Milestones m_milestones;
    ui::LiveFeed m_feed;
    TraceRecorder m_recorder;
    LiveTrace m_trace{m_feed, m_recorder};
    std::unique_ptr<edge::EdgeRuntime> m_runtime;
    LoopbackCloud m_cloud;

    edge::LinkState m_link;
    edge::ModelState m_model;
    edge::SourceState m_source;
    QString m_serverFault;
    QString m_addressFault;
    QString m_place;
    QString m_profile;  // of the emulated link
    bool m_isCloudKnown = false;
    bool m_isSlow = false;           // loading and connecting take long enough to be worth a word
    std::vector<QString> m_pending;  // asked before the cloud is known, or the first picture there
    Asked m_last;
    QHash<QString, int> m_spoken;  // how often a title was given
    std::set<engine::RequestId> m_running;
    bool m_hasSource = false;

    edge::Frame m_frame;  // the source's newest
    QImage m_picture;     // the same
    std::map<engine::RequestId, QImage> m_asked;
    std::vector<engine::TraceEvent> m_past;  // of the live run, while a recording is shown
    std::optional<ui::Notice> m_recording;   // the last recording's outcome
    QString m_recordingFile;
    bool m_isRecording = false;
    LiveMicrophone m_microphone;
    ScreenGrabber m_screen;
    QTimer m_slowness;
    QThreadPool m_pool;  // its end is waited for first: its work speaks to this object
};

}  // namespace msao::app
