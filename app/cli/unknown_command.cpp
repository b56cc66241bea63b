// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/unknown_command.h"

#include <algorithm>
#include <string_view>

namespace msao::app {
namespace {

std::vector<const CLI::App*> commandsOf(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

std::string namesOf(const std::vector<const CLI::App*>& commands) {
    std::string names;
    for (const CLI::App* command : commands) names += (names.empty() ? "" : ", ") + command->get_name();
    return names;
}

}  // namespace

std::optional<std::string> unknownCommand(const CLI::App& app, int argc, const char* const* argv) {
    const CLI::App* at = &app;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const std::vector<const CLI::App*> commands = commandsOf(*at);
        if (commands.empty() || word.starts_with('-')) return std::nullopt;
        const auto known = std::find_if(commands.begin(), commands.end(),
                                        [&](const CLI::App* command) { return command->get_name() == word; });
        if (known != commands.end()) {
            at = *known;
            continue;
        }
        // A command may take words of its own besides (msao eval has both).
        if (at->get_require_subcommand_min() == 0) return std::nullopt;
        return "unknown command '" + std::string(word) + "'; there are " + namesOf(commands);
    }
    return std::nullopt;
}

}  // namespace msao::app
