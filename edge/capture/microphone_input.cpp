// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/microphone_input.h"

#include "edge/capture/audio_samples.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSource>
#include <QIODevice>
#include <QMediaDevices>

#include <algorithm>

namespace msao::edge {
namespace {

constexpr int kRate = 16'000;  // what models hear
// Qt 6.4 tells of microphones that come over PulseAudio, not of those that go: so the list is read again, which costs
// no more than copying it.
constexpr int kLookMs = 250;

QAudioDevice microphoneOf(const QByteArray& id) {
    if (id.isEmpty()) return QMediaDevices::defaultAudioInput();
    const QList<QAudioDevice> devices = QMediaDevices::audioInputs();
    const auto found = std::ranges::find_if(devices, [&](const QAudioDevice& device) { return device.id() == id; });
    return found == devices.end() ? QAudioDevice() : *found;
}

QAudioFormat formatFor(const QAudioDevice& device) {
    QAudioFormat format;
    format.setSampleRate(kRate);
    format.setChannelCount(1);
    format.setSampleFormat(QAudioFormat::Float);
    return device.isFormatSupported(format) ? format : device.preferredFormat();
}

}  // namespace

MicrophoneInput::MicrophoneInput() {
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (present() != m_listed) devicesChanged();
    });
}

MicrophoneInput::~MicrophoneInput() {
    release();
}

void MicrophoneInput::list() {
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioInputsChanged, this, &MicrophoneInput::devicesChanged);
    }
    m_look.start();
    m_listed = present();
    Q_EMIT listed(m_listed);
}

QList<MicrophoneChoice> MicrophoneInput::present() const {
    QList<MicrophoneChoice> microphones;
    for (const QAudioDevice& device : QMediaDevices::audioInputs())
        microphones.push_back({device.id(), device.description()});
    return microphones;
}

/// Some sound systems let a stream go on with another microphone when its own is gone. That one nobody chose.
void MicrophoneInput::devicesChanged() {
    list();
    if (m_source && microphoneOf(m_id).isNull()) lose(tr("The microphone was unplugged."));
}

void MicrophoneInput::open(const QByteArray& id, std::uint64_t run) {
    release();
    m_run = run;
    const QAudioDevice device = microphoneOf(id);
    if (device.isNull())
        return Q_EMIT vanished(run, tr("There is no such microphone: connect one, or choose another."));
    list();  // from now on its going is noticed
    begin(device);
}

void MicrophoneInput::begin(const QAudioDevice& device) {
    m_id = device.id();
    m_format = std::make_unique<QAudioFormat>(formatFor(device));
    m_source = std::make_unique<QAudioSource>(device, *m_format);
    m_samples = m_source->start();
    if (!m_samples || m_source->error() != QAudio::NoError)
        return lose(tr("The microphone could not be opened: another program may hold it."));
    connect(m_samples, &QIODevice::readyRead, this, &MicrophoneInput::take);
    connect(m_source.get(), &QAudioSource::stateChanged, this, [this](QAudio::State state) {
        if (state == QAudio::StoppedState) lose(tr("The microphone gives no sound any more."));
    });
    Q_EMIT opened(m_run, device.description(), m_format->sampleRate());
}

void MicrophoneInput::take() {
    if (!m_samples) return;
    const std::vector<float> samples = monoSamples(m_samples->readAll(), *m_format);
    if (!samples.empty()) Q_EMIT heard(m_run, samples);
}

void MicrophoneInput::close(std::uint64_t run) {
    take();
    release();
    Q_EMIT closed(run);
}

void MicrophoneInput::release() {
    if (!m_source) return;
    m_source->disconnect(this);
    if (m_samples) m_samples->disconnect(this);
    m_samples = nullptr;
    m_source->stop();
    // Whoever called may be one of its signals.
    m_source.release()->deleteLater();
}

void MicrophoneInput::lose(const QString& why) {
    release();
    Q_EMIT vanished(m_run, why);
}

}  // namespace msao::edge
