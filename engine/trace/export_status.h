// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <ostream>
#include <stop_token>

namespace msao::engine {

/// An Error when an export was cancelled or its output takes no more.
inline Status mayGoOn(const std::ostream& out, const std::stop_token& stop) {
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "cancelled"};
    if (!out) return Error{ErrorCode::FileUnreadable, "the export could not be written"};
    return Done{};
}

}  // namespace msao::engine
