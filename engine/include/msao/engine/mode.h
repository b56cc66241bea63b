// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace msao::engine {

/// How a question is answered; selectable by name everywhere (desktop, command line, evaluation, simulator).
enum class Mode {
    CloudOnly,
    EdgeOnly,
    PerLlm,          // one model cut in two: hidden states travel at every step
    Sync,            // edge drafts N, waits for the verdict, drafts again
    CoLocated,       // draft and target both in the cloud
    VerifyOnly,      // the cloud computes only when drafts have come
    NeverIdle,       // the cloud decodes on while it waits; drafts that come in time save its steps
    Hybrid,          // never-idle, and the cloud drafts for itself while it waits
    Adaptive,        // the policy chooses among the modes from live figures
    Msao,            // the whole method: probe, plan, adaptive controller
    MsaoNoModality,  // ablation: uniform pruning at the same ratio
    MsaoNoCollab,    // ablation: static split, fixed N, synchronous
};

struct ModeName {
    Mode mode;
    std::string_view name;
};

inline constexpr std::array kModeNames = {
    ModeName{Mode::CloudOnly, "cloud-only"},
    ModeName{Mode::EdgeOnly, "edge-only"},
    ModeName{Mode::PerLlm, "perllm"},
    ModeName{Mode::Sync, "sync"},
    ModeName{Mode::CoLocated, "co-located"},
    ModeName{Mode::VerifyOnly, "verify-only"},
    ModeName{Mode::NeverIdle, "never-idle"},
    ModeName{Mode::Hybrid, "hybrid"},
    ModeName{Mode::Adaptive, "adaptive"},
    ModeName{Mode::Msao, "msao"},
    ModeName{Mode::MsaoNoModality, "msao-no-modality"},
    ModeName{Mode::MsaoNoCollab, "msao-no-collab"},
};

constexpr std::string_view modeName(Mode mode) {
    for (const ModeName& entry : kModeNames) {
        if (entry.mode == mode) return entry.name;
    }
    return "";
}

constexpr std::optional<Mode> parseMode(std::string_view name) {
    for (const ModeName& entry : kModeNames) {
        if (entry.name == name) return entry.mode;
    }
    return std::nullopt;
}

}  // namespace msao::engine
