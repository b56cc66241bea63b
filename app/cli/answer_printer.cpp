// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_printer.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>

namespace msao::app {

using namespace engine;

namespace {

struct Mark {
    const char* before;
    const char* after;
};

Mark markOf(Provenance provenance, bool isTerminal) {
    switch (provenance) {
        case Provenance::Accepted:
            return {"", ""};
        case Provenance::Corrected:
            return isTerminal ? Mark{"\x1b[33m", "\x1b[0m"} : Mark{"[", "]"};
        case Provenance::Cloud:
            return isTerminal ? Mark{"\x1b[34m", "\x1b[0m"} : Mark{"", ""};
        case Provenance::Unverified:
            return isTerminal ? Mark{"\x1b[2m", "\x1b[0m"} : Mark{"(", ")"};
    }
    return {"", ""};
}

}  // namespace

AnswerPrinter::AnswerPrinter() : m_isTerminal(::isatty(STDOUT_FILENO) != 0) {}

void AnswerPrinter::record(const TraceEvent& event) {
    if (const auto* emitted = std::get_if<TokenEmitted>(&event.fact)) {
        m_shown = emitted->position + 1;
        print(emitted->provenance, emitted->text);
    } else if (const auto* rolledBack = std::get_if<RolledBack>(&event.fact)) {
        withdraw(rolledBack->position);
    } else if (const auto* revised = std::get_if<TokenRevised>(&event.fact)) {
        // A token that was only confirmed stands as it was printed.
        if (revised->provenance == Provenance::Accepted) return;
        m_shown = revised->position + 1;
        print(revised->provenance, revised->text);
    }
}

void AnswerPrinter::print(Provenance provenance, const std::string& text) {
    if (text.empty()) return;
    const Mark mark = markOf(provenance, m_isTerminal);
    std::printf("%s%s%s", mark.before, text.c_str(), mark.after);
    std::fflush(stdout);
}

/// What was printed stays on the screen; it is said that it does not hold.
void AnswerPrinter::withdraw(std::int64_t position) {
    if (m_shown <= position) return;
    std::printf("\n[the last %lld tokens did not hold]\n", static_cast<long long>(m_shown - position));
    m_shown = position;
}

void AnswerTimer::record(const TraceEvent& event) {
    if (!asked) asked = event.time;
    const double sinceMs = std::chrono::duration<double, std::milli>(event.time - *asked).count();
    decoding.apply(event.time, event.fact);
    if (std::holds_alternative<TokenEmitted>(event.fact)) {
        if (!firstTokenMs) firstTokenMs = sinceMs;
    } else if (const auto* draft = std::get_if<TokenDrafted>(&event.fact)) {
        ++drafted;
        draftMs += draft->draftMs;
    } else if (const auto* sent = std::get_if<BatchSent>(&event.fact)) {
        bytesUp += sent->bytes;
    } else if (const auto* arrived = std::get_if<VerdictArrived>(&event.fact)) {
        bytesDown += arrived->bytes;
        if (arrived->verdict.cloudStepMs <= 0) return;
        ++passes;
        passMs += arrived->verdict.cloudStepMs;
    }
}

}  // namespace msao::app
