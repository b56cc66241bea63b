// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <string>

namespace msao::simulator {

/// What one machine needs for a step of either model. A pass reads the weights once, and each session's cache; its rows
/// are free until arithmetic takes longer than reading.
struct DeviceProfile {
    std::string name;
    double draftStepMs = 0;     // one row of one session
    double draftRowMs = 0;      // arithmetic of one row
    double draftSessionMs = 0;  // reading the cache of each further session
    double targetStepMs = 0;    // the same of the target
    double targetRowMs = 0;
    double targetSessionMs = 0;
    double draftPromptTokenMs = 0;  // arithmetic of one token of a prompt, without logits
    double draftTowerTokenMs = 0;   // of the vision tower, for each visual token
    double targetPromptTokenMs = 0;
    double targetTowerTokenMs = 0;
    double busyWatts = 0;
    double idleWatts = 0;

    double draftPassMs(double sessions, double rows) const;
    double targetPassMs(double sessions, double rows) const;
};

/// Reading speed and arithmetic speed (16 bit, dense) of a machine that runs Qwen2-VL-2B and Qwen2.5-VL-7B in bf16.
struct Roofline {
    double bytesPerSecond = 0;
    double flops = 0;
    double busyWatts = 0;
    double idleWatts = 0;
};
DeviceProfile profileFromRoofline(std::string name, const Roofline& roofline);

/// A name of the built-in ones (rtx3090, a100-40, h200), or a JSON file with the fields above in snake_case.
engine::Result<DeviceProfile> findDeviceProfile(const std::string& nameOrFile);

}  // namespace msao::simulator
