// SPDX-License-Identifier: Apache-2.0
// What a cloud reads from anybody: messages of the edge. What is taken is written and read as the same again.
#include "protocol/codec/codec.h"

#include <cstdlib>

using namespace msao::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto decoded = decodeEdgeMessage(bytes);
    const auto* message = std::get_if<EdgeMessage>(&decoded);
    if (!message) return 0;
    const auto again = encode(*message);
    if (!again || decodeEdgeMessage(*again) != decoded) std::abort();
    return 0;
}
