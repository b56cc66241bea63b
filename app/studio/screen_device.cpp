// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/screen_device.h"

#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>

namespace msao::app {

QImage MachineScreen::grab(const QRect& region) {
    QScreen* const screen = QGuiApplication::screenAt(region.center());
    if (!screen) return {};
    const QRect place = region.intersected(screen->geometry()).translated(-screen->geometry().topLeft());
    if (place.isEmpty()) return {};
    return screen->grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage();
}

}  // namespace msao::app
