// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/microphone.h"

#include "edge/capture/audio_voice.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace msao::edge {
namespace {

constexpr int kMostWaitMs = 1000;  // for the device's thread, at the end

}  // namespace

using Fault = MicrophoneState::Fault;

Microphone::Microphone(std::unique_ptr<MicrophoneDevice> device, QObject* parent)
    : QObject(parent), m_thread(new QThread), m_device(device.release()) {
    m_device->moveToThread(m_thread);
    m_thread->setObjectName(QStringLiteral("microphone"));
    connect(m_thread, &QThread::finished, m_device, &QObject::deleteLater);
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &Microphone::hang);
    connectDevice();
    m_thread->start();
}

Microphone::~Microphone() {
    blockSignals(true);
    m_device->disconnect(this);
    cancel();
    m_thread->quit();
    // A thread that hangs in the sound system cannot be ended: it stays behind, and with it what it works on.
    connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    if (m_thread->wait(kMostWaitMs)) delete m_thread;
}

void Microphone::connectDevice() {
    connect(m_device, &MicrophoneDevice::opened, this, &Microphone::opened);
    connect(m_device, &MicrophoneDevice::heard, this, &Microphone::heard);
    connect(m_device, &MicrophoneDevice::closed, this, &Microphone::closed);
    connect(m_device, &MicrophoneDevice::vanished, this, &Microphone::vanished);
    connect(m_device, &MicrophoneDevice::listed, this, &Microphone::listedNow);
}

void Microphone::list() {
    QMetaObject::invokeMethod(m_device, &MicrophoneDevice::list, Qt::QueuedConnection);
}

void Microphone::allow(const MicrophoneChoice& microphone) {
    cancel();
    m_state.isAllowed = true;
    m_state.isMuted = false;
    m_state.id = microphone.id;
    m_state.name = microphone.name;
    if (m_phase == Phase::Idle) setFault(Fault::None);
    tell();
}

void Microphone::forbid() {
    cancel();
    m_state.isAllowed = false;
    m_state.id.clear();
    m_state.name.clear();
    if (m_phase == Phase::Idle) setFault(Fault::None);
    tell();
}

void Microphone::setMuted(bool isMuted) {
    if (isMuted) cancel();
    m_state.isMuted = isMuted;
    tell();
}

void Microphone::begin() {
    if (!m_state.isAllowed || m_state.isMuted || m_phase != Phase::Idle) return;
    setFault(Fault::None);
    m_phase = Phase::Opening;
    m_ring = AudioRing();
    m_zeros = 0;
    const std::uint64_t run = ++m_run;
    QMetaObject::invokeMethod(
        m_device, [device = m_device, id = m_state.id, run] { device->open(id, run); }, Qt::QueuedConnection);
    m_watch.start(kMostSilenceMs);
    tell();
}

void Microphone::end() {
    if (m_phase == Phase::Opening) return cancel();
    if (m_phase == Phase::Listening) close(Phase::Finishing);
}

void Microphone::cancel() {
    if (m_phase == Phase::Finishing) m_phase = Phase::Dropping;
    if (m_phase == Phase::Opening || m_phase == Phase::Listening) close(Phase::Dropping);
}

void Microphone::close(Phase phase) {
    m_phase = phase;
    QMetaObject::invokeMethod(
        m_device, [device = m_device, run = m_run] { device->close(run); }, Qt::QueuedConnection);
    m_watch.start(kMostClosingMs);
    tell();
}

/// The indicator follows this, also when nobody wants the device any more.
void Microphone::opened(std::uint64_t run, const QString& name, int samplesPerSecond) {
    if (run != m_run) return;
    m_state.isOpen = true;
    if (!name.isEmpty()) m_state.name = name;
    if (m_phase == Phase::Opening) {
        m_phase = Phase::Listening;
        m_samplesPerSecond = samplesPerSecond;
        m_ring = AudioRing(static_cast<std::size_t>(samplesPerSecond) * kMostSeconds);
        m_watch.start(kMostSilenceMs);
    }
    tell();
}

void Microphone::heard(std::uint64_t run, const std::vector<float>& samples) {
    if (run != m_run || (m_phase != Phase::Listening && m_phase != Phase::Finishing)) return;
    m_ring.push(samples);
    if (m_phase != Phase::Listening) return;
    m_watch.start(kMostSilenceMs);
    noteSilence(samples);
    Q_EMIT levelChanged(levelOf(samples));
}

void Microphone::noteSilence(const std::vector<float>& samples) {
    const auto newest = std::ranges::find_if(samples.rbegin(), samples.rend(), [](float s) { return s != 0; });
    const auto zeros = newest - samples.rbegin();
    m_zeros = newest == samples.rend() ? m_zeros + zeros : zeros;
    if (m_zeros * 1000 >= std::int64_t{m_samplesPerSecond} * kMostSilenceMs) {
        setFault(Fault::Silent, tr("It gives nothing but silence: is a switch on it off?"));
    } else if (m_state.fault == Fault::Silent) {
        setFault(Fault::None);
    }
    tell();
}

void Microphone::closed(std::uint64_t run) {
    if (run != m_run) return;
    m_state.isOpen = false;
    m_watch.stop();
    const Phase before = std::exchange(m_phase, Phase::Idle);
    if (before == Phase::Finishing) deliver();
    tell();
}

void Microphone::deliver() {
    const auto spoken = spokenPart({m_samplesPerSecond, m_ring.take()});
    if (!spoken) return setFault(Fault::Unheard, tr("Nobody was heard: speak while the key or the button is down."));
    setFault(Fault::None);
    Q_EMIT recorded(*spoken);
}

/// What it heard last is thrown away with it: half a question is none.
void Microphone::vanished(std::uint64_t run, const QString& why) {
    if (run != m_run) return;
    m_state.isOpen = false;
    m_watch.stop();
    m_ring = AudioRing();
    if (std::exchange(m_phase, Phase::Idle) != Phase::Dropping) setFault(Fault::Gone, why);
    tell();
}

/// No sample came, or it does not close. It stays as open as it says it is, and is not opened again before it closed.
/// A question that was said to its end is not lost with it.
void Microphone::hang() {
    const bool isToClose = m_phase == Phase::Opening || m_phase == Phase::Listening;
    if (std::exchange(m_phase, isToClose ? m_phase : Phase::Dropping) == Phase::Finishing) deliver();
    m_ring = AudioRing();
    if (isToClose) close(Phase::Dropping);
    m_watch.stop();
    setFault(Fault::Hung, tr("The microphone does not answer."));
    tell();
}

/// One that was gone and is back may be used again, and says so by having no fault.
void Microphone::listedNow(const QList<MicrophoneChoice>& microphones) {
    const bool isThere = m_state.id.isEmpty()
                             ? !microphones.isEmpty()
                             : std::ranges::find(microphones, m_state.id, &MicrophoneChoice::id) != microphones.end();
    if (m_state.isAllowed && m_phase == Phase::Idle) {
        if (isThere && m_state.fault == Fault::Gone) setFault(Fault::None);
        if (!isThere) setFault(Fault::Gone, tr("The microphone was unplugged."));
    }
    tell();
    Q_EMIT listed(microphones);
}

void Microphone::setFault(Fault fault, const QString& words) {
    m_state.fault = fault;
    m_state.words = words;
}

void Microphone::tell() {
    m_state.isListening = m_phase == Phase::Listening;
    m_state.isBegun = m_phase == Phase::Opening || m_phase == Phase::Listening;
    if (m_told == m_state) return;
    m_told = m_state;
    Q_EMIT stateChanged(m_state);
}

}  // namespace msao::edge
