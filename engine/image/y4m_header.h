// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <string_view>

namespace msao::engine {

/// The first line of a YUV4MPEG2 file.
struct Y4mHeader {
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0;
    int chromaStepX = 2;  // luma columns a chroma value covers; 0: grey
    int chromaStepY = 2;
    bool fullRange = false;

    bool isGrey() const { return chromaStepX == 0; }
    std::size_t chromaWidth() const;
    std::size_t chromaHeight() const;
    std::size_t frameBytes() const;
};

Result<Y4mHeader> parseY4mHeader(std::string_view line);

}  // namespace msao::engine
