// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace msao::evaluation {

/// RFC 4648 with padding; line breaks between the letters are skipped. Nothing where any other letter stands, or the
/// end is cut.
std::optional<std::vector<std::byte>> decodeBase64(std::string_view text);

}  // namespace msao::evaluation
