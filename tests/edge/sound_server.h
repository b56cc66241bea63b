// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace msao::edge {

/// A PulseAudio server of a test's own, with one microphone that hears whatever is played to it and nothing else. This
/// process, and what it starts, knows no other server from then on.
class SoundServer {
public:
    SoundServer();
    ~SoundServer();

    /// In words, where a program is missing that this needs.
    static QString whyNot();

    bool start();
    /// A WAV of spoken words; empty where espeak-ng could not write it.
    QString speech(const QString& words);
    /// Begins to play it to the microphone.
    void play(const QString& wav);
    bool isPlaying() const { return m_player.state() != QProcess::NotRunning; }

    bool unplug();
    bool plugIn();
    /// It gives and takes nothing until it goes on.
    void hang();
    void goOn();
    /// How many programs have a microphone of it open.
    int openMicrophones() const;

private:
    bool answers() const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QProcess m_player;
    QString m_microphone;  // the module's number
};

}  // namespace msao::edge
