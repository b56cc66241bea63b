// SPDX-License-Identifier: GPL-3.0-or-later
// What `msao simulate` is told, and the runs that follow from it.
#pragma once

#include "evaluation/simulator/scenario.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace msao::app {

struct SimulateArguments {
    void addTo(CLI::App& command);
    /// One scenario for each mode and alpha, modes first.
    engine::Result<std::vector<simulator::Scenario>> scenarios() const;
    engine::Result<std::optional<double>> latencyGoalMs() const;

    bool json = false;
    bool csv = false;

private:
    void addMachinesTo(CLI::App& command);
    void addLinkTo(CLI::App& command);
    void addModelsTo(CLI::App& command);
    void addLoadTo(CLI::App& command);
    void addDraftingTo(CLI::App& command);
    engine::Result<simulator::LinkProfile> link() const;
    engine::Status addChanges(simulator::LinkProfile& profile) const;
    engine::Result<std::vector<engine::Mode>> chosenModes() const;
    engine::Status fill(simulator::Scenario& scenario) const;

    std::string m_edge = "rtx3090";
    std::string m_cloud = "a100-40";
    std::string m_rtt = "20ms";
    std::string m_bandwidth = "300mbit";
    std::string m_jitter = "0";
    double m_loss = 0;
    std::string m_linkName = "steady";
    std::filesystem::path m_linkTrace;
    std::vector<std::string> m_linkChanges;
    std::filesystem::path m_acceptanceFrom;
    std::vector<double> m_alphas = {0.8};
    std::vector<std::string> m_modes = {"cloud-only", "sync", "verify-only", "never-idle", "hybrid", "adaptive"};
    std::optional<std::int64_t> m_tokens;
    double m_uploadBytes = 0;
    std::uint64_t m_seed = 1;
    std::uint32_t m_edges = 1;
    std::uint32_t m_gpus = 1;
    std::string m_duration;
    std::string m_think = "10s";
    std::string m_policy;
    std::int32_t m_draftLength = 5;
    double m_theta = 1;
    std::optional<std::int32_t> m_cloudBudget;
    std::string m_latencyGoal;
};

}  // namespace msao::app
