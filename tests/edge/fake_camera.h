// SPDX-License-Identifier: Apache-2.0
// A fake at the device boundary: a camera that shows, goes, hangs and comes back when a test says so.
#pragma once

#include "edge/capture/camera_device.h"

#include <QSemaphore>

#include <atomic>
#include <functional>
#include <memory>

namespace msao::edge {

/// Every method but those of CameraDevice may be called by the test's thread.
class FakeCameraDevice final : public CameraDevice {
public:
    ~FakeCameraDevice() override { *m_endsClosed = !m_isOpen; }

    void open(const QByteArray&, std::uint64_t run) override {
        if (m_isGone) return Q_EMIT vanished(run, QStringLiteral("there is none"));
        if (m_hangsOpening) hang();
        m_run = run;
        ++m_openings;
        m_isOpen = true;
        if (const int width = m_opensWith; width > 0) showNow(width);
    }
    void close(std::uint64_t run) override {
        m_isOpen = false;
        Q_EMIT closed(run);
    }

    bool isOpen() const { return m_isOpen; }
    /// Known when nobody else holds it: this one is gone then.
    std::shared_ptr<const bool> closedAtItsEnd() const { return m_endsClosed; }
    int openings() const { return m_openings; }
    void setGone(bool isGone) { m_isGone = isGone; }
    /// A picture of this width, as soon as it is open; none: 0.
    void setOpensWith(int width) { m_opensWith = width; }
    void setHangsOpening(bool hangs) { m_hangsOpening = hangs; }
    bool isHanging() const { return m_isHanging; }
    /// What hangs goes on, and may end this.
    void goOn() {
        const auto released = m_released;
        released->release();
    }

    /// The plug is pulled; what had been seen by then comes first.
    void vanish() {
        later([this] {
            m_isOpen = false;
            Q_EMIT vanished(m_run, QStringLiteral("somebody pulled the plug"));
        });
    }
    /// In a call, until goOn(); then it shows what it had seen before. Nothing, if it was opened anew before it hung:
    /// the patience with it may end on a busy machine, and that picture would be no stale one.
    void hangThenShow(int width) {
        later([this, width, opening = openings()] {
            const bool isSame = opening == openings();
            hang();
            if (isSame) showNow(width);
        });
    }
    void comeBack() {
        later([this] {
            m_isGone = false;
            Q_EMIT devicesChanged();
        });
    }

private:
    void showNow(int width) {
        auto image = std::make_shared<engine::RgbImage>(engine::RgbImage{width, 1, {}});
        image->pixels.resize(static_cast<std::size_t>(width) * 3);
        Q_EMIT taken(m_run, {std::move(image), std::chrono::steady_clock::now()});
    }
    void hang() {
        m_isHanging = true;
        m_released->acquire();
        m_isHanging = false;
    }
    void later(std::function<void()> act) { QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection); }

    std::atomic<bool> m_isOpen = false;
    std::atomic<bool> m_isGone = false;
    std::atomic<bool> m_hangsOpening = false;
    std::atomic<bool> m_isHanging = false;
    std::atomic<int> m_openings = 0;
    std::atomic<int> m_opensWith = 0;
    const std::shared_ptr<QSemaphore> m_released = std::make_shared<QSemaphore>();  // outlives this while it is used
    const std::shared_ptr<bool> m_endsClosed = std::make_shared<bool>(false);
    std::uint64_t m_run = 0;
};

}  // namespace msao::edge
