// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_state.h"
#include "ui/live/microphone_desk.h"

#include <QObject>
#include <QStringList>

namespace msao::ui {

/// Between the controls of a live run and the program that runs it. Controls call the wishes; the program listens to
/// their signals, does what it can, and tells the new state. A window that only replays has one without a program.
class LiveDesk final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const LiveState& state() const { return m_state; }
    void setState(const LiveState& state);
    const Tuning& tuning() const { return m_tuning; }
    const WatchWish& watch() const { return m_watch; }
    /// In which a question goes on from what was said.
    std::uint64_t conversation() const { return m_conversation; }
    /// It was chosen, and nothing has been asked in it since.
    bool isBrowsing() const { return m_isBrowsing; }
    /// Further questions are about what the conversation was shown, whatever the source shows now.
    bool keepsPicture() const { return m_keepsPicture; }
    /// Whom the next race is against: the one that was chosen, unless that is how questions are answered anyway.
    engine::Mode rival() const;
    /// The last question's picture is kept beside a recording.
    bool recordsPicture() const { return m_recordsPicture; }
    int clipSeconds() const { return m_clipSeconds; }  // that a question looks back; 0: it looks at one picture
    const QStringList& questions() const { return m_questions; }  // asked, oldest first, none twice in a row
    QStringList presets() const;
    /// Of the presets the one that a demo asks by itself.
    static QString demoQuestion();
    MicrophoneDesk& microphone() { return m_microphone; }
    /// Of a picture that was dropped or pasted, and has no file.
    static QString givenPicture() { return tr("given picture"); }
    static QString screenUnreadable() {
        return tr("This desktop does not let programs read its screen. Use a file or the scene.");
    }
    static QString serverNotEncrypted(const QString& server) {
        return tr("%1 is not encrypted: with a certificate or an authority the address begins with wss://.")
            .arg(server);
    }
    static QString screenRegion(QSize size) { return tr("screen, %1 × %2").arg(size.width()).arg(size.height()); }

    // Wishes
    void ask(const QString& question);
    /// The last question, typed or spoken.
    void askAgain();
    /// The last question about the picture that is there now: first as the rival answers, then as it is tuned.
    void race();
    void setRival(engine::Mode rival);
    void tune(const Tuning& tuning);
    void stop() { Q_EMIT stopWanted(); }
    void beginConversation();
    /// Those up to `last` were begun at earlier starts: this one begins with the next.
    void beginBehind(std::uint64_t last);
    void chooseConversation(std::uint64_t conversation);
    void keepPicture(bool isKept);
    void setClipSeconds(int seconds);
    /// With the last question, if the wish has none.
    void watch(WatchWish wish);
    /// To be changed and asked again.
    void edit(const QString& question) { Q_EMIT editWanted(question); }
    void look(const SourceWish& source) { Q_EMIT sourceWanted(source); }
    void listCameras() { Q_EMIT camerasWanted(); }
    void emulate(const QString& profile) { Q_EMIT linkWanted(profile); }
    /// Something that was dropped, pasted or opened is not taken, and why: told until it is closed, or something else
    /// is asked or dropped. Empty: no more of it.
    void refuse(const QString& why);
    void toggleRecording() { Q_EMIT recordingWanted(!m_state.isRecording); }
    void recordPicture(bool isRecorded);
    void help(Trouble trouble, Remedy remedy);
    /// What is being typed: the probe looks with these words.
    void type(const QString& text) { Q_EMIT typed(text); }

Q_SIGNALS:
    // For the program
    void asked(const QString& question);
    void againWanted();
    void raceWanted();
    void stopWanted();
    void tuned(const msao::ui::Tuning& before, const msao::ui::Tuning& now);
    void sourceWanted(const msao::ui::SourceWish& source);
    void camerasWanted();
    void linkWanted(const QString& profile);
    void recordingWanted(bool isOn);
    void remedyWanted(msao::ui::Trouble trouble, msao::ui::Remedy remedy);
    void typed(const QString& text);
    void watchWanted(const msao::ui::WatchWish& wish);
    // For the controls
    void changed();
    void questionsChanged();
    void rivalChanged();
    void conversationChanged();  // conversation, what its questions look at, and watching
    void editWanted(const QString& question);
    void camerasListed(const QList<msao::ui::CameraChoice>& cameras);

private:
    void showState();

    LiveState m_told;  // by the program
    QString m_refusal;
    LiveState m_state;  // with both
    Tuning m_tuning;
    WatchWish m_watch;
    engine::Mode m_rival = engine::Mode::CloudOnly;
    std::uint64_t m_conversation = 1;
    std::uint64_t m_lastConversation = 1;
    bool m_isBrowsing = false;
    bool m_keepsPicture = false;
    bool m_recordsPicture = true;
    int m_clipSeconds = 0;
    QStringList m_questions;
    MicrophoneDesk m_microphone;
};

}  // namespace msao::ui
