// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/shape_text.h"

namespace msao::engine {

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

}  // namespace msao::engine
