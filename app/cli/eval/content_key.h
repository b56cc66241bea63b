// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"

#include <stop_token>
#include <string>

namespace msao::app {

/// In hexadecimal, what an answer depends on beside its sample: the options, the bytes of the models, and those of this
/// program. Names of folders and files' dates do not count.
engine::Result<std::string> contentKey(const EvalArguments& arguments, std::stop_token stop);

}  // namespace msao::app
