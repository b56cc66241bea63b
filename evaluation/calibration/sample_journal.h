// SPDX-License-Identifier: Apache-2.0
// One small file for each question that was measured, so that a calibration which was stopped goes on where it was.
#pragma once

#include "evaluation/calibration/sample_measurement.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace msao::calibration {

class SampleJournal {
public:
    /// Makes the folder. `key` names everything that a measurement depends on: those of another key are not taken up.
    static engine::Result<SampleJournal> open(std::filesystem::path folder, std::string key);

    /// What stands there of a question; absent if nothing does, or nothing of use.
    std::optional<SampleMeasurement> find(std::size_t index, const std::string& question) const;
    engine::Status write(std::size_t index, const std::string& question, const SampleMeasurement& measurement) const;
    /// Once the calibration is written.
    void remove() const;

private:
    SampleJournal(std::filesystem::path folder, std::string key) : m_folder(std::move(folder)), m_key(std::move(key)) {}
    std::filesystem::path fileOf(std::size_t index) const;

    std::filesystem::path m_folder;
    std::string m_key;
};

}  // namespace msao::calibration
