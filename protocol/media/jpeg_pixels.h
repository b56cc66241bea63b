// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"
#include "msao/engine/result.h"
#include "msao/engine/visual_input.h"

#include <QByteArray>

namespace msao::protocol {

/// `quality`: 1 to 100. Chroma is halved below 90, where nobody sees it.
engine::Result<QByteArray> encodeJpeg(const engine::RgbImage& image, int quality);

/// The same bytes give the same pixels on every machine: accurate integer transform. Refuses another size before memory
/// is taken, and whatever is not whole.
engine::Result<engine::RgbImage> decodeJpeg(const QByteArray& bytes, engine::ImageSize expected);

}  // namespace msao::protocol
