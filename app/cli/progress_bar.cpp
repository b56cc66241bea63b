// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_bar.h"

#include <cstdio>
#include <memory>
#include <string>

#include <unistd.h>

namespace msao::app {
namespace {

/// Draws on whole percents only, and leaves an empty line behind.
class Bar {
public:
    ~Bar() {
        if (m_percent >= 0) std::fputs("\r\x1b[K", stderr);
    }

    void draw(double fraction, std::string_view what) {
        const int percent = static_cast<int>(fraction * 100);
        if (percent == m_percent) return;
        m_percent = percent;
        constexpr int kWidth = 40;
        const int filled = percent * kWidth / 100;
        const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                                std::string(static_cast<std::size_t>(kWidth - filled), '.');
        std::fprintf(stderr, "\r\x1b[K%.*s [%s] %3d%%", static_cast<int>(what.size()), what.data(), bar.c_str(),
                     percent);
        std::fflush(stderr);
    }

private:
    int m_percent = -1;
};

}  // namespace

engine::Progress progressBar(std::stop_token stop) {
    engine::Progress progress;
    progress.stop = std::move(stop);
    if (::isatty(STDERR_FILENO) == 0) return progress;
    // Shared: the callback is copied into whatever works, and the line is cleared when the last copy goes.
    progress.report = [bar = std::make_shared<Bar>()](double fraction, std::string_view what) {
        bar->draw(fraction, what);
    };
    return progress;
}

}  // namespace msao::app
