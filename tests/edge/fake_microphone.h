// SPDX-License-Identifier: Apache-2.0
// A fake at the device boundary: microphones that come, go, hang and speak when a test says so.
#pragma once

#include "edge/capture/microphone_device.h"

#include <QSemaphore>

#include <atomic>
#include <functional>
#include <memory>

namespace msao::edge {

/// Every method but those of MicrophoneDevice may be called by the test's thread.
class FakeMicrophone final : public MicrophoneDevice {
public:
    static constexpr int kRate = 16'000;

    void list() override { Q_EMIT listed({{"first", QStringLiteral("First")}, {"second", QStringLiteral("Second")}}); }
    void open(const QByteArray& id, std::uint64_t run) override {
        m_openings.push_back(id);
        if (m_isGone) return Q_EMIT vanished(run, QStringLiteral("there is none"));
        if (m_hangsOpening) hang();
        m_run = run;
        m_isOpen = true;
        Q_EMIT opened(run, QString::fromLatin1(id), kRate);
    }
    void close(std::uint64_t run) override {
        if (m_hangsClosing) hang();
        m_isOpen = false;
        Q_EMIT closed(run);
    }

    bool isOpen() const { return m_isOpen; }
    const QList<QByteArray>& openings() const { return m_openings; }  // not while one is being opened

    void setGone(bool isGone) { m_isGone = isGone; }
    void setHangsOpening(bool hangs) { m_hangsOpening = hangs; }
    void setHangsClosing(bool hangs) { m_hangsClosing = hangs; }
    bool isHanging() const { return m_isHanging; }
    /// What hangs goes on, and may end this.
    void goOn() {
        const auto released = m_released;
        released->release();
    }
    void speak(const std::vector<float>& samples) {
        later([this, samples] {
            if (m_isOpen) Q_EMIT heard(m_run, samples);
        });
    }
    void vanish(const QString& why) {
        later([this, why] {
            m_isOpen = false;
            Q_EMIT vanished(m_run, why);
        });
    }
    void tell(const QList<MicrophoneChoice>& microphones) {
        later([this, microphones] { Q_EMIT listed(microphones); });
    }

private:
    void hang() {
        m_isHanging = true;
        m_released->acquire();
        m_isHanging = false;
    }
    void later(std::function<void()> act) { QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection); }

    std::atomic<bool> m_isOpen = false;
    std::atomic<bool> m_isGone = false;
    std::atomic<bool> m_hangsOpening = false;
    std::atomic<bool> m_hangsClosing = false;
    std::atomic<bool> m_isHanging = false;
    const std::shared_ptr<QSemaphore> m_released = std::make_shared<QSemaphore>();  // outlives this while it is used
    std::uint64_t m_run = 0;
    QList<QByteArray> m_openings;
};

}  // namespace msao::edge
