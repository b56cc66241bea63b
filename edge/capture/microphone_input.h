// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/microphone_device.h"

#include <QTimer>

#include <memory>

class QAudioDevice;
class QAudioFormat;
class QAudioSource;
class QIODevice;
class QMediaDevices;

namespace msao::edge {

/// The system's microphones, at 16 kHz where they can, else at the rate they prefer.
class MicrophoneInput final : public MicrophoneDevice {
    Q_OBJECT

public:
    MicrophoneInput();
    ~MicrophoneInput() override;

    void list() override;
    void open(const QByteArray& id, std::uint64_t run) override;
    void close(std::uint64_t run) override;

private:
    void begin(const QAudioDevice& device);
    void take();
    void release();
    void lose(const QString& why);
    void devicesChanged();
    QList<MicrophoneChoice> present() const;

    std::unique_ptr<QMediaDevices> m_devices;  // tells when one comes or goes
    std::unique_ptr<QAudioSource> m_source;
    QIODevice* m_samples = nullptr;  // the source's
    std::unique_ptr<QAudioFormat> m_format;
    QByteArray m_id;
    std::uint64_t m_run = 0;
    QList<MicrophoneChoice> m_listed;
    QTimer m_look{this};
};

}  // namespace msao::edge
