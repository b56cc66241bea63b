// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_parts.h"
#include "tests/cloud_server/benchmarks/bench_tools.h"
#include "tests/cloud_server/benchmarks/raw_login.h"

#include <QFile>

#include <cstdio>
#include <vector>

namespace msao::cloud {
namespace {

/// Memory of this process that no file backs.
double anonymousKiB() {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:")) return line.mid(8).replace(" kB", "").trimmed().toDouble();
    }
    return 0;
}

}  // namespace

void benchLogins(const ServerThread& served) {
    constexpr int kLogins = 1000;
    std::vector<RawLogin> clients;
    for (int i = 0; i < 50; ++i) clients.emplace_back(served.url());  // what is allocated once
    const double before = anonymousKiB();
    const auto began = Timer::now();
    for (int i = 0; i < kLogins; ++i) clients.emplace_back(served.url());
    const double seconds = msSince(began) / 1000;
    std::printf("1,000 logins, one by one       %.2f s (bar 1); an idle socket holds %.1f KiB (bar 24)\n", seconds,
                (anonymousKiB() - before) / kLogins);
}

}  // namespace msao::cloud
