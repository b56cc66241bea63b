// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ask_arguments.h"

#include "msao/engine/result.h"

#include <stop_token>

namespace msao::app {

/// One question of this edge to a cloud behind a socket. Without it the answer waits, shown as unverified; a cloud that
/// refuses this edge ends it.
engine::Status askServer(const AskArguments& arguments, std::stop_token stop);

}  // namespace msao::app
