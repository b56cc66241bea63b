// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/still_source.h"

#include <utility>

namespace msao::edge {
namespace {

constexpr int kAgainMs = 500;

}  // namespace

StillSource::StillSource(std::shared_ptr<const engine::RgbImage> image, QString name, QObject* parent)
    : FrameSource(parent), m_image(std::move(image)), m_name(std::move(name)) {
    m_timer.setInterval(kAgainMs);
    connect(&m_timer, &QTimer::timeout, this, &StillSource::take);
}

void StillSource::start() {
    m_timer.start();
    take();
}

void StillSource::take() {
    Q_EMIT frameTaken({m_image, std::chrono::steady_clock::now()});
}

}  // namespace msao::edge
