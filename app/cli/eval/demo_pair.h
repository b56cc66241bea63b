// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"

namespace msao::app {

/// Where neither model is named, both are the demo pair's, and stderr says so. An Error: there is none.
engine::Status takeDemoPair(EvalArguments& arguments);

}  // namespace msao::app
