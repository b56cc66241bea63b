// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_bar.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace msao::app {
namespace {

constexpr int kBarWidth = 30;

void drawBar(double fraction, std::string_view what) {
    const double bounded = std::clamp(fraction, 0.0, 1.0);
    const int filled = static_cast<int>(bounded * kBarWidth);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') + std::string(static_cast<std::size_t>(kBarWidth - filled), '.');
    std::fprintf(stderr, "\r[%s] %3d %%  %.*s\033[K", bar.c_str(), static_cast<int>(bounded * 100), static_cast<int>(what.size()), what.data());
    if (bounded >= 1.0) std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

}  // namespace

engine::Progress progressOnTerminal(std::stop_token stop) {
    engine::Progress progress;
    progress.stop = std::move(stop);
    if (isatty(STDERR_FILENO) != 0) progress.report = drawBar;
    return progress;
}

}  // namespace msao::app
