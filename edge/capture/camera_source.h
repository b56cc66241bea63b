// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/camera_input.h"
#include "edge/capture/frame_source.h"

#include <QByteArray>
#include <QThread>
#include <QTimer>

#include <cstdint>
#include <memory>

namespace msao::edge {

/// A camera of this machine. It is opened by start() and closed by stop(), and its light goes with that. The device has
/// a thread of its own, and what it does is watched from here: one that gives nothing for a while has vanished,
/// whatever it says. One that comes back is used again.
class CameraSource final : public FrameSource {
    Q_OBJECT

public:
    static constexpr int kMostSilenceMs = 2500;  // so that a hang is told within three seconds

    /// `id` as QCameraDevice has it; empty: the system's default.
    explicit CameraSource(QByteArray id = {}, CameraPictures wanted = {});
    CameraSource(std::unique_ptr<CameraDevice> device, QByteArray id, int mostSilenceMs = kMostSilenceMs);
    /// A device that hangs is left behind with its thread.
    ~CameraSource() override;

    QString name() const override { return {}; }
    void start() override;
    /// A device that hangs is not waited for.
    void stop() override;

private:
    void open();
    void taken(std::uint64_t run, const Frame& frame);
    void hang();
    void lose(const QString& why);
    void tryAgain();

    QByteArray m_id;
    QThread* m_thread;       // the device's
    CameraDevice* m_device;  // lives in it, and ends with it
    std::uint64_t m_run = 0;
    bool m_isStarted = false;
    bool m_isLost = false;        // that was told, and no picture has come since
    bool m_isTriedAgain = false;  // after a hang, since the last picture
    QTimer m_silence{this};
};

}  // namespace msao::edge
