// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/scene_source.h"

#include "msao/world/render.h"

#include <algorithm>
#include <cmath>

namespace msao::edge {

SceneSource::SceneSource(const SceneSourceOptions& options, QObject* parent) : FrameSource(parent), m_options(options) {
    world::SceneOptions scene;
    scene.motion = world::MotionMode::Endless;
    m_scene = world::makeScene(options.seed, scene);
    m_timer.setInterval(std::max(1, static_cast<int>(std::lround(1000 / options.framesPerSecond))));
    connect(&m_timer, &QTimer::timeout, this, [this] { take(std::chrono::steady_clock::now()); });
}

QString SceneSource::name() const {
    return tr("Scene %1").arg(m_options.seed);
}

void SceneSource::start() {
    m_began = std::chrono::steady_clock::now();
    m_timer.start();
    take(m_began);
}

void SceneSource::stop() {
    m_timer.stop();
}

void SceneSource::take(std::chrono::steady_clock::time_point now) {
    const double seconds = std::chrono::duration<double>(now - m_began).count();
    auto image = world::render(m_scene, seconds, m_options.width, m_options.height);
    Q_EMIT frameTaken({std::make_shared<const engine::RgbImage>(std::move(image)), now});
}

}  // namespace msao::edge
