// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

namespace msao::ui {

/// How a piece of text is set apart from the rest of its role.
struct TextStyle {
    bool isBold = false;
    bool isItalic = false;
    bool isCode = false;
    auto operator<=>(const TextStyle&) const = default;
};

}  // namespace msao::ui
