// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/bare_repaint.h"

#include <QEventLoop>
#include <QPainter>
#include <QTimer>
#include <QWidget>

namespace msao::app {
namespace {

class BareWidget final : public QWidget {
protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), QColor::fromHsv(m_hue++ % 360, 90, 90)); }

private:
    int m_hue = 0;
};

}  // namespace

TickFigures bareRepaint(TickMeter& meter, QSize size, int framesPerSecond, int ms) {
    BareWidget widget;
    widget.resize(size);
    widget.show();
    QTimer repaints;
    QObject::connect(&repaints, &QTimer::timeout, &widget, qOverload<>(&QWidget::update));
    repaints.setTimerType(Qt::PreciseTimer);
    repaints.start(1000 / framesPerSecond);
    QEventLoop loop;
    QTimer::singleShot(200, &loop, [&meter] { meter.restart(); });  // the window is there by then
    QTimer::singleShot(200 + ms, &loop, &QEventLoop::quit);
    loop.exec();
    return meter.figures();
}

}  // namespace msao::app
