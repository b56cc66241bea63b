// SPDX-License-Identifier: Apache-2.0
// What the program needs to know of libtorch.
#pragma once

#include "msao/engine/result.h"

#include <functional>

namespace msao::training {

bool hasCuda();

/// Turns what libtorch and the standard library throw into an Error.
engine::Status runGuarded(const std::function<engine::Status()>& work);

}  // namespace msao::training
