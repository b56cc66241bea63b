// SPDX-License-Identifier: Apache-2.0
// The boundary to the machine's cameras.
#pragma once

#include "edge/capture/frame_source.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <cstdint>

namespace msao::edge {

/// One of this machine's cameras at a time. Lives in a thread of its own, in which a call may take as long as its
/// driver pleases: whoever watches it lives elsewhere. `run` counts openings, and stands with everything that is said
/// of one. What was said of a run comes in order.
class CameraDevice : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// taken() or vanished() follows. One that is open is closed first.
    virtual void open(const QByteArray& id, std::uint64_t run) = 0;
    /// closed() follows, also where none was open.
    virtual void close(std::uint64_t run) = 0;

Q_SIGNALS:
    void taken(std::uint64_t run, const msao::edge::Frame& frame);
    void closed(std::uint64_t run);
    /// It is closed, too, and why, in words.
    void vanished(std::uint64_t run, const QString& why);
    /// Some camera came or went.
    void devicesChanged();
};

}  // namespace msao::edge
