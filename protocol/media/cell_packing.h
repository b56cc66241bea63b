// SPDX-License-Identifier: Apache-2.0
// The kept cells of a picture or clip as one image that an image codec can compress, and back.
#pragma once

#include "protocol/messages/open.h"

#include "msao/engine/image.h"
#include "msao/engine/visual_input.h"

#include <span>
#include <vector>

namespace msao::protocol {

/// One image of which everything is kept is its own canvas. Otherwise cells stand in reading order, left to right and
/// top to bottom, in about as many columns as rows; a clip's cell is framesPerCell squares in a row of the order.
engine::ImageSize canvasSize(const VisualDescriptor& visual);

/// `frames`: as many and as large as described. Squares of the canvas that no cell needs stay grey.
engine::RgbImage packCells(std::span<const engine::RgbImage> frames, const VisualDescriptor& visual);

/// Whole frames again; grey where nothing was kept, which nobody reads.
std::vector<engine::RgbImage> unpackCells(const engine::RgbImage& canvas, const VisualDescriptor& visual);

}  // namespace msao::protocol
