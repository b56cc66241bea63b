// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/measured_evaluation.h"

#include <utility>

namespace msao::evaluation {

EvaluationReport reportOf(MeasuredEvaluation measured) {
    EvaluationReport report;
    report.isComplete = measured.isComplete;
    report.wanted = measured.wanted;
    report.fromJournal = measured.fromJournal;
    report.faults = std::move(measured.rowFaults);
    for (const SampleRecord& sample : measured.samples) {
        if (sample.fault.empty()) {
            ++report.measured;
        } else {
            report.faults.add(sample.fault);
        }
    }
    SummaryOptions options;
    options.seed = measured.subject.seed;
    if (measured.subject.dataset == "demo") options.longTypes = {"describe"};
    for (std::size_t run = 0; run < measured.runs.size(); ++run)
        report.runs.push_back(summarise(measured.samples, measured.runs[run], run, options));
    report.subject = std::move(measured.subject);
    report.peakMemoryBytes = measured.peakMemoryBytes;
    report.samples = std::move(measured.samples);
    return report;
}

}  // namespace msao::evaluation
