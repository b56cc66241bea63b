// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pair/find_model_pair.h"

#include <array>
#include <system_error>

namespace msao::app {

namespace fs = std::filesystem;

namespace {

constexpr std::array kPlaces = {"../share/msao/models",       // as installed
                                "../../../resources/models",  // as shipped, from build/release/bin
                                "../../demo/pair"};           // as ./demo made it

bool isModel(const fs::path& folder) {
    std::error_code unreadable;  // is no model either
    return fs::exists(folder / "config.json", unreadable);
}

}  // namespace

fs::path programFolder() {
    std::error_code unknown;
    return fs::read_symlink("/proc/self/exe", unknown).parent_path();
}

std::optional<fs::path> findModelPair(const fs::path& program) {
    if (program.empty()) return std::nullopt;
    for (const char* place : kPlaces) {
        fs::path folder = (program / place).lexically_normal();
        if (isModel(folder / "draft") && isModel(folder / "target")) return folder;
    }
    return std::nullopt;
}

}  // namespace msao::app
