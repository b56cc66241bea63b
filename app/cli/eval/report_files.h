// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/report/evaluation_report.h"

#include "msao/engine/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace msao::app {

/// Where a report goes.
struct ReportFiles {
    std::optional<std::string> json;  // "-": stdout, instead of the table
    std::filesystem::path csv;        // empty: none
    std::filesystem::path html;
    std::filesystem::path requests;  // a line for each answer
};

/// Known before anything is measured. What stands in a file stays until the report is there.
engine::Status checkWritable(const ReportFiles& files);

engine::Status tellReport(const evaluation::EvaluationReport& report, const ReportFiles& files);

}  // namespace msao::app
