// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_parts.h"
#include "tests/cloud_server/benchmarks/crowd.h"
#include "tests/cloud_server/benchmarks/quantiles.h"

#include <QCoreApplication>

#include <cstdio>

namespace msao::cloud {

void benchCrowd(const ServerThread& served) {
    constexpr std::uint32_t kSessions = 200;
    Crowd crowd(served, kSessions, 64, 10);
    const auto began = Timer::now();
    while (crowd.ended() < kSessions && msSince(began) < 60'000) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 100);
        crowd.read();
    }
    const double p50 = quantile(crowd.stepMs, 0.5);
    const double p99 = quantile(crowd.stepMs, 0.99);
    std::printf(
        "200 sessions                   %zu of 200 answered in %.1f s; step p50 %.2f ms, p99 %.2f ms, ratio %.2f (bar "
        "3)\n",
        crowd.ended(), msSince(began) / 1000, p50, p99, p99 / p50);
    std::printf("                               between two tokens of one session p50 %.2f ms, p99 %.2f ms\n",
                quantile(crowd.waitMs, 0.5), quantile(crowd.waitMs, 0.99));
}

}  // namespace msao::cloud
