// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/pace_arguments.h"

#include "app/cli/number_checks.h"
#include "evaluation/simulator/device_profile.h"
#include "evaluation/simulator/layer_split.h"

#include <cstdio>

namespace msao::app {

using namespace engine;
using simulator::DeviceProfile;

namespace {

constexpr double kProbeTowerShare = 2.0 / 32;  // the probe looks behind the second of the tower's 32 blocks

PacedModel times(const PacedModel& model, double factor) {
    return {factor * model.stepMs, factor * model.rowMs, factor * model.promptTokenMs, factor * model.towerTokenMs};
}

/// PerLLM cuts the 7B's 28 layers, whatever number of them the model here has.
Pace paceOf(const DeviceProfile& edge, const DeviceProfile& cloud, double slowMotion) {
    const simulator::LayerSplit split = simulator::chooseLayerSplit(edge, cloud);
    const PacedModel targetAtEdge{edge.targetStepMs, edge.targetRowMs, edge.targetPromptTokenMs, 0};
    Pace pace;
    pace.draft =
        times({edge.draftStepMs, edge.draftRowMs, edge.draftPromptTokenMs, edge.draftTowerTokenMs}, slowMotion);
    pace.target =
        times({cloud.targetStepMs, cloud.targetRowMs, cloud.targetPromptTokenMs, cloud.targetTowerTokenMs}, slowMotion);
    pace.cloudDraft =
        times({cloud.draftStepMs, cloud.draftRowMs, cloud.draftPromptTokenMs, cloud.draftTowerTokenMs}, slowMotion);
    pace.lower = times(targetAtEdge, slowMotion * (1 - split.cloudShare));
    pace.lower.towerTokenMs = slowMotion * edge.targetTowerTokenMs;
    pace.upper = times(pace.target, split.cloudShare);
    pace.upper.towerTokenMs = 0;
    pace.probeTowerShare = kProbeTowerShare;
    pace.hiddenRowBytes = static_cast<std::int64_t>(simulator::kHiddenStateBytes);
    return pace;
}

}  // namespace

void PaceArguments::addTo(CLI::App& command) {
    command.add_option("--pace", devices,
                       "Steps take as long as a 2B draft at the edge and a 7B target in the cloud take on these two: "
                       "rtx3090,a100-40 or JSON profiles");
    command
        .add_option("--slow-motion", slowMotion,
                    "With --pace: all runs so many times slower, so that this machine keeps up; figures are divided")
        ->check(numberIn(1, 1000))
        ->capture_default_str();
}

Result<std::optional<Pace>> PaceArguments::pace(double visualTokens) const {
    if (!isOn()) return std::optional<Pace>();
    const std::size_t comma = devices.find(',');
    if (comma == std::string::npos) {
        return Error{ErrorCode::InvalidArgument,
                     "--pace: expected two devices with a comma between, found `" + devices + "`"};
    }
    MSAO_TRY(const DeviceProfile edge, simulator::findDeviceProfile(devices.substr(0, comma)));
    MSAO_TRY(const DeviceProfile cloud, simulator::findDeviceProfile(devices.substr(comma + 1)));
    Pace pace = paceOf(edge, cloud, slowMotion);
    pace.visualTokens = visualTokens;
    pace.slowMotion = slowMotion;
    return std::optional(pace);
}

protocol::LinkProfile PaceArguments::slowed(protocol::LinkProfile link) const {
    if (!isOn()) return link;
    const auto slow = [this](protocol::LinkCondition& condition) {
        condition.bitsPerSecond /= slowMotion;
        condition.rttMs *= slowMotion;
        condition.jitterMs *= slowMotion;
    };
    slow(link.first);
    for (protocol::LinkChange& change : link.changes) {
        change.atMs *= slowMotion;
        slow(change.condition);
    }
    return link;
}

std::string PaceArguments::timeName() const {
    if (!isOn()) return "native";
    char slower[40] = "";
    if (slowMotion > 1) std::snprintf(slower, sizeof slower, ", in %g-fold slow motion", slowMotion);
    return "paced as " + devices.substr(0, devices.find(',')) + " and " + devices.substr(devices.find(',') + 1) +
           slower;
}

}  // namespace msao::app
