// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/audio_level.h"
#include "edge/capture/audio_ring.h"
#include "edge/capture/microphone_device.h"

#include "msao/engine/audio.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

namespace msao::edge {

struct MicrophoneState {
    enum class Fault {
        None,
        Gone,    // it was unplugged, or could not be opened
        Hung,    // it gives nothing, or does not close
        Silent,  // nothing but zeros: a switch on its cable is off
        Unheard  // somebody let go, and nobody had spoken
    };

    bool isAllowed = false;    // somebody chose one: it may be opened
    bool isMuted = false;      //
    bool isBegun = false;      // somebody talks, or is about to: the device may still be on its way
    bool isOpen = false;       // the device is: as it says itself, whatever was asked of it
    bool isListening = false;  // what it hears becomes a question
    QByteArray id;             // of the one that was chosen
    QString name;
    Fault fault = Fault::None;
    QString words;  // of the fault
    bool operator==(const MicrophoneState&) const = default;
};

/// A microphone that is open only while somebody speaks: from begin() to end(), and never before allow(). Lives in its
/// owner's thread, which it never holds up; the device has a thread of its own, and what it does is watched from here.
class Microphone final : public QObject {
    Q_OBJECT

public:
    // Without a sample, then it hangs. PulseAudio works in blocks of two seconds while nobody asks for shorter ones:
    // the first sample may come that late.
    static constexpr int kMostSilenceMs = 2500;
    static constexpr int kMostClosingMs = 400;
    static constexpr int kMostSeconds = 30;  // of one question; of more, the last are kept

    explicit Microphone(std::unique_ptr<MicrophoneDevice> device, QObject* parent = nullptr);
    /// A device that hangs is left behind with its thread.
    ~Microphone() override;

    const MicrophoneState& state() const { return m_state; }
    /// listed() follows, now and whenever one comes or goes.
    void list();
    /// This one may be opened from now on; whichever was chosen before may not.
    void allow(const MicrophoneChoice& microphone);
    void forbid();
    /// Closes it; what was being said is thrown away.
    void setMuted(bool isMuted);
    void begin();
    /// recorded() or the fault Unheard follows.
    void end();
    /// What was being said is thrown away.
    void cancel();

Q_SIGNALS:
    void stateChanged(const msao::edge::MicrophoneState& state);
    void listed(const QList<msao::edge::MicrophoneChoice>& microphones);
    /// Of the newest samples, while it listens.
    void levelChanged(const msao::edge::AudioLevel& level);
    /// What was said, without the silence before and behind.
    void recorded(const msao::engine::Sound& spoken);

private:
    enum class Phase {
        Idle,
        Opening,    // begin() was called
        Listening,  // it is open
        Finishing,  // end() was called: what was heard by then is still under way
        Dropping,   // it is to close, and nobody wants what it heard
    };

    void connectDevice();
    void opened(std::uint64_t run, const QString& name, int samplesPerSecond);
    void heard(std::uint64_t run, const std::vector<float>& samples);
    void closed(std::uint64_t run);
    void vanished(std::uint64_t run, const QString& why);
    void listedNow(const QList<MicrophoneChoice>& microphones);
    void hang();
    void close(Phase phase);
    void deliver();
    void noteSilence(const std::vector<float>& samples);
    void setFault(MicrophoneState::Fault fault, const QString& words = {});
    void tell();

    QThread* m_thread;           // the device's
    MicrophoneDevice* m_device;  // lives in it, and ends with it
    MicrophoneState m_state;
    MicrophoneState m_told;
    Phase m_phase = Phase::Idle;
    std::uint64_t m_run = 0;
    int m_samplesPerSecond = 0;
    AudioRing m_ring;
    std::int64_t m_zeros = 0;  // in a row
    QTimer m_watch{this};
};

}  // namespace msao::edge
