// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/visual_input.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace msao::engine {
namespace {

constexpr double kMaxAspectRatio = 200.0;

std::string sizeText(ImageSize size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

Status checkArguments(ImageSize size, int factor, std::int64_t minPixels, std::int64_t maxPixels) {
    if (size.width <= 0 || size.height <= 0) {
        return Error{ErrorCode::InvalidArgument, "an image of " + sizeText(size) + " pixels cannot be resized"};
    }
    if (factor <= 0 || minPixels <= 0 || maxPixels < minPixels) {
        return Error{ErrorCode::InvalidArgument, "resize limits make no sense: factor " + std::to_string(factor) +
                                                     ", pixels " + std::to_string(minPixels) + " to " +
                                                     std::to_string(maxPixels)};
    }
    const double ratio = double(std::max(size.width, size.height)) / double(std::min(size.width, size.height));
    if (ratio > kMaxAspectRatio) {
        return Error{
            ErrorCode::InvalidArgument,
            "an image of " + sizeText(size) + " is too narrow: the longer side may be at most 200 times the shorter"};
    }
    return Done{};
}

}  // namespace

// The order of the floating-point operations and rounding half to even are the reference's; sizes on a boundary
// would land elsewhere otherwise.
Result<ImageSize> smartResize(ImageSize size, int factor, std::int64_t minPixels, std::int64_t maxPixels) {
    MSAO_CHECK(checkArguments(size, factor, minPixels, maxPixels));
    const double step = factor;
    const double width = size.width;
    const double height = size.height;
    double newWidth = std::nearbyint(width / step) * step;
    double newHeight = std::nearbyint(height / step) * step;
    if (newWidth * newHeight > double(maxPixels)) {
        const double shrink = std::sqrt((height * width) / double(maxPixels));
        newHeight = std::max(step, std::floor(height / shrink / step) * step);
        newWidth = std::max(step, std::floor(width / shrink / step) * step);
    } else if (newWidth * newHeight < double(minPixels)) {
        const double grow = std::sqrt(double(minPixels) / (height * width));
        newHeight = std::ceil(height * grow / step) * step;
        newWidth = std::ceil(width * grow / step) * step;
    }
    if (newWidth * newHeight > double(kMaxImagePixels)) {
        return Error{ErrorCode::LimitExceeded, "an image of " + sizeText(size) + " would be resized to more than " +
                                                   std::to_string(kMaxImagePixels) + " pixels"};
    }
    return ImageSize{int(newWidth), int(newHeight)};
}

}  // namespace msao::engine
