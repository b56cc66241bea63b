// SPDX-License-Identifier: Apache-2.0
// msao-calibration.json beside a draft checkpoint: everything that was measured of a pair on sample questions.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/probe_heads.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace msao::engine {

inline constexpr std::string_view kCalibrationFileName = "msao-calibration.json";

struct CalibrationFile {
    std::string target;               // what the draft was measured against, as its maker calls it
    std::int64_t samples = 0;         // questions
    std::optional<ProbeHeads> heads;  // absent: the probe runs training-free
    Calibration calibration;          // entropies, acceptance, quality
    bool operator==(const CalibrationFile&) const = default;
};

/// `file` is named in messages. Everything is checked; unknown keys are skipped, a newer version is refused.
Result<CalibrationFile> parseCalibrationFile(std::string_view text, std::string_view file);
Result<CalibrationFile> readCalibrationFile(const std::filesystem::path& path);
/// The file that lies beside a checkpoint under kCalibrationFileName, if one does.
Result<std::optional<CalibrationFile>> readCalibrationBeside(const std::filesystem::path& checkpoint);

/// Reads back to the same value, bit for bit.
std::string calibrationText(const CalibrationFile& calibration);
/// Takes the place of an earlier file only when it is complete.
Status writeCalibrationFile(const std::filesystem::path& path, const CalibrationFile& calibration);

}  // namespace msao::engine
