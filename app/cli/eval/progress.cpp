// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

namespace msao::app {
namespace {

using Clock = std::chrono::steady_clock;

/// Of the terminal; the usual where it does not tell.
std::size_t columns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

class EtaLine {
public:
    ~EtaLine() {
        if (m_isTerminal && m_drawn) std::fputs("\r\x1b[K", stderr);
    }

    void report(double fraction, std::string_view what) {
        const Clock::time_point now = Clock::now();
        if (!m_began || fraction < m_lastFraction) {  // the next part of the work
            m_began = now;
            m_firstFraction = fraction;
        }
        m_lastFraction = fraction;
        const auto pause = m_isTerminal ? std::chrono::milliseconds(200) : std::chrono::milliseconds(60'000);
        if (m_drawn && now - *m_drawn < pause) return;
        m_drawn = now;
        draw(fraction, what, now);
    }

private:
    /// What was there when it began, as after --resume, took no time.
    std::string left(double fraction, Clock::time_point now) const {
        const double done = fraction - m_firstFraction;
        if (done <= 0) return "";
        const double seconds = std::chrono::duration<double>(now - *m_began).count();
        return ", about " + aboutThisLong(seconds / done * (1 - fraction)) + " left";
    }

    void draw(double fraction, std::string_view what, Clock::time_point now) const {
        const std::string tail = left(fraction, now);
        if (!m_isTerminal) {
            std::fprintf(stderr, "%.*s: %.1f %%%s\n", static_cast<int>(what.size()), what.data(), 100 * fraction,
                         tail.c_str());
            return;
        }
        constexpr int kWidth = 30;
        const auto filled = static_cast<std::size_t>(fraction * kWidth);
        const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
        char percent[32];
        std::snprintf(percent, sizeof percent, "] %.1f %%", 100 * fraction);
        // What does not fit would be left behind when the line is drawn again; what matters most comes first.
        const std::string line = ("[" + bar + percent + tail + "  ").append(what).substr(0, columns() - 1);
        std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
        std::fflush(stderr);
    }

    const bool m_isTerminal = ::isatty(STDERR_FILENO) != 0;
    std::optional<Clock::time_point> m_began;
    std::optional<Clock::time_point> m_drawn;
    double m_firstFraction = 0;
    double m_lastFraction = 0;
};

}  // namespace

std::string aboutThisLong(double seconds) {
    const auto whole = static_cast<long long>(std::llround(std::fmax(0, std::fmin(seconds, 1e9))));
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

engine::Progress progressWithEta(std::stop_token stop) {
    engine::Progress progress;
    progress.stop = std::move(stop);
    progress.report = [line = std::make_shared<EtaLine>()](double fraction, std::string_view what) {
        line->report(fraction, what);
    };
    return progress;
}

}  // namespace msao::app
