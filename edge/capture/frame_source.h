// SPDX-License-Identifier: Apache-2.0
// Where pictures come from: one interface for camera, file, folder, scene.
#pragma once

#include "msao/engine/image.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace msao::edge {

/// A picture and when it was taken, on a monotonic clock. Shared: the screen shows it while a question holds it.
struct Frame {
    std::shared_ptr<const engine::RgbImage> image;  // null: there is none
    std::chrono::steady_clock::time_point time{};
};

/// Nothing is opened before start(): neither device nor file. Lives in the thread that drives it, which has an event
/// loop; whoever holds it may move it there before start().
class FrameSource : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// What it is, for people: a file's name, a camera's.
    virtual QString name() const = 0;
    virtual void start() = 0;
    /// No frame follows, and what was open is closed when it returns.
    virtual void stop() = 0;

Q_SIGNALS:
    void frameTaken(const msao::edge::Frame& frame);
    /// It gives no frames any more, and why, in words. What it showed last is no longer what is there.
    void vanished(const QString& why);
};

}  // namespace msao::edge
