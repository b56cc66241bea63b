// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/report_files.h"

#include "app/cli/eval/table.h"
#include "engine/base/output_folder.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"
#include "evaluation/report/request_figures.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

Status checkWritable(const std::filesystem::path& file) {
    std::error_code absent;
    const std::filesystem::file_status before = std::filesystem::status(file, absent);
    const bool wasThere = std::filesystem::exists(before);
    // A pipe's reader would take an attempt for the end.
    if (wasThere && !std::filesystem::is_regular_file(before) && !std::filesystem::is_directory(before)) return Done{};
    errno = 0;
    if (!std::ofstream(file, std::ios::app)) {
        return Error{ErrorCode::FileUnreadable, file.string() + ": cannot be written" +
                                                    (errno != 0 ? ": " + std::string(std::strerror(errno)) : "")};
    }
    if (!wasThere) std::filesystem::remove(file, absent);
    return Done{};
}

}  // namespace

Status checkWritable(const ReportFiles& files) {
    if (files.json && files.json != "-") MSAO_CHECK(checkWritable(std::filesystem::path(*files.json)));
    for (const std::filesystem::path& file : {files.csv, files.html, files.requests}) {
        if (file == "-")
            return Error{ErrorCode::InvalidArgument, "expected a file's name, found -; only --json writes to stdout"};
        if (!file.empty()) MSAO_CHECK(checkWritable(file));
    }
    return Done{};
}

Status tellReport(const EvaluationReport& report, const ReportFiles& files) {
    if (files.json == "-") {
        std::fputs(reportJson(report).c_str(), stdout);
    } else {
        printEvalTable(report);
        if (files.json) MSAO_CHECK(writeFile(*files.json, reportJson(report)));
    }
    if (!files.csv.empty()) MSAO_CHECK(writeFile(files.csv, reportCsv(report)));
    if (!files.html.empty()) MSAO_CHECK(writeFile(files.html, reportHtml(report)));
    if (!files.requests.empty()) MSAO_CHECK(writeFile(files.requests, requestsCsv(report)));
    return Done{};
}

}  // namespace msao::app
