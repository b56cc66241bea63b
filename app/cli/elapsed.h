// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace msao::app {

inline double millisecondsSince(std::chrono::steady_clock::time_point from) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
}

}  // namespace msao::app
