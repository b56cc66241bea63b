// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"

#include <span>

namespace msao::ui {

/// A command as it is written down: texts are in English, for ActionRegistry's translations.
struct Command {
    CommandId id;
    CommandGroup group;
    struct {
        const char* name;
        const char* hint;
    } text;
    // Explicit: Qt's standard keys are empty for several of these, depending on the platform.
    const char* keys = "";
    bool isCheckable = false;
};

/// Of all groups, in the order of menus.
std::span<const Command> commandTable();

}  // namespace msao::ui
