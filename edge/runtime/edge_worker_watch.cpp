// SPDX-License-Identifier: Apache-2.0
// Between answers: the probe looks at what the source shows, as often as its share of the draft model's time allows.
#include "edge/runtime/edge_worker.h"

#include <algorithm>
#include <utility>

namespace msao::edge {

using namespace engine;

void EdgeWorker::watch(const WatchOptions& options) {
    m_watch = options;
    look();
}

void EdgeWorker::see(const Frame& frame) {
    m_seen = frame;
    look();
}

void EdgeWorker::look() {
    const bool isIdle = !m_running && m_waiting.empty() && !m_looking && !m_nextLook.isActive();
    if (!m_watch.isOn || !isIdle || !m_seen.image || m_modelState.stage != ModelState::Stage::Ready) return;
    m_looking.emplace();
    QMetaObject::invokeMethod(
        &m_model,
        [&model = m_model, frame = std::exchange(m_seen, {}), words = m_watch.words, stop = m_looking->get_token()] {
            model.glance(frame, words, stop);
        },
        Qt::QueuedConnection);
}

void EdgeWorker::take(const Glance& glance) {
    m_looking.reset();
    if (m_running) return;  // its own map is what is shown now
    if (glance.look) {
        record(RequestId::None, glance.look->frame);
        Q_EMIT glanced(glance.look->sinceAsked);
    }
    const double pause = glance.ms * (1 / std::clamp(m_watch.share, 0.01, 1.0) - 1);
    m_nextLook.start(std::max(m_watch.leastMs, static_cast<int>(pause)));
}

}  // namespace msao::edge
