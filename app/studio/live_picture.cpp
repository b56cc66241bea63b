// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_picture.h"

#include "edge/capture/rgb_image.h"

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
    return edge::rgbOf(image);
}

}  // namespace msao::app
