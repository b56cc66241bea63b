// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/camera_source.h"

#include <QSemaphore>

#include <utility>

namespace msao::edge {
namespace {

constexpr int kMostClosingMs = 400;
constexpr int kMostWaitMs = 1000;  // for the device's thread, at the end

}  // namespace

CameraSource::CameraSource(QByteArray id, CameraPictures wanted)
    : CameraSource(std::make_unique<CameraInput>(wanted), std::move(id)) {}

CameraSource::CameraSource(std::unique_ptr<CameraDevice> device, QByteArray id, int mostSilenceMs)
    : m_id(std::move(id)), m_thread(new QThread), m_device(device.release()) {
    m_device->moveToThread(m_thread);
    m_thread->setObjectName(QStringLiteral("camera"));
    connect(m_thread, &QThread::finished, m_device, &QObject::deleteLater);
    m_silence.setSingleShot(true);
    m_silence.setTimerType(Qt::PreciseTimer);
    m_silence.setInterval(mostSilenceMs);
    connect(&m_silence, &QTimer::timeout, this, &CameraSource::hang);
    connect(m_device, &CameraDevice::taken, this, &CameraSource::taken);
    connect(m_device, &CameraDevice::vanished, this, [this](std::uint64_t run, const QString& why) {
        if (run != m_run) return;
        ++m_run;
        lose(why);
    });
    connect(m_device, &CameraDevice::closed, this, &CameraSource::tryAgain);
    connect(m_device, &CameraDevice::devicesChanged, this, [this] {
        if (m_isStarted && m_isLost) open();
    });
    m_thread->start();
}

CameraSource::~CameraSource() {
    blockSignals(true);
    m_device->disconnect(this);
    CameraSource::stop();
    m_thread->quit();
    if (m_thread->wait(kMostWaitMs)) {
        delete m_thread;
    } else {  // in a driver that hangs: it cannot be ended, and stays behind with what it works on
        connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
    }
}

void CameraSource::start() {
    m_isStarted = true;
    m_isLost = m_isTriedAgain = false;
    open();
}

/// What is said of a run before is not heard any more.
void CameraSource::open() {
    const std::uint64_t run = ++m_run;
    QMetaObject::invokeMethod(
        m_device, [device = m_device, id = m_id, run] { device->open(id, run); }, Qt::QueuedConnection);
    m_silence.start();
}

void CameraSource::stop() {
    m_silence.stop();
    if (!std::exchange(m_isStarted, false)) return;
    const auto isClosed = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(
        m_device,
        [device = m_device, run = m_run++, isClosed] {
            device->close(run);
            isClosed->release();
        },
        Qt::QueuedConnection);
    isClosed->tryAcquire(1, kMostClosingMs);
}

void CameraSource::taken(std::uint64_t run, const Frame& frame) {
    if (run != m_run || !m_isStarted) return;
    m_silence.start();
    m_isLost = m_isTriedAgain = false;
    Q_EMIT frameTaken(frame);
}

/// Whether it can be closed shows whether it only slept.
void CameraSource::hang() {
    QMetaObject::invokeMethod(
        m_device, [device = m_device, run = m_run++] { device->close(run); }, Qt::QueuedConnection);
    lose(tr("The camera gives no pictures any more."));
}

void CameraSource::lose(const QString& why) {
    m_silence.stop();
    if (m_isStarted && !std::exchange(m_isLost, true)) Q_EMIT vanished(why);
}

/// Once after a hang: a camera that gives nothing then either is not opened again and again.
void CameraSource::tryAgain() {
    if (m_isStarted && m_isLost && !std::exchange(m_isTriedAgain, true)) open();
}

}  // namespace msao::edge
