// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tuple>

namespace msao::ui {

/// How a piece of text is set apart from the rest of its role.
struct TextStyle {
    bool isBold = false;
    bool isItalic = false;
    bool isCode = false;
    bool operator==(const TextStyle&) const = default;
    /// As a part of keys. Not by <=>: Qt 6.4's moc cannot read <compare>.
    bool operator<(const TextStyle& other) const {
        return std::tie(isBold, isItalic, isCode) < std::tie(other.isBold, other.isItalic, other.isCode);
    }
};

}  // namespace msao::ui
