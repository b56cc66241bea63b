// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/clip_frames.h"

#include "ui/export/export_file.h"

#include <QDir>
#include <QFileInfo>

#include <cmath>

namespace msao::ui {

using namespace engine;

namespace {

constexpr int kMostFrames = 18'000;  // ten minutes at 30 a second; frame-00001.png has five digits

Error refusedClip(const QString& why) {
    return {ErrorCode::InvalidArgument, why.toStdString()};
}

}  // namespace

ClipFrames::ClipFrames(const QString& folder, const ClipRange& range, int count, Picture picture)
    : m_folder(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())),
      m_range(range),
      m_count(count),
      m_picture(std::move(picture)),
      m_temporary(m_folder + QStringLiteral(".XXXXXX")) {}

Result<std::unique_ptr<ClipFrames>> ClipFrames::begin(const QString& folder, const ClipRange& range, Picture picture) {
    if (QFileInfo::exists(folder)) return refusedClip(tr("%1 is there already.").arg(QDir::toNativeSeparators(folder)));
    const double seconds = toMs(range.to - range.from) / 1000;
    const double frames = std::floor(seconds * range.framesPerSecond) + 1;
    if (!(seconds >= 0) || !(range.framesPerSecond > 0) || frames > kMostFrames)
        return refusedClip(tr("A clip has from 1 to %1 frames, not %2.").arg(kMostFrames).arg(frames));
    std::unique_ptr<ClipFrames> clip(new ClipFrames(folder, range, static_cast<int>(frames), std::move(picture)));
    if (!clip->m_temporary.isValid())
        return ExportFile::refusal(folder, QFileDevice::OpenError, clip->m_temporary.errorString());
    return clip;
}

Status ClipFrames::writeNext() {
    if (isDone()) return Done{};
    const QImage image = m_picture(m_range.from + fromMs(m_written * 1000.0 / m_range.framesPerSecond));
    if (image.isNull()) return refusedClip(tr("There is no picture of this run."));
    const QString name = QStringLiteral("frame-%1.png").arg(m_written + 1, 5, 10, QLatin1Char('0'));
    MSAO_CHECK(ExportFile::write(m_temporary.filePath(name), [&image](QIODevice& out) -> Status {
        return image.save(&out, "PNG") ? Status(Done{}) : refusedClip(tr("A picture could not be encoded."));
    }));
    ++m_written;
    return isDone() ? finish() : Status(Done{});
}

Status ClipFrames::finish() {
    if (!QDir().rename(m_temporary.path(), m_folder)) {
        --m_written;
        return ExportFile::refusal(m_folder, QFileDevice::RenameError, tr("the name is taken"));
    }
    m_temporary.setAutoRemove(false);
    // A temporary folder is its owner's alone; a clip is a file like any other.
    QFile::setPermissions(m_folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner |
                                        QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                        QFileDevice::ExeOther);
    return Done{};
}

}  // namespace msao::ui
