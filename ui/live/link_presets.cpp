// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/link_presets.h"

namespace msao::ui {

QList<LinkPreset> LinkPresets::all() {
    return {{tr("off: the link as it is"), QString()},
            {tr("200 Mbit/s, 20 ms"), QStringLiteral("200mbit,20ms")},
            {tr("300 Mbit/s, 20 ms"), QStringLiteral("300mbit,20ms")},
            {tr("400 Mbit/s, 20 ms"), QStringLiteral("400mbit,20ms")},
            {tr("5G: 100 Mbit/s, 30 ms"), QStringLiteral("100mbit,30ms,jitter=8ms")},
            {tr("hotel Wi-Fi: 8 Mbit/s, 80 ms"), QStringLiteral("8mbit,80ms,jitter=30ms,loss=1%")},
            {tr("unplugged"), unplugged()}};
}

}  // namespace msao::ui
