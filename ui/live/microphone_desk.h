// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace msao::ui {

struct MicrophoneChoice {
    QByteArray id;
    QString name;
    bool operator==(const MicrophoneChoice&) const = default;
};

struct MicrophoneState {
    /// Why nothing can be said.
    enum class Deaf { No, NothingRuns, ModelLoading, DraftCannotHear, CloudCannotHear };

    Deaf deaf = Deaf::NothingRuns;
    bool isAllowed = false;  // one was chosen
    bool isMuted = false;
    bool isTalking = false;    // begun and not ended: the device may still be on its way
    bool isListening = false;  // it hears, and that becomes a question
    bool isOpen = false;       // the device is, whatever was asked of it
    QByteArray id;             // of the one that was chosen
    QString name;
    bool operator==(const MicrophoneState&) const = default;
};

/// Between the microphone's controls and the program that has the microphone, as LiveDesk is for all else.
class MicrophoneDesk final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const MicrophoneState& state() const { return m_state; }
    void setState(const MicrophoneState& state);
    bool canTalk() const { return m_state.deaf == MicrophoneState::Deaf::No; }
    /// `decibels` below full scale.
    void setLevel(float decibels) { Q_EMIT levelChanged(decibels); }
    /// `names`: of those that are there.
    static QString noneSuch(const QString& wanted, const QStringList& names);
    static QString reason(MicrophoneState::Deaf deaf);
    /// Of a question that was spoken, `words` with it or none.
    static QString title(const QString& words, double seconds);

    // Wishes
    void list() { Q_EMIT listWanted(); }
    void allow(const MicrophoneChoice& microphone) { Q_EMIT allowed(microphone); }
    void forbid() { Q_EMIT forbidden(); }
    void mute(bool isMuted) { Q_EMIT muteWanted(isMuted); }
    void begin() { Q_EMIT beginWanted(); }
    void end() { Q_EMIT endWanted(); }
    void cancel() { Q_EMIT cancelWanted(); }
    /// A file of sound is asked as if it had been spoken.
    void give(const QString& file) { Q_EMIT soundGiven(file); }

Q_SIGNALS:
    // For the program
    void listWanted();
    void allowed(const msao::ui::MicrophoneChoice& microphone);
    void forbidden();
    void muteWanted(bool isMuted);
    void beginWanted();
    void endWanted();
    void cancelWanted();
    void soundGiven(const QString& file);
    // For the controls
    void changed();
    void listed(const QList<msao::ui::MicrophoneChoice>& microphones);
    void levelChanged(float decibels);

private:
    MicrophoneState m_state;
};

}  // namespace msao::ui
