// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/file_source.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace msao::edge {

FileSource::FileSource(std::filesystem::path path, double framesPerSecond, QObject* parent)
    : FrameSource(parent), m_path(std::move(path)), m_framesPerSecond(framesPerSecond) {
    connect(&m_timer, &QTimer::timeout, this, &FileSource::take);
}

QString FileSource::name() const {
    return QString::fromStdString(m_path.filename().string());
}

void FileSource::start() {
    const engine::Result<double> framesPerSecond = read();
    if (!framesPerSecond) {
        Q_EMIT vanished(QString::fromStdString(framesPerSecond.error().message));
        return;
    }
    m_next = 0;
    take();
    if (m_frames.size() > 1)
        m_timer.start(std::max(1, static_cast<int>(std::lround(1000 / std::max(0.01, *framesPerSecond)))));
}

void FileSource::stop() {
    m_timer.stop();
    m_frames.clear();
}

engine::Result<double> FileSource::read() {
    engine::RgbClip clip;
    std::error_code failure;
    if (std::filesystem::is_directory(m_path, failure) || m_path.extension() == ".y4m") {
        MSAO_TRY(clip, engine::readClip(m_path, m_framesPerSecond));
    } else {
        MSAO_TRY(engine::RgbImage image, engine::readImage(m_path));
        clip.frames.push_back(std::move(image));
    }
    m_frames.clear();
    for (engine::RgbImage& frame : clip.frames)
        m_frames.push_back(std::make_shared<const engine::RgbImage>(std::move(frame)));
    return clip.framesPerSecond;
}

void FileSource::take() {
    Q_EMIT frameTaken({m_frames[m_next], std::chrono::steady_clock::now()});
    m_next = (m_next + 1) % m_frames.size();
}

}  // namespace msao::edge
