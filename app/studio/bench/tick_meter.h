// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <vector>

namespace msao::app {

/// Of the times for which the GUI thread was at work and could not answer.
struct TickFigures {
    std::size_t count = 0;
    double p50Ms = 0;
    double p99Ms = 0;
    double maxMs = 0;
};

/// Notes how long the GUI thread works between two waits. Events that follow each other without a pause are one tick:
/// a click would wait for all of them. GUI thread only.
class TickMeter {
public:
    TickMeter();

    void eventBegins();
    void eventEnds();

    /// What was noted is forgotten.
    void restart();
    TickFigures figures();

private:
    void closeTick();

    QElapsedTimer m_clock;
    std::vector<double> m_ticks;  // milliseconds
    qint64 m_began = 0;
    qint64 m_ended = -1;  // -1: no tick is open
    int m_depth = 0;
};

/// An application whose events can be timed; without a meter it is an ordinary one.
class MeteredApplication final : public QApplication {
public:
    using QApplication::QApplication;

    void setMeter(TickMeter* meter) { m_meter = meter; }
    bool notify(QObject* receiver, QEvent* event) override;

private:
    TickMeter* m_meter = nullptr;
};

/// What this thread has computed so far, whatever else the machine did meanwhile.
double threadCpuMs();

}  // namespace msao::app
