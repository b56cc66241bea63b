// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace msao::engine {

/// Text from a file, fit for a message: one line, ASCII, at most about 80 characters.
std::string printable(std::string_view text);

}  // namespace msao::engine
