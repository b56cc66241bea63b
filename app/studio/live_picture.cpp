// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_picture.h"

#include <utility>

namespace msao::app {
namespace {

using SharedImage = std::shared_ptr<const engine::RgbImage>;

constexpr int kLongestSide = 2048;

void release(void* image) {
    delete static_cast<SharedImage*>(image);
}

}  // namespace

QImage pictureOf(const edge::Frame& frame) {
    if (!frame.image) return {};
    const engine::RgbImage& image = *frame.image;
    return {image.pixels.data(),         image.width,           image.height,
            qsizetype{image.width} * 3,  QImage::Format_RGB888, release,
            new SharedImage(frame.image)};
}

SharedImage rgbOf(const QImage& picture) {
    QImage image = picture;
    if (image.width() > kLongestSide || image.height() > kLongestSide)
        image = image.scaled(kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    image = image.convertToFormat(QImage::Format_RGB888);
    engine::RgbImage rgb{image.width(), image.height(), {}};
    const auto rowBytes = static_cast<std::size_t>(image.width()) * 3;
    rgb.pixels.reserve(rowBytes * static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        rgb.pixels.insert(rgb.pixels.end(), row, row + rowBytes);
    }
    return std::make_shared<const engine::RgbImage>(std::move(rgb));
}

}  // namespace msao::app
