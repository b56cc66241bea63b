// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"
#include "edge/runtime/edge_states.h"

#include <QList>
#include <QObject>

#include <cstdint>
#include <memory>

namespace msao::edge {

/// Holds the one source there is, in the thread where sources live.
class CaptureDesk : public QObject {
    Q_OBJECT

public:
    /// The one before is stopped first; null: none.
    /// `number` stands with its frames, so that late ones of a source before can be told.
    void take(std::unique_ptr<FrameSource> source, std::uint64_t number);
    /// Opens none of them.
    void listCameras();

Q_SIGNALS:
    void camerasListed(const QList<msao::edge::Camera>& cameras);
    void stateChanged(const msao::edge::SourceState& state);
    void frameTaken(const msao::edge::Frame& frame, std::uint64_t source);

private:
    void show(const Frame& frame);
    void lose(const QString& why);

    std::unique_ptr<FrameSource> m_source;
    std::uint64_t m_number = 0;
    SourceState m_state;
};

}  // namespace msao::edge
