// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/scenario.h"

#include <gtest/gtest.h>

namespace msao::simulator {

/// The paper's pair: an RTX 3090 that drafts, an A100-40 that verifies, 300 Mbit/s.
inline Scenario paperPair(engine::Mode mode, double alpha, double rttMs = 20) {
    Scenario scenario;
    scenario.mode = mode;
    scenario.alpha = alpha;
    scenario.edge = *findDeviceProfile("rtx3090");
    scenario.cloud = *findDeviceProfile("a100-40");
    LinkState link;
    link.rttMs = rttMs;
    scenario.link = LinkProfile(link);
    return scenario;
}

inline RunReport run(const Scenario& scenario) {
    const auto report = simulate(scenario);
    if (!report) {
        ADD_FAILURE() << report.error().message;
        return {};
    }
    return *report;
}

}  // namespace msao::simulator
