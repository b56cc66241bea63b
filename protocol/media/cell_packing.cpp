// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/cell_packing.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace msao::protocol {
namespace {

using engine::ImageSize;
using engine::RgbImage;

constexpr std::uint8_t kGrey = 128;
constexpr std::int64_t kChannels = 3;

RgbImage greyImage(ImageSize size) {
    const auto bytes = std::int64_t{size.width} * size.height * kChannels;
    return {size.width, size.height, std::vector<std::uint8_t>(static_cast<std::size_t>(bytes), kGrey)};
}

/// The top left pixel of a square.
struct Place {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

void copySquare(const RgbImage& from, Place source, RgbImage& to, Place target, std::int64_t side) {
    for (std::int64_t row = 0; row < side; ++row) {
        const auto begin = from.pixels.begin() + ((source.y + row) * from.width + source.x) * kChannels;
        std::copy_n(begin, side * kChannels, to.pixels.begin() + ((target.y + row) * to.width + target.x) * kChannels);
    }
}

std::int64_t cellCount(const VisualDescriptor& visual) {
    return std::int64_t{visual.width / visual.cellSide} * (visual.height / visual.cellSide) *
           (visual.frames / visual.framesPerCell);
}

std::int64_t squareCount(const VisualDescriptor& visual) {
    const std::int64_t cells =
        visual.kept.empty() ? cellCount(visual) : std::count(visual.kept.begin(), visual.kept.end(), true);
    return cells * visual.framesPerCell;
}

bool isItsOwnCanvas(const VisualDescriptor& visual) {
    return visual.kept.empty() && visual.frames == 1;
}

std::int64_t canvasColumns(const VisualDescriptor& visual) {
    return std::max<std::int64_t>(1, std::llround(std::ceil(std::sqrt(double(squareCount(visual))))));
}

/// visit(frame, place in the frame, place on the canvas) for every square that travels.
void forEachSquare(const VisualDescriptor& visual, auto visit) {
    const std::int64_t side = visual.cellSide;
    const std::int64_t columns = visual.width / side;
    const std::int64_t cellsOfStep = columns * (visual.height / side);
    const std::int64_t canvasRow = canvasColumns(visual);
    const std::int64_t cells = cellCount(visual);
    std::int64_t square = 0;
    for (std::int64_t cell = 0; cell < cells; ++cell) {
        if (!visual.kept.empty() && !visual.kept[static_cast<std::size_t>(cell)]) continue;
        const std::int64_t inStep = cell % cellsOfStep;
        const Place place{inStep % columns * side, inStep / columns * side};
        for (std::int64_t frame = 0; frame < visual.framesPerCell; ++frame, ++square) {
            const Place onCanvas{square % canvasRow * side, square / canvasRow * side};
            visit(static_cast<std::size_t>(cell / cellsOfStep * visual.framesPerCell + frame), place, onCanvas);
        }
    }
}

}  // namespace

ImageSize canvasSize(const VisualDescriptor& visual) {
    if (isItsOwnCanvas(visual)) return {visual.width, visual.height};
    const std::int64_t columns = canvasColumns(visual);
    const std::int64_t rows = (squareCount(visual) + columns - 1) / columns;
    return {static_cast<int>(columns * visual.cellSide), static_cast<int>(rows * visual.cellSide)};
}

RgbImage packCells(std::span<const RgbImage> frames, const VisualDescriptor& visual) {
    if (isItsOwnCanvas(visual)) return frames.front();
    RgbImage canvas = greyImage(canvasSize(visual));
    forEachSquare(visual, [&](std::size_t frame, Place place, Place onCanvas) {
        copySquare(frames[frame], place, canvas, onCanvas, visual.cellSide);
    });
    return canvas;
}

std::vector<RgbImage> unpackCells(const RgbImage& canvas, const VisualDescriptor& visual) {
    if (isItsOwnCanvas(visual)) return {canvas};
    std::vector<RgbImage> frames(static_cast<std::size_t>(visual.frames), greyImage({visual.width, visual.height}));
    forEachSquare(visual, [&](std::size_t frame, Place place, Place onCanvas) {
        copySquare(canvas, onCanvas, frames[frame], place, visual.cellSide);
    });
    return frames;
}

}  // namespace msao::protocol
