// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"

#include <QTimer>

namespace msao::edge {

/// One picture that somebody gave: dropped, pasted, drawn. It is shown again and again, for whoever comes late.
class StillSource final : public FrameSource {
    Q_OBJECT

public:
    StillSource(std::shared_ptr<const engine::RgbImage> image, QString name, QObject* parent = nullptr);

    QString name() const override { return m_name; }
    void start() override;
    void stop() override { m_timer.stop(); }

private:
    void take();

    std::shared_ptr<const engine::RgbImage> m_image;
    QString m_name;
    QTimer m_timer{this};
};

}  // namespace msao::edge
