// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace msao::app {

/// Turns SIGINT and SIGTERM into a stop request, so that work ends at its next token boundary; a second one ends the
/// program at once. A thread of its own waits for the signals, because a handler could do next to nothing.
class Interrupt {
public:
    Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    ~Interrupt();

    std::stop_token token() const { return m_source.get_token(); }

private:
    void waitForSignals();

    std::stop_source m_source;
    std::thread m_waiter;
};

}  // namespace msao::app
