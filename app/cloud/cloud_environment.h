// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace msao::app {

/// Of every option, once all of them and the one of the file are there: --kv-cache-mb is also MSAO_CLOUD_KV_CACHE_MB,
/// which stands below the command line and above the file. A variable that is set but empty is refused like an empty
/// value on the command line; where the option stands there, it is not looked at.
void readEnvironment(CLI::App& app);

}  // namespace msao::app
