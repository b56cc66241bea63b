// SPDX-License-Identifier: Apache-2.0
#include "engine/base/printable.h"

#include <cstddef>

namespace msao::engine {

std::string printable(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    constexpr char kDigits[] = "0123456789abcdef";
    std::string shown;
    for (const char c : text.substr(0, kLongest)) {
        const auto code = static_cast<unsigned char>(c);
        if (code >= 0x20 && code < 0x7F) {
            shown += c;
        } else {
            shown += {'\\', 'x', kDigits[code >> 4], kDigits[code & 15]};
        }
    }
    if (text.size() > kLongest) shown += "...";
    return shown;
}

}  // namespace msao::engine
