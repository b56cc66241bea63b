// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/screen_device.h"
#include "edge/capture/frame_source.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace msao::app {

/// Reads a region of the screen a few times a second, from begin() to end() and never else. Lives on the GUI thread,
/// where screens can be read.
class ScreenGrabber final : public QObject {
    Q_OBJECT

public:
    explicit ScreenGrabber(std::unique_ptr<ScreenDevice> device, QObject* parent = nullptr);

    void begin(const QRect& region);
    void end();
    bool isOpen() const { return m_timer.isActive(); }

Q_SIGNALS:
    void grabbed(const QImage& picture, const QRect& region);
    void failed();
    void openChanged(bool isOpen);

private:
    void grab();

    std::unique_ptr<ScreenDevice> m_device;
    QRect m_region;
    QTimer m_timer;
};

/// A region of the screen as a source of pictures. It lives with the edge; the grabber, which outlives it, on the GUI
/// thread: what they tell each other is queued.
class ScreenSource final : public edge::FrameSource {
    Q_OBJECT

public:
    ScreenSource(ScreenGrabber& grabber, const QRect& region, QString name);
    ~ScreenSource() override;

    QString name() const override { return m_name; }
    void start() override;
    void stop() override;

Q_SIGNALS:
    void begun(const QRect& region);
    void ended();

private:
    void take(const QImage& picture, const QRect& region);

    QRect m_region;
    QString m_name;
    bool m_isOpen = false;
};

}  // namespace msao::app
