// SPDX-License-Identifier: GPL-3.0-or-later
// The boundary to what this machine's screens show.
#pragma once

#include <QImage>
#include <QRect>

namespace msao::app {

/// Called on the GUI thread.
class ScreenDevice {
public:
    virtual ~ScreenDevice() = default;
    /// What `region` of the desktop shows now; null where it cannot be read.
    virtual QImage grab(const QRect& region) = 0;
};

class MachineScreen final : public ScreenDevice {
public:
    QImage grab(const QRect& region) override;
};

}  // namespace msao::app
