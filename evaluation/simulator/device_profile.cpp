// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/device_profile.h"

#include "engine/base/json.h"
#include "engine/base/small_file.h"

#include <algorithm>
#include <utility>

namespace msao::simulator {

using namespace engine;

namespace {

// Qwen2-VL-2B and Qwen2.5-VL-7B: parameters that every decoded token reads (layers and head), from their configs.
constexpr double kDraftBytes = 2 * (1.310e9 + 0.233e9);
constexpr double kTargetBytes = 2 * (6.525e9 + 0.545e9);
constexpr double kDraftCacheBytesPerToken = 28.7e3;
constexpr double kTargetCacheBytesPerToken = 57.3e3;
// The same of their layers alone, twice a parameter; and of their towers, at 640 x 480 with 391 visual tokens.
constexpr double kDraftPromptFlops = 2 * 1.310e9;
constexpr double kTargetPromptFlops = 2 * 6.525e9;
constexpr double kDraftTowerFlops = 6.17e9;   // every patch sees every other
constexpr double kTargetTowerFlops = 5.35e9;  // most blocks see a window
constexpr double kContextTokens = 500;
constexpr double kArithmeticShare = 0.6;  // of the peak, in large products; chosen

struct NamedRoofline {
    const char* name;
    Roofline roofline;
};
// Data sheets; watts are the board's limit and a usual idle draw.
constexpr NamedRoofline kBuiltIn[] = {
    {"rtx3090", {936e9, 71e12, 350, 25}},
    {"a100-40", {1555e9, 312e12, 400, 50}},
    {"h200", {4800e9, 989e12, 700, 75}},
};

Result<DeviceProfile> readProfile(const std::string& file) {
    constexpr std::size_t kMaxBytes = 64 * 1024;
    MSAO_TRY(const std::string text, readSmallFile(file, kMaxBytes));
    MSAO_TRY(const nlohmann::json json, parseJson(text, file));
    MSAO_TRY(const JsonObject object, JsonObject::of(json, file));
    DeviceProfile profile;
    MSAO_TRY(profile.name, object.string("name"));
    struct Field {
        const char* key;
        double DeviceProfile::*member;
        double least;
    };
    constexpr Field kFields[] = {{"draft_step_ms", &DeviceProfile::draftStepMs, 1e-6},
                                 {"draft_row_ms", &DeviceProfile::draftRowMs, 0},
                                 {"draft_session_ms", &DeviceProfile::draftSessionMs, 0},
                                 {"target_step_ms", &DeviceProfile::targetStepMs, 1e-6},
                                 {"target_row_ms", &DeviceProfile::targetRowMs, 0},
                                 {"target_session_ms", &DeviceProfile::targetSessionMs, 0},
                                 {"draft_prompt_token_ms", &DeviceProfile::draftPromptTokenMs, 0},
                                 {"draft_tower_token_ms", &DeviceProfile::draftTowerTokenMs, 0},
                                 {"target_prompt_token_ms", &DeviceProfile::targetPromptTokenMs, 0},
                                 {"target_tower_token_ms", &DeviceProfile::targetTowerTokenMs, 0},
                                 {"busy_watts", &DeviceProfile::busyWatts, 0},
                                 {"idle_watts", &DeviceProfile::idleWatts, 0}};
    for (const Field& field : kFields) {
        MSAO_TRY(const auto value, object.optionalNumber(field.key, {field.least, 1e6}));
        if (value) profile.*field.member = *value;
    }
    if (profile.draftStepMs <= 0) return object.wrong("draft_step_ms", "milliseconds", "nothing");
    if (profile.targetStepMs <= 0) return object.wrong("target_step_ms", "milliseconds", "nothing");
    return profile;
}

}  // namespace

double DeviceProfile::draftPassMs(double sessions, double rows) const {
    return std::max(draftStepMs + (sessions - 1) * draftSessionMs, rows * draftRowMs);
}

double DeviceProfile::targetPassMs(double sessions, double rows) const {
    return std::max(targetStepMs + (sessions - 1) * targetSessionMs, rows * targetRowMs);
}

DeviceProfile profileFromRoofline(std::string name, const Roofline& roofline) {
    const double msPerByte = 1000 / roofline.bytesPerSecond;
    // Two operations a parameter, and two bytes: the numbers are the same.
    const double msPerFlop = 1000 / (roofline.flops * kArithmeticShare);
    DeviceProfile profile;
    profile.name = std::move(name);
    profile.draftStepMs = kDraftBytes * msPerByte;
    profile.draftRowMs = kDraftBytes * msPerFlop;
    profile.draftSessionMs = kContextTokens * kDraftCacheBytesPerToken * msPerByte;
    profile.targetStepMs = kTargetBytes * msPerByte;
    profile.targetRowMs = kTargetBytes * msPerFlop;
    profile.targetSessionMs = kContextTokens * kTargetCacheBytesPerToken * msPerByte;
    profile.draftPromptTokenMs = kDraftPromptFlops * msPerFlop;
    profile.draftTowerTokenMs = kDraftTowerFlops * msPerFlop;
    profile.targetPromptTokenMs = kTargetPromptFlops * msPerFlop;
    profile.targetTowerTokenMs = kTargetTowerFlops * msPerFlop;
    profile.busyWatts = roofline.busyWatts;
    profile.idleWatts = roofline.idleWatts;
    return profile;
}

Result<DeviceProfile> findDeviceProfile(const std::string& nameOrFile) {
    std::string known;
    for (const NamedRoofline& entry : kBuiltIn) {
        if (nameOrFile == entry.name) return profileFromRoofline(entry.name, entry.roofline);
        known += std::string(entry.name) + ", ";
    }
    if (!nameOrFile.ends_with(".json")) {
        return Error{ErrorCode::InvalidArgument, "device profile: expected one of " + known +
                                                     "this-cpu, or a .json file, found `" + nameOrFile + "`"};
    }
    return readProfile(nameOrFile);
}

}  // namespace msao::simulator
