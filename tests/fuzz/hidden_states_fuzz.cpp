// SPDX-License-Identifier: Apache-2.0
// Hidden states as a cloud reads them for whatever an edge has announced: the first three bytes of the input announce
// it. What is taken are numbers, as many as announced, and exact ones are written as the same bytes again.
#include "protocol/media/hidden_states.h"

#include <cmath>
#include <cstdlib>

using namespace msao::protocol;

namespace {

constexpr std::size_t kAnnouncementBytes = 3;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < kAnnouncementBytes) return 0;
    const auto format = data[0] % 2 == 0 ? HiddenFormat::Float32 : HiddenFormat::Int8;
    const std::int64_t rows = data[1];
    const std::int32_t width = 1 + data[2];
    const QByteArray bytes(reinterpret_cast<const char*>(data + kAnnouncementBytes),
                           static_cast<qsizetype>(size - kAnnouncementBytes));
    const auto read = unpackHidden(bytes, rows, width, format);
    const auto* states = std::get_if<msao::engine::FeatureRows>(&read);
    if (states == nullptr) return 0;
    if (states->rows != rows || states->values.size() != static_cast<std::size_t>(rows * width)) std::abort();
    for (const float value : states->values) {
        if (!std::isfinite(value)) std::abort();
    }
    if (format == HiddenFormat::Float32 && packHidden(*states, format) != bytes) std::abort();
    return 0;
}
