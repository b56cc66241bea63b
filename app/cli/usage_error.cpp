// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usage_error.h"

#include <algorithm>
#include <vector>

namespace msao::app {
namespace {

/// msao trace export, as far as the line got.
std::string commandOf(const CLI::App* app) {
    std::string words = app->get_name();
    for (std::vector<CLI::App*> chosen = app->get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands())
        words += " " + chosen.front()->get_name();
    return words;
}

std::string complaint(const CLI::App* app, const CLI::Error& error) {
    const std::vector<std::string> left = app->remaining(true);
    const auto unknown = std::find_if(left.begin(), left.end(), [](const std::string& word) {
        return word.size() > 1 && word.front() == '-' && word != "--";
    });
    std::string words = unknown != left.end() ? "unknown option " + *unknown : error.what();
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

CLI::Validator anyValue() {
    const auto orComplaint = [](std::string& text) {
        return std::string(text.empty() ? "expected a value, found nothing" : "");
    };
    return CLI::Validator(orComplaint, "");
}

}  // namespace

std::string usageError(const CLI::App* app, const CLI::Error& error) {
    return app->get_name() + ": " + complaint(app, error) + " (see " + commandOf(app) + " --help)\n";
}

void refuseEmptyValues(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        const bool needsValue = option->get_items_expected_min() > 0;  // a flag does not, nor --json of msao eval
        const bool isText = option->check_lname("prompt") || option->check_lname("text");
        if (needsValue && !isText) option->check(anyValue());
    }
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) refuseEmptyValues(*command);
}

}  // namespace msao::app
