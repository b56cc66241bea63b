// SPDX-License-Identifier: Apache-2.0
// What an edge reads from any server: messages of the cloud. What is taken is written and read as the same again.
#include "protocol/codec/codec.h"

#include <cstdlib>

using namespace msao::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto decoded = decodeCloudMessage(bytes);
    const auto* message = std::get_if<CloudMessage>(&decoded);
    if (!message) return 0;
    const auto again = encode(*message);
    if (!again || decodeCloudMessage(*again) != decoded) std::abort();
    return 0;
}
