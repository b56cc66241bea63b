// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/memory_section.h"

#include "evaluation/report/html_text.h"
#include "evaluation/report/svg_chart.h"

#include <utility>

namespace msao::evaluation {

namespace {

std::string gigabytes(double bytes) {
    return bytes > 0 ? shortNumber(bytes / 1e9) : "–";
}

std::string megabytes(double bytes) {
    return bytes > 0 ? shortNumber(bytes / 1e6) : "–";
}

Table memoryTable(const PaperResults& results) {
    Table table{{"mode", "edge, GB", "weights, GB", "KV cache, MB", "activations, MB", "cloud, GB", "weights, GB",
                 "KV cache, MB", "activations, MB"},
                {}};
    for (const MemoryPoint& point : results.memory) {
        std::vector<std::string> row = {point.who};
        for (const SideMemory* side : {&point.edge, &point.cloud}) {
            row.push_back(gigabytes(side->total()));
            row.push_back(gigabytes(side->weights));
            row.push_back(megabytes(side->cache));
            row.push_back(megabytes(side->activations));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Figure memoryFigure(const PaperResults& results) {
    std::vector<ChartBar> bars;
    for (const MemoryPoint& point : results.memory)
        bars.push_back({point.who, {point.edge.total() / 1e9, point.cloud.total() / 1e9}});
    return {barChart({"GB", shortNumber}, {"edge", "cloud"}, bars), "Memory a side, computed."};
}

}  // namespace

Section memorySection(const PaperResults& results) {
    Section section{"Figure 8: memory (computed from shapes; native)", {}};
    section.add(Paragraph{
        "The paper, at 200 / 300 / 400 Mbit/s: cloud-only 25.0 / 24.0 / 22.5 GB, PerLLM 17.0 / 16.0 / 15.5, MSAO 9.0 / "
        "8.5 / 8.5, which is of its edge. Nothing that is kept in memory depends on the link, so here a mode has one "
        "line: Qwen2-VL-2B and Qwen2.5-VL-7B in bf16, one "
        "question with 40 tokens of words and a picture of 640 x 480, an answer of 64 tokens. Activations are what "
        "lives at once while the prompt is read; what a framework holds beside that is not counted. Speculation adds "
        "the small model to the large one, and spares no memory in all."});
    section.add(memoryTable(results)).add(memoryFigure(results));
    if (!results.native.peakMemoryBytes) return section;
    return section.add(
        Paragraph{"Native: the process that answers with this pair, both sides and the questions in one, had " +
                  shortNumber(static_cast<double>(*results.native.peakMemoryBytes) / 1e6) + " MB resident at most."});
}

}  // namespace msao::evaluation
