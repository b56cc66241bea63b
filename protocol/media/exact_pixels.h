// SPDX-License-Identifier: Apache-2.0
// Pixels without loss: as in PNG each row is predicted from its neighbours, and zstd takes what remains, which reads
// faster than PNG and has far less of a format to get wrong.
#pragma once

#include "msao/engine/image.h"
#include "msao/engine/result.h"
#include "msao/engine/visual_input.h"

#include <QByteArray>

namespace msao::protocol {

/// One zstd frame that states its size, of rows: one byte that names the row's prediction, then three bytes a pixel,
/// each less its prediction modulo 256. Predictions, by number: 0 left, 1 above, 2 Paeth's choice of left, above and
/// above left (PNG, section 9.4).
engine::Result<QByteArray> encodeExact(const engine::RgbImage& image);

/// Refuses another size before memory is taken.
engine::Result<engine::RgbImage> decodeExact(const QByteArray& bytes, engine::ImageSize expected);

}  // namespace msao::protocol
