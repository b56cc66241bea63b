// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/camera_source.h"

#include "edge/capture/rgb_image.h"

#include <QCamera>
#include <QCameraDevice>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>

#include <algorithm>
#include <utility>

namespace msao::edge {
namespace {

QCameraDevice deviceOf(const QByteArray& id) {
    if (id.isEmpty()) return QMediaDevices::defaultVideoInput();
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    const auto found = std::ranges::find_if(devices, [&](const QCameraDevice& device) { return device.id() == id; });
    return found == devices.end() ? QCameraDevice() : *found;
}

}  // namespace

CameraSource::CameraSource(QByteArray id, QObject* parent) : FrameSource(parent), m_id(std::move(id)) {
    m_silence.setSingleShot(true);
    m_silence.setInterval(kMostSilenceMs);
    connect(&m_silence, &QTimer::timeout, this, [this] { vanish(tr("The camera gives no pictures any more.")); });
}

CameraSource::~CameraSource() {
    CameraSource::stop();
}

void CameraSource::start() {
    const QCameraDevice device = deviceOf(m_id);
    if (device.isNull()) return vanish(tr("There is no such camera: connect one, or choose another source."));
    m_name = device.description();
    m_session = std::make_unique<QMediaCaptureSession>();
    m_sink = std::make_unique<QVideoSink>();
    m_camera = std::make_unique<QCamera>(device);
    connect(m_camera.get(), &QCamera::errorOccurred, this,
            [this](QCamera::Error, const QString& words) { vanish(words); });
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this, [this](const QVideoFrame& frame) {
        if (!m_camera) return;
        const auto image = rgbOf(frame.toImage());
        if (image == nullptr) return;
        m_silence.start();
        Q_EMIT frameTaken({image, std::chrono::steady_clock::now()});
    });
    m_session->setCamera(m_camera.get());
    m_session->setVideoSink(m_sink.get());
    m_silence.start();
    m_camera->start();
}

void CameraSource::stop() {
    m_silence.stop();
    if (!m_camera) return;
    m_camera->disconnect(this);
    m_sink->disconnect(this);
    m_camera->stop();
    // Whoever called may be one of these, in the middle of a signal.
    m_session.release()->deleteLater();
    m_sink.release()->deleteLater();
    m_camera.release()->deleteLater();
}

void CameraSource::vanish(const QString& why) {
    stop();
    Q_EMIT vanished(why);
}

}  // namespace msao::edge
