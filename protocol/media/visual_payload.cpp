// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/visual_payload.h"

#include "protocol/codec/field_agreement.h"
#include "protocol/identity/sha256.h"
#include "protocol/media/cell_packing.h"
#include "protocol/media/exact_pixels.h"
#include "protocol/media/jpeg_pixels.h"
#include "protocol/messages/limits.h"

#include <algorithm>
#include <string>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::RgbImage;

Result<QByteArray> encodeCanvas(const RgbImage& canvas, PixelEncoding encoding, int quality) {
    switch (encoding) {
        case PixelEncoding::Jpeg:
            return encodeJpeg(canvas, quality);
        case PixelEncoding::Exact:
            return encodeExact(canvas);
    }
    return Error{ErrorCode::Internal, "no such encoding of pixels"};
}

Result<RgbImage> decodeCanvas(const QByteArray& bytes, const VisualDescriptor& visual) {
    switch (visual.encoding) {
        case PixelEncoding::Jpeg:
            return decodeJpeg(bytes, canvasSize(visual));
        case PixelEncoding::Exact:
            return decodeExact(bytes, canvasSize(visual));
    }
    return Error{ErrorCode::Internal, "no such encoding of pixels"};
}

Digest hashOf(const RgbImage& canvas) {
    return sha256(QByteArrayView(reinterpret_cast<const char*>(canvas.pixels.data()),
                                 static_cast<qsizetype>(canvas.pixels.size())));
}

bool areAsDescribed(std::span<const RgbImage> frames, const VisualDescriptor& visual) {
    const auto pixels = std::size_t(visual.width) * std::size_t(visual.height);
    return frames.size() == static_cast<std::size_t>(visual.frames) &&
           std::ranges::all_of(frames, [&](const RgbImage& frame) {
               return frame.width == visual.width && frame.height == visual.height && frame.pixels.size() == 3 * pixels;
           });
}

}  // namespace

Result<VisualPayload> makeVisualPayload(std::span<const RgbImage> frames, VisualDescriptor visual, int quality) {
    if (const auto why = disagreement(visual); !why.empty()) return Error{ErrorCode::InvalidArgument, std::string(why)};
    if (!areAsDescribed(frames, visual)) {
        return Error{ErrorCode::InvalidArgument, "the frames of a picture are not as it is described"};
    }
    MSAO_TRY(QByteArray bytes, encodeCanvas(packCells(frames, visual), visual.encoding, quality));
    if (bytes.size() > kMaxPayloadBytes) {
        return Error{ErrorCode::LimitExceeded,
                     "a picture of " + std::to_string(bytes.size()) + " bytes is too large to send"};
    }
    MSAO_TRY(const RgbImage canvas, decodeCanvas(bytes, visual));
    VisualPayload payload;
    payload.frames = unpackCells(canvas, visual);
    payload.descriptor.payloadBytes = bytes.size();
    payload.descriptor.contentHash = hashOf(canvas);
    payload.descriptor.content = std::move(visual);
    payload.bytes = std::move(bytes);
    return payload;
}

std::variant<std::vector<RgbImage>, DecodeFault> readVisualPayload(const ModalityDescriptor& descriptor,
                                                                   const QByteArray& bytes) {
    const auto& visual = std::get<VisualDescriptor>(descriptor.content);
    if (bytes.size() != descriptor.payloadBytes) {
        return DecodeFault{.code = RefusalCode::MediaMalformed, .reason = "a payload of another length"};
    }
    const auto canvas = decodeCanvas(bytes, visual);
    if (!canvas) return DecodeFault{.code = RefusalCode::MediaMalformed, .reason = "pixels that cannot be decoded"};
    if (hashOf(*canvas) != descriptor.contentHash) {
        return DecodeFault{.code = RefusalCode::MediaMismatch, .reason = "pixels with another hash"};
    }
    return unpackCells(*canvas, visual);
}

}  // namespace msao::protocol
