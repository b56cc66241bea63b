// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/camera_device.h"

#include <QSize>

#include <memory>

class QCamera;
class QMediaCaptureSession;
class QMediaDevices;
class QVideoSink;

namespace msao::edge {

/// How a camera's pictures are wanted.
struct CameraPictures {
    QSize size = {};          // empty, or one that it does not know: as it likes
    bool isMirrored = false;  // left and right are exchanged
};

/// The system's cameras. A camera's light is on from open() to close().
class CameraInput final : public CameraDevice {
    Q_OBJECT

public:
    explicit CameraInput(CameraPictures wanted = {});
    ~CameraInput() override;

    void open(const QByteArray& id, std::uint64_t run) override;
    void close(std::uint64_t run) override;

private:
    void lookAround();
    void release();

    const CameraPictures m_wanted;
    std::unique_ptr<QMediaDevices> m_devices;  // tells when one comes or goes
    std::unique_ptr<QCamera> m_camera;
    std::unique_ptr<QVideoSink> m_sink;
    std::unique_ptr<QMediaCaptureSession> m_session;
    std::uint64_t m_run = 0;
};

}  // namespace msao::edge
