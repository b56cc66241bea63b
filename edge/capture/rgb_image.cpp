// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/rgb_image.h"

#include <utility>

namespace msao::edge {

std::shared_ptr<const engine::RgbImage> rgbOf(const QImage& picture) {
    const QImage image = picture.convertToFormat(QImage::Format_RGB888);
    if (image.isNull()) return nullptr;
    engine::RgbImage rgb{image.width(), image.height(), {}};
    const auto rowBytes = static_cast<std::size_t>(image.width()) * 3;
    rgb.pixels.reserve(rowBytes * static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        rgb.pixels.insert(rgb.pixels.end(), row, row + rowBytes);
    }
    return std::make_shared<const engine::RgbImage>(std::move(rgb));
}

}  // namespace msao::edge
