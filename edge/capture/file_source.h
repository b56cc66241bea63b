// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"

#include <QTimer>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

namespace msao::edge {

/// A picture, a folder of pictures, or a .y4m file: a clip runs in a circle at its own rate.
class FileSource final : public FrameSource {
    Q_OBJECT

public:
    /// `framesPerSecond`: of a folder's pictures, and how often a .y4m file is sampled.
    explicit FileSource(std::filesystem::path path, double framesPerSecond = 2, QObject* parent = nullptr);

    QString name() const override;
    void start() override;
    void stop() override;

private:
    engine::Result<double> read();
    void take();

    std::filesystem::path m_path;
    double m_framesPerSecond;
    std::vector<std::shared_ptr<const engine::RgbImage>> m_frames;
    std::size_t m_next = 0;
    QTimer m_timer{this};
};

}  // namespace msao::edge
