// SPDX-License-Identifier: Apache-2.0
// The bytes of a picture, as a cloud reads them for whatever was described: the first six bytes of the input describe it.
#include "protocol/codec/field_agreement.h"
#include "protocol/media/visual_payload.h"

#include <cstdlib>

using namespace msao::protocol;

namespace {

constexpr std::size_t kDescriptionBytes = 6;

VisualDescriptor described(const std::uint8_t* data) {
    VisualDescriptor visual;
    visual.encoding = data[0] % 2 == 0 ? PixelEncoding::Jpeg : PixelEncoding::Exact;
    visual.cellSide = 1 + data[1] % 32;
    visual.width = visual.cellSide * (1 + data[2] % 16);
    visual.height = visual.cellSide * (1 + data[3] % 16);
    if (data[4] != 0) {
        const int cells = visual.width / visual.cellSide * (visual.height / visual.cellSide);
        for (int cell = 0; cell < cells; ++cell) visual.kept.push_back((data[5] + cell) % data[4] == 0);
    }
    return visual;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < kDescriptionBytes) return 0;
    const VisualDescriptor visual = described(data);
    if (!disagreement(visual).empty()) return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data + kDescriptionBytes),
                           static_cast<qsizetype>(size - kDescriptionBytes));
    const auto read = readVisualPayload({visual, bytes.size(), {}}, bytes);
    // Nothing has this hash, so good pixels are a mismatch, and bad ones are malformed.
    if (!std::holds_alternative<DecodeFault>(read)) std::abort();
    return 0;
}
