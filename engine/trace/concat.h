// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace msao::engine {

/// Because of "literal" + std::string g++ 12 warns of an overlap that is not there.
inline std::string concat(std::initializer_list<std::string_view> parts) {
    std::string whole;
    for (const std::string_view part : parts) whole += part;
    return whole;
}

}  // namespace msao::engine
