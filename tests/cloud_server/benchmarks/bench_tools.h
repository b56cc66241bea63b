// SPDX-License-Identifier: Apache-2.0
// What the parts of the benchmark share.
#pragma once

#include "protocol/messages/open.h"

#include "msao/engine/ids.h"
#include "msao/engine/mode.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace msao::cloud {

using Timer = std::chrono::steady_clock;

inline double msSince(Timer::time_point began) {
    return std::chrono::duration<double, std::milli>(Timer::now() - began).count();
}

[[noreturn]] inline void fail(const char* what) {
    throw std::runtime_error(what);
}

/// Ids of ordinary words.
std::vector<engine::TokenId> words(std::uint64_t seed, std::size_t count, std::int32_t tokenEnd);

protocol::Open question(std::uint32_t session, engine::Mode mode, std::int32_t answerTokens, std::int32_t tokenEnd);

}  // namespace msao::cloud
