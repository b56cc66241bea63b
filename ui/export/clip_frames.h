// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/result.h"
#include "ui/run/run_records.h"

#include <QCoreApplication>
#include <QImage>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace msao::ui {

/// A stretch of the run as pictures.
struct ClipRange {
    TraceTime from{};
    TraceTime to{};
    double framesPerSecond = 15;
};

/// Writes a clip as FOLDER/frame-00001.png and on, a frame a call, so that a window can go on in between. The folder
/// gets its name when the last frame is written; until then, or if anything fails, nothing of it is to be seen.
class ClipFrames {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::ClipFrames)

public:
    /// What is to be seen at a moment.
    using Picture = std::function<QImage(TraceTime)>;

    /// Refuses a folder that exists, and ranges of no or too many frames.
    static engine::Result<std::unique_ptr<ClipFrames>> begin(const QString& folder, const ClipRange& range,
                                                             Picture picture);

    int frameCount() const { return m_count; }
    int framesWritten() const { return m_written; }
    bool isDone() const { return m_written == m_count; }
    engine::Status writeNext();

private:
    ClipFrames(const QString& folder, const ClipRange& range, int count, Picture picture);
    engine::Status finish();

    QString m_folder;
    ClipRange m_range;
    int m_count;
    int m_written = 0;
    Picture m_picture;
    QTemporaryDir m_temporary;
};

}  // namespace msao::ui
