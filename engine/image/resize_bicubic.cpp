// SPDX-License-Identifier: Apache-2.0
// Two passes, width first, with levels rounded to 8 bits between them, as the reference does. The work is one kernel:
// a weighted sum of rows, a few columns at a time. The width pass turns strips of the image on their side to use it.
#include "engine/image/bicubic_weights.h"
#include "msao/engine/visual_input.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace msao::engine {
namespace {

constexpr int kChannels = 3;
constexpr std::size_t kLanes = 32;  // columns summed at once: the sums stay in registers

// out[lane] = sum over taps of weights[tap] * in[tap * stride + lane], rounded and clamped to 0..255.
void weightedSum(const std::uint8_t* in, std::size_t stride, const std::int16_t* weights, int taps, int precision,
                 std::uint8_t* out) {
    std::array<std::int32_t, kLanes> sums;
    sums.fill(1 << (precision - 1));
    for (int tap = 0; tap < taps; ++tap) {
        const std::uint8_t* row = in + std::size_t(tap) * stride;
        const std::int16_t weight = weights[tap];
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += static_cast<std::int32_t>(static_cast<std::int16_t>(row[lane])) * weight;
        }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        out[lane] = static_cast<std::uint8_t>(std::clamp(sums[lane] >> precision, 0, 255));
    }
}

// One output row of the height pass; the last columns are summed in a block that overlaps the one before.
void sumRows(const std::uint8_t* in, std::size_t rowBytes, const std::int16_t* weights, int taps, int precision,
             std::uint8_t* out) {
    for (std::size_t column = 0; column + kLanes <= rowBytes; column += kLanes) {
        weightedSum(in + column, rowBytes, weights, taps, precision, out + column);
    }
    if (rowBytes % kLanes == 0) return;
    const std::size_t column = rowBytes - kLanes;
    weightedSum(in + column, rowBytes, weights, taps, precision, out + column);
}

// strip[value][lane] = rows[lane][value] for kLanes rows; rows past `rowCount` repeat the last one.
void layOnSide(const std::uint8_t* rows, std::size_t rowBytes, std::size_t rowCount, std::uint8_t* strip) {
    std::array<const std::uint8_t*, kLanes> row;
    for (std::size_t lane = 0; lane < kLanes; ++lane) row[lane] = rows + std::min(lane, rowCount - 1) * rowBytes;
    for (std::size_t value = 0; value < rowBytes; ++value) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) strip[value * kLanes + lane] = row[lane][value];
    }
}

void standUp(const std::uint8_t* strip, std::size_t rowBytes, std::size_t rowCount, std::uint8_t* rows) {
    for (std::size_t lane = 0; lane < rowCount; ++lane) {
        std::uint8_t* row = rows + lane * rowBytes;
        for (std::size_t value = 0; value < rowBytes; ++value) row[value] = strip[value * kLanes + lane];
    }
}

RgbImage resizeWidth(const RgbImage& image, int width) {
    const BicubicWeights weights = bicubicWeights(image.width, width);
    const std::size_t inBytes = std::size_t(image.width) * kChannels;
    const std::size_t outBytes = std::size_t(width) * kChannels;
    const std::size_t height = std::size_t(image.height);
    RgbImage result{width, image.height, std::vector<std::uint8_t>(height * outBytes)};
    std::vector<std::uint8_t> inStrip(inBytes * kLanes);
    std::vector<std::uint8_t> outStrip(outBytes * kLanes);
    for (std::size_t y = 0; y < height; y += kLanes) {
        const std::size_t rowCount = std::min(kLanes, height - y);
        layOnSide(&image.pixels[y * inBytes], inBytes, rowCount, inStrip.data());
        for (int x = 0; x < width; ++x) {
            const BicubicWeights::Taps taps = weights.taps[std::size_t(x)];
            for (std::size_t channel = 0; channel < kChannels; ++channel) {
                weightedSum(&inStrip[(std::size_t(taps.first) * kChannels + channel) * kLanes], kChannels * kLanes,
                            weights.of(x), taps.count, weights.precision,
                            &outStrip[(std::size_t(x) * kChannels + channel) * kLanes]);
            }
        }
        standUp(outStrip.data(), outBytes, rowCount, &result.pixels[y * outBytes]);
    }
    return result;
}

// Rows narrower than one block of lanes are padded for the kernel and cut back afterwards.
RgbImage resizeHeight(const RgbImage& image, int height) {
    const BicubicWeights weights = bicubicWeights(image.height, height);
    const std::size_t rowBytes = std::size_t(image.width) * kChannels;
    const std::size_t paddedBytes = std::max(rowBytes, kLanes);
    std::vector<std::uint8_t> padded;
    if (paddedBytes != rowBytes) {
        padded.resize(std::size_t(image.height) * paddedBytes);
        for (std::size_t y = 0; y < std::size_t(image.height); ++y) {
            std::copy_n(&image.pixels[y * rowBytes], rowBytes, &padded[y * paddedBytes]);
        }
    }
    const std::uint8_t* in = padded.empty() ? image.pixels.data() : padded.data();
    RgbImage result{image.width, height, std::vector<std::uint8_t>(std::size_t(height) * rowBytes)};
    std::vector<std::uint8_t> row(paddedBytes);
    for (int y = 0; y < height; ++y) {
        const BicubicWeights::Taps taps = weights.taps[std::size_t(y)];
        sumRows(in + std::size_t(taps.first) * paddedBytes, paddedBytes, weights.of(y), taps.count, weights.precision,
                row.data());
        std::copy_n(row.data(), rowBytes, &result.pixels[std::size_t(y) * rowBytes]);
    }
    return result;
}

}  // namespace

RgbImage resizeBicubic(const RgbImage& image, ImageSize to) {
    assert(image.width > 0 && image.height > 0 && to.width > 0 && to.height > 0);
    assert(image.pixels.size() == std::size_t(image.width) * std::size_t(image.height) * kChannels);
    if (image.width == to.width && image.height == to.height) return image;
    if (image.width == to.width) return resizeHeight(image, to.height);
    RgbImage narrowed = resizeWidth(image, to.width);
    if (image.height == to.height) return narrowed;
    return resizeHeight(narrowed, to.height);
}

}  // namespace msao::engine
