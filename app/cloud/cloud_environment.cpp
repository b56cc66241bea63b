// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloud_environment.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>

namespace msao::app {
namespace {

void nameVariables(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        std::string name = option->get_name();
        if (!name.starts_with("--") || name == "--help" || name == "--version") continue;
        name = "MSAO_CLOUD_" + name.substr(2);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
        option->envname(name);
    }
}

/// CLI11 itself takes an empty variable for one that is not there.
void refuseEmptyVariables(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        const std::string variable = option->get_envname();
        if (variable.empty() || option->count() > 0) continue;
        const char* value = std::getenv(variable.c_str());
        if (value != nullptr && *value == '\0') throw CLI::ValidationError(variable, "expected a value, found nothing");
    }
}

}  // namespace

void readEnvironment(CLI::App& app) {
    nameVariables(app);
    app.callback([&app] { refuseEmptyVariables(app); });
}

}  // namespace msao::app
