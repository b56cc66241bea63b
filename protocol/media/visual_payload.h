// SPDX-License-Identifier: Apache-2.0
// What is sent of a picture or clip, and what both sides see of it: the decoded pixels, the same on either side.
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/open.h"

#include "msao/engine/image.h"
#include "msao/engine/result.h"

#include <span>
#include <variant>
#include <vector>

namespace msao::protocol {

struct VisualPayload {
    ModalityDescriptor descriptor;
    QByteArray bytes;
    std::vector<engine::RgbImage> frames;  // decoded again: the edge computes with these too
};

/// `visual`: what is kept and how it is encoded; `frames` are as many and as large as it says. `quality` is JPEG's.
engine::Result<VisualPayload> makeVisualPayload(std::span<const engine::RgbImage> frames, VisualDescriptor visual,
                                                int quality);

/// The frames, or a refusal: MediaMalformed, or MediaMismatch where the pixels are not those that the edge has.
/// `descriptor` holds a visual and came through the decoder, so its sizes agree.
std::variant<std::vector<engine::RgbImage>, DecodeFault> readVisualPayload(const ModalityDescriptor& descriptor,
                                                                           const QByteArray& bytes);

}  // namespace msao::protocol
