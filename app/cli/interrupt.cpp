// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <pthread.h>
#include <unistd.h>
#include <csignal>

namespace msao::app {
namespace {

/// Wakes the waiting thread when the program ends by itself.
constexpr int kGoodbye = SIGUSR1;

sigset_t awaitedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, kGoodbye}) sigaddset(&signals, signal);
    return signals;
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t signals = awaitedSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_waiter = std::thread([this] { waitForSignals(); });
}

Interrupt::~Interrupt() {
    pthread_kill(m_waiter.native_handle(), kGoodbye);
    m_waiter.join();
}

void Interrupt::waitForSignals() {
    const sigset_t signals = awaitedSignals();
    int received = 0;
    while (sigwait(&signals, &received) == 0 && received != kGoodbye) {
        if (m_source.stop_requested()) _exit(130);
        m_source.request_stop();
    }
}

}  // namespace msao::app
