// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

#include <QImage>

#include <memory>

namespace msao::edge {

/// A copy as the engine holds pictures; null for a picture that is none.
std::shared_ptr<const engine::RgbImage> rgbOf(const QImage& picture);

}  // namespace msao::edge
