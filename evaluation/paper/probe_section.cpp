// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/probe_section.h"

#include "evaluation/report/html_text.h"
#include "evaluation/report/svg_chart.h"

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace msao::evaluation {

namespace {

std::string thousandths(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f %%", 100 * share);
    return text;
}

std::string overOrZero(double figure, double unit) {
    return figure > 0 ? shortNumber(figure / unit) : "0";
}

Figure shareFigure(const PaperResults& results, const char* of, double (ProbePoint::*share)() const) {
    std::vector<ChartBar> bars;
    for (const ProbePoint& point : results.probe) bars.push_back({point.name, {(point.*share)()}});
    return {barChart({of, thousandths}, {}, bars), std::string("What the probe adds, ") + of + ", computed."};
}

Paragraph measured(const ProbeTime& time) {
    return {"Native: with this pair, on the questions of Table 1 with planned pruning, the probe took " +
            shortNumber(time.probeMs) + " of " + shortNumber(time.answerMs) + " ms an answer, " +
            percentText(time.share()) + ", the first blocks included" +
            (time.share() <= kProbeTimeGoal ? "." : ": more than 1 %.")};
}

}  // namespace

Section probeSection(const PaperResults& results) {
    Section section{"Figure 4: the probe's overhead (counted from shapes; native)", {}};
    section.add(Paragraph{
        "The paper: 4.2 to 15.3 ms, less than 2 % of the time, 0.47 to 1.23 % more arithmetic and 0.12 to 0.28 GB over "
        "seven inputs, of which it names the modalities and not the sizes. The goals here are at most 1 % of the time, "
        "and the least of its other figures, 0.47 % and 0.12 GB. Sizes are of our own, Qwen2-VL-2B looks, and "
        "Qwen2.5-VL-7B answers with 64 tokens. The first blocks of the tower are handed on to prefill, so they are no "
        "part of what "
        "is added, but they are part of what is held. Time is computed: what is added on an RTX 3090, against the "
        "answer "
        "on an A100 without any link, both at their roofline. How long it takes in models of that shape on a machine "
        "at hand, msao bench probe measures, and docs/probe.md has it."});
    Table table{{"input", "question", "tokens", "added, ms", "of the time", "added, GFLOP", "of the arithmetic",
                 "with the blocks handed on", "held, MB", "within 1 %, 0.47 % and 0.12 GB"},
                {}};
    for (const ProbePoint& point : results.probe) {
        table.rows.push_back({point.name, point.kind, std::to_string(point.tokens), overOrZero(point.addedMs, 1),
                              thousandths(point.timeShare()), overOrZero(point.addedFlops, 1e9),
                              thousandths(point.share()), thousandths(point.shareWithReused()),
                              overOrZero(point.heldBytes, 1e6), point.isWithinGoals() ? "yes" : "MISSED"});
    }
    section.add(std::move(table));
    section.add(shareFigure(results, "of the time", &ProbePoint::timeShare));
    section.add(shareFigure(results, "of the arithmetic", &ProbePoint::share));
    return results.probeTime ? section.add(measured(*results.probeTime)) : section;
}

}  // namespace msao::evaluation
