// SPDX-License-Identifier: GPL-3.0-or-later
// `msao bench server`: the measurement itself is msao-server-bench, because this program does not contain the server.
#pragma once

#include "msao/engine/result.h"

#include <CLI/CLI.hpp>

#include <string>

namespace msao::app {

struct ServerBenchArguments {
    std::string model;
    std::string batchModel;
    std::string weights = "f32";
    std::string only;

    void addTo(CLI::App& command);
};

/// Becomes the program msao-server-bench of the same folder; returns only if that cannot be.
engine::Status benchServer(const ServerBenchArguments& arguments);

}  // namespace msao::app
