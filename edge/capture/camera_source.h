// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"

#include <QByteArray>
#include <QTimer>

#include <memory>

class QCamera;
class QMediaCaptureSession;
class QVideoSink;

namespace msao::edge {

/// A camera of this machine. It is opened by start() and closed by stop(), and its light goes with that. A camera that
/// gives nothing for kMostSilence has vanished, whatever it says.
class CameraSource final : public FrameSource {
    Q_OBJECT

public:
    static constexpr int kMostSilenceMs = 3000;

    /// `id` as QCameraDevice has it; empty: the system's default.
    explicit CameraSource(QByteArray id = {}, QObject* parent = nullptr);
    ~CameraSource() override;

    QString name() const override { return m_name; }
    void start() override;
    void stop() override;

private:
    void vanish(const QString& why);

    QByteArray m_id;
    QString m_name;
    std::unique_ptr<QCamera> m_camera;
    std::unique_ptr<QVideoSink> m_sink;
    std::unique_ptr<QMediaCaptureSession> m_session;
    QTimer m_silence{this};
};

}  // namespace msao::edge
