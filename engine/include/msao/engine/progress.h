// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>
#include <string_view>

namespace msao::engine {

/// How long work reports itself and is stopped: `report` is called on the working thread with a fraction in [0, 1].
struct Progress {
    std::function<void(double fraction, std::string_view what)> report = [](double, std::string_view) {};
    std::stop_token stop;
};

}  // namespace msao::engine
