// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace msao::app {

/// Of the source when its build was configured, "-dirty" where it had been changed since; "unknown" outside git.
const char* buildCommit();

}  // namespace msao::app
