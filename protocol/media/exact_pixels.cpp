// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/exact_pixels.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::ImageSize;
using engine::Result;
using engine::RgbImage;

constexpr std::size_t kPixelBytes = 3;
constexpr int kZstdLevel = 6;  // above it, pictures shrink by less than a percent a level

using Row = std::span<const std::uint8_t>;

enum class Prediction : std::uint8_t { Left, Above, Paeth };
constexpr std::array kPredictions = {Prediction::Left, Prediction::Above, Prediction::Paeth};

std::uint8_t paeth(int left, int above, int aboveLeft) {
    const int estimate = left + above - aboveLeft;
    const int toLeft = std::abs(estimate - left);
    const int toAbove = std::abs(estimate - above);
    const int toAboveLeft = std::abs(estimate - aboveLeft);
    if (toLeft <= toAbove && toLeft <= toAboveLeft) return static_cast<std::uint8_t>(left);
    return static_cast<std::uint8_t>(toAbove <= toAboveLeft ? above : aboveLeft);
}

/// What byte `i` of a row is expected to be; outside the picture all is 0.
std::uint8_t predicted(Prediction prediction, Row row, Row rowAbove, std::size_t i) {
    const std::uint8_t left = i < kPixelBytes ? std::uint8_t{0} : row[i - kPixelBytes];
    const std::uint8_t above = rowAbove.empty() ? std::uint8_t{0} : rowAbove[i];
    switch (prediction) {
        case Prediction::Left:
            return left;
        case Prediction::Above:
            return above;
        case Prediction::Paeth:
            return paeth(left, above, i < kPixelBytes || rowAbove.empty() ? 0 : rowAbove[i - kPixelBytes]);
    }
    return 0;
}

void appendResidual(std::vector<std::uint8_t>& to, Prediction prediction, Row row, Row rowAbove) {
    to.push_back(static_cast<std::uint8_t>(prediction));
    for (std::size_t i = 0; i < row.size(); ++i) {
        to.push_back(static_cast<std::uint8_t>(row[i] - predicted(prediction, row, rowAbove, i)));
    }
}

/// The sum of how far bytes are from 0, as PNG's encoders choose.
std::int64_t roughness(std::span<const std::uint8_t> residual) {
    std::int64_t sum = 0;
    for (const std::uint8_t byte : residual) sum += std::min<int>(byte, 256 - byte);
    return sum;
}

void appendBestResidual(std::vector<std::uint8_t>& to, Row row, Row rowAbove) {
    std::vector<std::uint8_t> best;
    for (const Prediction prediction : kPredictions) {
        std::vector<std::uint8_t> residual;
        residual.reserve(row.size() + 1);
        appendResidual(residual, prediction, row, rowAbove);
        if (best.empty() || roughness(std::span(residual).subspan(1)) < roughness(std::span(best).subspan(1))) {
            best.swap(residual);
        }
    }
    to.insert(to.end(), best.begin(), best.end());
}

Error broken(std::string_view what) {
    return {ErrorCode::MalformedFile, "exact pixels: " + std::string(what)};
}

std::size_t rowBytes(ImageSize size) {
    return std::size_t(size.width) * kPixelBytes;
}

std::size_t residualBytes(ImageSize size) {
    return (rowBytes(size) + 1) * std::size_t(size.height);
}

Result<std::vector<std::uint8_t>> decompressed(const QByteArray& bytes, std::size_t size) {
    const auto stored = static_cast<std::size_t>(bytes.size());
    if (ZSTD_getFrameContentSize(bytes.constData(), stored) != size) return broken("not of the expected size");
    std::vector<std::uint8_t> residual(size);
    if (ZSTD_decompress(residual.data(), size, bytes.constData(), stored) != size) return broken("damaged");
    return residual;
}

}  // namespace

Result<QByteArray> encodeExact(const RgbImage& image) {
    const ImageSize size{image.width, image.height};
    std::vector<std::uint8_t> residual;
    residual.reserve(residualBytes(size));
    Row above;
    for (int y = 0; y < image.height; ++y) {
        const Row row = Row(image.pixels).subspan(std::size_t(y) * rowBytes(size), rowBytes(size));
        appendBestResidual(residual, row, above);
        above = row;
    }
    QByteArray bytes(static_cast<qsizetype>(ZSTD_compressBound(residual.size())), Qt::Uninitialized);
    const std::size_t written = ZSTD_compress(bytes.data(), static_cast<std::size_t>(bytes.size()), residual.data(),
                                              residual.size(), kZstdLevel);
    if (ZSTD_isError(written) != 0) return Error{ErrorCode::OutOfMemory, "no memory to compress a picture"};
    bytes.resize(static_cast<qsizetype>(written));
    bytes.squeeze();
    return bytes;
}

Result<RgbImage> decodeExact(const QByteArray& bytes, ImageSize expected) {
    MSAO_TRY(const std::vector<std::uint8_t> residual, decompressed(bytes, residualBytes(expected)));
    RgbImage image{expected.width, expected.height, {}};
    const std::size_t width = rowBytes(expected);
    image.pixels.resize(width * std::size_t(expected.height));
    Row above;
    for (std::size_t y = 0; y < std::size_t(expected.height); ++y) {
        const Row stored = Row(residual).subspan(y * (width + 1), width + 1);
        if (stored[0] >= kPredictions.size()) return broken("no such prediction");
        const std::span row = std::span(image.pixels).subspan(y * width, width);
        for (std::size_t i = 0; i < width; ++i) {
            row[i] = static_cast<std::uint8_t>(stored[i + 1] + predicted(Prediction{stored[0]}, row, above, i));
        }
        above = row;
    }
    return image;
}

}  // namespace msao::protocol
