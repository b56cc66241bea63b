// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace msao::ui {

/// Does this desktop mix windows, so that what lies below a translucent one can be seen? Bare X11 does not: there it
/// would be black.
bool isComposited();

}  // namespace msao::ui
