// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/capture_desk.h"

#include <QCameraDevice>
#include <QMediaDevices>

#include <algorithm>
#include <utility>

namespace msao::edge {

namespace {

QList<QSize> sizesOf(const QCameraDevice& device) {
    QList<QSize> sizes;
    for (const QCameraFormat& format : device.videoFormats()) {
        if (!sizes.contains(format.resolution())) sizes.push_back(format.resolution());
    }
    const auto area = [](QSize size) { return size.width() * size.height(); };
    std::ranges::sort(sizes, {}, area);
    return sizes;
}

}  // namespace

void CaptureDesk::take(std::unique_ptr<FrameSource> source, std::uint64_t number) {
    if (m_source) {
        m_source->disconnect(this);
        m_source->stop();
    }
    m_source = std::move(source);
    m_number = number;
    m_state = {};
    if (m_source) {
        m_state.name = m_source->name();
        m_state.isOpen = true;
        connect(m_source.get(), &FrameSource::frameTaken, this, &CaptureDesk::show);
        connect(m_source.get(), &FrameSource::vanished, this, &CaptureDesk::lose);
    }
    Q_EMIT stateChanged(m_state);
    if (m_source) m_source->start();
}

void CaptureDesk::listCameras() {
    QList<Camera> cameras;
    for (const QCameraDevice& device : QMediaDevices::videoInputs())
        cameras.push_back({device.id(), device.description(), sizesOf(device)});
    Q_EMIT camerasListed(cameras);
}

/// A source that was lost and shows something again is back.
void CaptureDesk::show(const Frame& frame) {
    if (!m_state.isOpen) {
        m_state.isOpen = true;
        m_state.words.clear();
        Q_EMIT stateChanged(m_state);
    }
    Q_EMIT frameTaken(frame, m_number);
}

/// What it showed last must not be taken for what is there now.
void CaptureDesk::lose(const QString& why) {
    m_state.isOpen = false;
    m_state.words = why;
    Q_EMIT frameTaken({}, m_number);
    Q_EMIT stateChanged(m_state);
}

}  // namespace msao::edge
