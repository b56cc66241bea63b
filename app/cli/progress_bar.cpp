// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_bar.h"

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include <unistd.h>

namespace msao::app {
namespace {

/// Draws on whole percents only. When all is done, or nobody reports any more, it leaves an empty line behind, on which
/// an answer may stand.
class Bar {
public:
    ~Bar() { clear(); }

    void draw(double fraction, std::string_view what) {
        const int percent = static_cast<int>(fraction * 100);
        if (percent >= 100) return clear();
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
    void clear() {
        if (m_percent >= 0) std::fputs("\r\x1b[K", stderr);
        m_percent = -1;
    }

    int m_percent = -1;  // drawn; none: -1
};

/// For a file or a pipe: a line now and then, and none for what is done soon.
class Lines {
public:
    void draw(double fraction, std::string_view what) {
        const auto now = std::chrono::steady_clock::now();
        constexpr std::chrono::seconds kBetween{10};
        if (now - m_last < kBetween) return;
        m_last = now;
        std::fprintf(stderr, "%.*s: %d %%\n", static_cast<int>(what.size()), what.data(),
                     static_cast<int>(fraction * 100));
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

/// Shared: the callback is copied into whatever works, and a bar is cleared when the last copy goes.
template <typename Display>
std::function<void(double, std::string_view)> reportOn(std::shared_ptr<Display> display) {
    return [display](double fraction, std::string_view what) { display->draw(fraction, what); };
}

}  // namespace

engine::Progress progressBar(std::stop_token stop) {
    engine::Progress progress;
    progress.stop = std::move(stop);
    const bool isTerminal = ::isatty(STDERR_FILENO) != 0;
    progress.report = isTerminal ? reportOn(std::make_shared<Bar>()) : reportOn(std::make_shared<Lines>());
    return progress;
}

}  // namespace msao::app
