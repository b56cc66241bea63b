// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_figures.h"

#include <algorithm>
#include <cmath>

namespace msao::test {

using namespace engine;

namespace {

constexpr std::int32_t kCells = 12;
constexpr double kLeastRetention = 0.05;
constexpr double kMostCompression = 0.9;

double prefillMs(double retention, double compression, double bestRetention, double bestCompression) {
    const double away = 1.6 * std::pow(retention - bestRetention, 2) + 0.9 * std::pow(compression - bestCompression, 2);
    return 46 * std::exp(1.1 * away);
}

/// Less may go of a picture that is compressed hard.
bool keepsQuality(double retention, double compression) {
    return 0.9 * (1 - retention) + 0.45 * compression <= 0.93;
}

}  // namespace

PlanSearch sampleSearch(double keptShare, double compression) {
    PlanSearch search;
    search.x = {PlanQuantity::Retention, Modality::Image, 1, kLeastRetention};
    search.y = {PlanQuantity::Compression, Modality::Image, 0, kMostCompression};
    search.rows = search.columns = kCells;
    for (std::int32_t row = 0; row < kCells; ++row) {
        for (std::int32_t column = 0; column < kCells; ++column) {
            const double retention = 1 - (1 - kLeastRetention) * (column + 0.5) / kCells;
            const double coded = kMostCompression * (row + 0.5) / kCells;
            search.believedMs.push_back(static_cast<float>(prefillMs(retention, coded, keptShare, compression)));
            search.allowed.push_back(keepsQuality(retention, coded));
        }
    }
    for (int i = 0; i < 24; ++i) {
        const double away = 0.55 * std::pow(0.86, i);
        const double retention = std::clamp(keptShare + away * std::cos(2.4 * i), kLeastRetention, 1.0);
        const double coded = std::clamp(compression + away * std::sin(2.4 * i), 0.0, kMostCompression);
        search.tried.push_back(
            {retention, coded, prefillMs(retention, coded, keptShare, compression), keepsQuality(retention, coded)});
    }
    search.chosenX = keptShare;
    search.chosenY = compression;
    return search;
}

ResourceSample sampleResources(Side side, double nowMs) {
    const double wave = std::sin(nowMs / 90);
    ResourceSample sample;
    sample.side = side;
    const bool isEdge = side == Side::Edge;
    sample.cpuLoad = isEdge ? 0.31 + 0.05 * wave : 0.12 + 0.02 * wave;
    sample.memoryBytes = isEdge ? 6'400'000'000 : 38'000'000'000;
    sample.gpuLoad = isEdge ? 0.78 + 0.12 * wave : 0.46 - 0.2 * wave;
    sample.gpuMemoryBytes = isEdge ? 7'900'000'000 : 31'500'000'000;
    sample.powerWatts = isEdge ? 264 + 30 * wave : 212 - 40 * wave;
    return sample;
}

ServerFigures sampleServer(double nowMs) {
    ServerFigures server;
    server.connections = 3;
    server.sessions = 4;
    server.openAnswers = 2 + (std::sin(nowMs / 140) > 0.4 ? 1 : 0);
    server.waitingAnswers = std::sin(nowMs / 110) > 0.8 ? 1 : 0;
    server.kvPages = 4096;
    server.kvPagesInUse = 900 + static_cast<std::int64_t>(nowMs / 4);
    server.passes = 5;
    server.passSessions = 1.8 + 0.6 * std::sin(nowMs / 130);
    server.passRows = 3 * server.passSessions;
    server.passMs = 9.1 + 0.12 * server.passRows;
    return server;
}

}  // namespace msao::test
