// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/report_files.h"

#include "app/cli/eval/table.h"
#include "engine/base/output_folder.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"

#include <cstdio>

namespace msao::app {

using namespace engine;
using namespace evaluation;

Status tellReport(const EvaluationReport& report, const ReportFiles& files) {
    if (files.json == "-") {
        std::fputs(reportJson(report).c_str(), stdout);
    } else {
        printEvalTable(report);
        if (files.json) MSAO_CHECK(writeFile(*files.json, reportJson(report)));
    }
    if (!files.csv.empty()) MSAO_CHECK(writeFile(files.csv, reportCsv(report)));
    if (!files.html.empty()) MSAO_CHECK(writeFile(files.html, reportHtml(report)));
    return Done{};
}

}  // namespace msao::app
