// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <string>
#include <string_view>

namespace msao::engine {

inline Error malformedFile(std::string_view file, const std::string& what) {
    return Error{ErrorCode::MalformedFile, std::string(file) + ": " + what};
}

inline Error beyondLimit(std::string_view file, const std::string& what) {
    return Error{ErrorCode::LimitExceeded, std::string(file) + ": " + what};
}

}  // namespace msao::engine
