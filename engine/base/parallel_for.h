// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/progress.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace msao::engine {

/// Calls work(0)...work(count-1) on `threads` threads (0: one per core) and waits. The first Error stops the rest and
/// is returned; so does a stop request, as ErrorCode::Cancelled. Reports `what` on the calling thread.
Status parallelFor(std::size_t count, int threads, const Progress& progress, std::string_view what,
                   const std::function<Status(std::size_t)>& work);

}  // namespace msao::engine
