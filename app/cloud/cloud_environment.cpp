// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloud_environment.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <istream>
#include <memory>
#include <string>
#include <vector>

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

/// CLI11 reads the file before the environment, and what is there first stays: what both name is left out of the file.
class FileBelowEnvironment final : public CLI::ConfigBase {
public:
    explicit FileBelowEnvironment(const CLI::App& app) : m_app(app) {}

    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        std::vector<CLI::ConfigItem> named = CLI::ConfigBase::from_config(input);
        std::erase_if(named, [this](const CLI::ConfigItem& item) { return isInEnvironment(item); });
        return named;
    }

private:
    bool isInEnvironment(const CLI::ConfigItem& item) const {
        const CLI::Option* option = m_app.get_option_no_throw("--" + item.name);
        return item.parents.empty() && option != nullptr && std::getenv(option->get_envname().c_str()) != nullptr;
    }

    const CLI::App& m_app;
};

/// Nor does CLI11 ask the environment for the file's name before it reads it. A file that was named has to be there.
void nameFile(CLI::Option& config) {
    const char* file = std::getenv(config.get_envname().c_str());
    if (file != nullptr && *file != '\0') config.default_str(file)->required();
}

}  // namespace

void readEnvironment(CLI::App& app) {
    nameVariables(app);
    nameFile(*app.get_config_ptr());
    app.config_formatter(std::make_shared<FileBelowEnvironment>(app));
    app.callback([&app] { refuseEmptyVariables(app); });
}

}  // namespace msao::app
