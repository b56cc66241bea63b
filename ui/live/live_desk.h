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
    const QStringList& questions() const { return m_questions; }  // asked, oldest first, none twice in a row
    QStringList presets() const;
    MicrophoneDesk& microphone() { return m_microphone; }
    /// Of a picture that was dropped or pasted, and has no file.
    static QString givenPicture() { return tr("given picture"); }

    // Wishes
    void ask(const QString& question);
    void askAgain();
    /// The last question about the picture that is there now: first by the cloud alone, then as it is tuned.
    void race();
    void tune(const Tuning& tuning);
    void stop() { Q_EMIT stopWanted(); }
    void look(const SourceWish& source) { Q_EMIT sourceWanted(source); }
    void listCameras() { Q_EMIT camerasWanted(); }
    void emulate(const QString& profile) { Q_EMIT linkWanted(profile); }
    void toggleRecording() { Q_EMIT recordingWanted(!m_state.isRecording); }
    void help(Trouble trouble, Remedy remedy) { Q_EMIT remedyWanted(trouble, remedy); }
    /// What is being typed: the probe looks with these words.
    void type(const QString& text) { Q_EMIT typed(text); }

Q_SIGNALS:
    // For the program
    void asked(const QString& question);
    void raceWanted(const QString& question);
    void stopWanted();
    void tuned(const msao::ui::Tuning& before, const msao::ui::Tuning& now);
    void sourceWanted(const msao::ui::SourceWish& source);
    void camerasWanted();
    void linkWanted(const QString& profile);
    void recordingWanted(bool isOn);
    void remedyWanted(msao::ui::Trouble trouble, msao::ui::Remedy remedy);
    void typed(const QString& text);
    // For the controls
    void changed();
    void questionsChanged();
    void camerasListed(const QList<msao::ui::CameraChoice>& cameras);

private:
    LiveState m_state;
    Tuning m_tuning;
    QStringList m_questions;
    MicrophoneDesk m_microphone;
};

}  // namespace msao::ui
