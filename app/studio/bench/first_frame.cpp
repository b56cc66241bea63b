// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/first_frame.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <variant>

namespace msao::app {
namespace {

constexpr int kChildMs = 60'000;

/// The kernel's own note of when this process began, exact to its clock tick of 10 ms: loading of libraries counts.
double sinceProcessStartMs() {
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly)) return 0;
    const QByteArray line = stat.readAll();
    // Behind the name in brackets, which may hold anything, the start is the 20th.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double nowMs = static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    return nowMs - fields.value(19).toDouble() * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

FirstFrameWatch::FirstFrameWatch(ui::MainWindow& window) : m_heatmap(window.panels().heatmap()) {
    window.panels().heatmap().installEventFilter(this);
}

bool FirstFrameWatch::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::Paint || m_hasShown || !m_heatmap.showsPicture()) return false;
    m_hasShown = true;
    // Behind the event that paints the window and hands it to the screen.
    QMetaObject::invokeMethod(
        this,
        [] {
            std::printf("first frame: %.0f ms\n", sinceProcessStartMs());
            std::fflush(stdout);
            QApplication::exit(0);
        },
        Qt::QueuedConnection);
    return false;
}

void showFirstPicture(ui::RunModel& model) {
    for (const engine::TraceEvent& event : model.timeline().events()) {
        if (std::holds_alternative<engine::FrameProbed>(event.fact)) return model.setCursor(event.time);
    }
}

std::optional<double> firstFrameOf(const QString& program, const QStringList& arguments) {
    const QTemporaryDir settings;  // the user's own stay as they are
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), settings.path());
    child.setProcessEnvironment(environment);
    child.start(program, QStringList{QStringLiteral("--first-frame")} + arguments);
    if (!child.waitForFinished(kChildMs)) {
        child.kill();
        child.waitForFinished();
    }
    const QByteArray said = child.readAllStandardOutput();
    const qsizetype at = said.indexOf("first frame: ");
    if (at < 0) return std::nullopt;
    return said.mid(at + 13).split(' ').constFirst().toDouble();
}

}  // namespace msao::app
