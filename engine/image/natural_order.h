// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace msao::engine {

/// True when `a` comes before `b` as people count: runs of digits compare as numbers, so frame2 stands before frame10.
bool naturallyBefore(std::string_view a, std::string_view b);

}  // namespace msao::engine
