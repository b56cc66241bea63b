// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/capture/frame_source.h"

#include <QImage>

#include <memory>

namespace msao::app {

/// The frame's own pixels, shared, not copied; null where there is none.
QImage pictureOf(const edge::Frame& frame);

/// As models read it, no side longer than they ever use.
std::shared_ptr<const engine::RgbImage> rgbOf(const QImage& picture);

}  // namespace msao::app
