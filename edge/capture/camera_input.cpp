// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/camera_input.h"

#include "edge/capture/rgb_image.h"

#include <QCamera>
#include <QCameraDevice>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>

#include <algorithm>

namespace msao::edge {
namespace {

/// Empty: the system's default.
QCameraDevice deviceOf(const QByteArray& id) {
    if (id.isEmpty()) return QMediaDevices::defaultVideoInput();
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    const auto found = std::ranges::find_if(devices, [&](const QCameraDevice& device) { return device.id() == id; });
    return found == devices.end() ? QCameraDevice() : *found;
}

/// The quickest of that size; null where there is none.
QCameraFormat formatOf(const QCameraDevice& device, QSize size) {
    QCameraFormat best;
    for (const QCameraFormat& format : device.videoFormats()) {
        if (format.resolution() != size) continue;
        if (best.isNull() || format.maxFrameRate() > best.maxFrameRate()) best = format;
    }
    return best;
}

}  // namespace

CameraInput::CameraInput(CameraPictures wanted) : m_wanted(wanted) {}

CameraInput::~CameraInput() {
    release();
}

void CameraInput::open(const QByteArray& id, std::uint64_t run) {
    release();
    m_run = run;
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::videoInputsChanged, this, &CameraInput::lookAround);
    }
    const QCameraDevice device = deviceOf(id);
    if (device.isNull())
        return Q_EMIT vanished(run, tr("There is no such camera: connect one, or choose another source."));
    m_session = std::make_unique<QMediaCaptureSession>();
    m_sink = std::make_unique<QVideoSink>();
    m_camera = std::make_unique<QCamera>(device);
    if (const QCameraFormat format = formatOf(device, m_wanted.size); !format.isNull())
        m_camera->setCameraFormat(format);
    connect(m_camera.get(), &QCamera::errorOccurred, this, [this, run](QCamera::Error, const QString& words) {
        release();
        Q_EMIT vanished(run, words);
    });
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this, [this, run](const QVideoFrame& frame) {
        const auto image = rgbOf(frame.toImage().mirrored(m_wanted.isMirrored, false));
        if (image != nullptr) Q_EMIT taken(run, {image, std::chrono::steady_clock::now()});
    });
    m_session->setCamera(m_camera.get());
    m_session->setVideoSink(m_sink.get());
    m_camera->start();
}

/// An open one may be gone without an error of its own.
void CameraInput::lookAround() {
    if (m_camera && !QMediaDevices::videoInputs().contains(m_camera->cameraDevice())) {
        release();
        Q_EMIT vanished(m_run, tr("The camera was unplugged."));
    }
    Q_EMIT devicesChanged();
}

void CameraInput::close(std::uint64_t run) {
    release();
    Q_EMIT closed(run);
}

void CameraInput::release() {
    if (!m_camera) return;
    m_camera->disconnect(this);
    m_sink->disconnect(this);
    m_camera->stop();
    // Whoever called may be one of these, in the middle of a signal.
    m_session.release()->deleteLater();
    m_sink.release()->deleteLater();
    m_camera.release()->deleteLater();
}

}  // namespace msao::edge
