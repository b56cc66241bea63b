// SPDX-License-Identifier: GPL-3.0-or-later
// Paced time, as the command line asks for it.
#pragma once

#include "app/in_process/pace.h"
#include "protocol/link/link_profile.h"

#include "msao/engine/result.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace msao::app {

struct PaceArguments {
    std::string devices;    // "rtx3090,a100-40": of the edge, of the cloud; empty: native time
    double slowMotion = 1;  // all of paced time runs so many times slower, and what is told is divided by it

    void addTo(CLI::App& command);
    bool isOn() const { return !devices.empty(); }
    /// `visualTokens`: of the devices' models, that one of a picture's stands for.
    engine::Result<std::optional<Pace>> pace(double visualTokens) const;
    /// The link of paced time; of native time as it is.
    protocol::LinkProfile slowed(protocol::LinkProfile link) const;
    /// "native", or of which devices.
    std::string timeName() const;
};

/// The demo world's pictures have 64 visual tokens, the paper's (640 x 480) 391.
inline constexpr double kPaperTokensPerDemoToken = 391.0 / 64;

}  // namespace msao::app
