// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/screen_source.h"

#include "app/studio/live_picture.h"
#include "ui/live/live_desk.h"

#include <utility>

namespace msao::app {
namespace {

// Reading a screen holds the window up for some milliseconds; and what lay over the region must be gone at first.
constexpr int kPauseMs = 200;

}  // namespace

ScreenGrabber::ScreenGrabber(std::unique_ptr<ScreenDevice> device, QObject* parent)
    : QObject(parent), m_device(std::move(device)) {
    m_timer.setInterval(kPauseMs);
    connect(&m_timer, &QTimer::timeout, this, &ScreenGrabber::grab);
}

void ScreenGrabber::begin(const QRect& region) {
    m_region = region;
    m_timer.start();
    Q_EMIT openChanged(true);
}

void ScreenGrabber::end() {
    if (!m_timer.isActive()) return;
    m_timer.stop();
    Q_EMIT openChanged(false);
}

void ScreenGrabber::grab() {
    const QImage picture = m_device->grab(m_region);
    if (!picture.isNull()) return Q_EMIT grabbed(picture, m_region);
    end();
    Q_EMIT failed();
}

ScreenSource::ScreenSource(ScreenGrabber& grabber, const QRect& region, QString name)
    : m_region(region), m_name(std::move(name)) {
    connect(this, &ScreenSource::begun, &grabber, &ScreenGrabber::begin);
    connect(this, &ScreenSource::ended, &grabber, &ScreenGrabber::end);
    connect(&grabber, &ScreenGrabber::grabbed, this, &ScreenSource::take);
    connect(&grabber, &ScreenGrabber::failed, this, [this] {
        if (!std::exchange(m_isOpen, false)) return;
        Q_EMIT vanished(ui::LiveDesk::screenUnreadable());
    });
}

ScreenSource::~ScreenSource() {
    ScreenSource::stop();
}

void ScreenSource::start() {
    m_isOpen = true;
    Q_EMIT begun(m_region);
}

void ScreenSource::stop() {
    if (std::exchange(m_isOpen, false)) Q_EMIT ended();
}

/// What was on its way when it was stopped is nobody's any more.
void ScreenSource::take(const QImage& picture, const QRect& region) {
    if (!m_isOpen || region != m_region) return;
    if (auto image = rgbOf(picture)) Q_EMIT frameTaken({std::move(image), std::chrono::steady_clock::now()});
}

}  // namespace msao::app
