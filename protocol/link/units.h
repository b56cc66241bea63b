// SPDX-License-Identifier: Apache-2.0
// Quantities as people write them: 20ms, 1.5s, 300mbit.
#pragma once

#include "msao/engine/result.h"

#include <string_view>

namespace msao::protocol {

/// us, ms, s, min or h; plain 0 needs none. `what` is named in the message.
engine::Result<double> parseMilliseconds(std::string_view text, std::string_view what);

/// bit, kbit, mbit or gbit, per second; more than 0.
engine::Result<double> parseBitsPerSecond(std::string_view text, std::string_view what);

}  // namespace msao::protocol
