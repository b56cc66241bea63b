// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"

#include "msao/world/scene.h"

#include <QTimer>

#include <chrono>
#include <cstdint>

namespace msao::edge {

struct SceneSourceOptions {
    std::uint64_t seed = 1;
    int width = 448;
    int height = 448;
    double framesPerSecond = 12;
};

/// A scene of the demo world that moves for as long as it is looked at. The same seed shows the same scene.
class SceneSource final : public FrameSource {
    Q_OBJECT

public:
    explicit SceneSource(const SceneSourceOptions& options, QObject* parent = nullptr);

    QString name() const override;
    void start() override;
    void stop() override;

private:
    void take(std::chrono::steady_clock::time_point now);

    SceneSourceOptions m_options;
    world::Scene m_scene;
    QTimer m_timer{this};
    std::chrono::steady_clock::time_point m_began;
};

}  // namespace msao::edge
