// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/document.h"
#include "evaluation/report/html_text.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"
#include "evaluation/report/request_figures.h"
#include "evaluation/report/svg_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

namespace msao::evaluation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHostile = "<script>alert(\"1\")</script>&'";

/// Three runs of four questions, one of them by a probe at a half; names and answers are somebody's own.
EvaluationReport report() {
    std::vector<SampleRecord> samples(4);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].index = i;
        samples[i].id = "q" + std::to_string(i);
        samples[i].type = i % 2 == 0 ? "count" : kHostile;
        samples[i].question = kHostile;
        samples[i].constantScore = 0.5;
        samples[i].answers.resize(3);
        for (AnswerRecord& answer : samples[i].answers) {
            answer.text = kHostile;
            answer.tokens = 3;
            answer.score = i == 0 ? 0 : 1;
            answer.times.totalMs = 5;
            answer.traffic.imageUp = 1000;
            answer.flops.cloud = 1e9;
        }
        samples[i].answers[2].drafts = {{0.5F, true}, {0.9F, false}};
        samples[i].answers[2].retention = 0.5;
    }
    EvaluationReport report;
    report.subject.dataset = kHostile;
    report.wanted = 5;
    report.measured = 4;
    report.faults.add(kHostile);
    const std::vector<RunSpec> runs = {{engine::Mode::CloudOnly, PruningSource::None, 1},
                                       {engine::Mode::Msao, PruningSource::None, 1},
                                       {engine::Mode::Msao, PruningSource::Probe, 0.5}};
    for (std::size_t run = 0; run < runs.size(); ++run) report.runs.push_back(summarise(samples, runs[run], run));
    report.samples = std::move(samples);
    return report;
}

TEST(ReportJsonTest, HoldsWhatWasPromisedOfEachRun) {
    const auto json = nlohmann::json::parse(reportJson(report()));
    ASSERT_EQ(json.at("runs").size(), 3u);
    const auto& run = json.at("runs").at(2);
    EXPECT_EQ(run.at("mode"), "msao");
    EXPECT_EQ(run.at("pruning"), "probe");
    EXPECT_EQ(run.at("retention_asked"), 0.5);
    EXPECT_EQ(run.at("accuracy"), 0.75);
    EXPECT_EQ(run.at("by_type").at("count").at("accuracy"), 0.5);
    EXPECT_EQ(run.at("by_type").at("count").at("constant_baseline"), 0.5);
    EXPECT_EQ(run.at("by_type").at("count").at("count"), 2);
    EXPECT_EQ(run.at("alpha"), 0.5);
    EXPECT_EQ(run.at("entropy_auc"), 1);
    EXPECT_EQ(run.at("bytes_up").at("image"), 1000);
    EXPECT_EQ(json.at("runs").at(0).at("alpha"), nullptr);
    EXPECT_EQ(json.at("broken_rows").at("count"), 1);
    EXPECT_EQ(json.at("answers").size(), 4u);
}

TEST(ReportJsonTest, HoldsEveryFigureOfEachRequest) {
    EvaluationReport told = report();
    AnswerRecord& answer = told.samples[1].answers[2];
    answer.times = {20, 50, 30, 4, 1, 400, 1, 60, 12};
    answer.traffic = {1, 2, 3, 4, 5, 6, 7};
    answer.speculation = {9, 6, 3, 2, 5, 8, 7};
    answer.flops = {1e6, 2e5, 3e9};
    answer.memory = {{1e9, 2e6, 3e5}, {4e9, 5e6, 6e5}, 7e4};
    answer.differences = 2;
    answer.objectPixels = PixelShare{3, 4};
    const auto json = nlohmann::json::parse(reportJson(told));
    const auto& request = json.at("answers").at(1).at("requests").at(2);
    const std::map<std::string, double> expected = {{"accuracy", 1},
                                                    {"tokens", 3},
                                                    {"different_tokens", 2},
                                                    {"object_pixels_kept", 0.75},
                                                    {"first_token_ms", 20},
                                                    {"latency_ms", 50},
                                                    {"tokens_per_second", 66.667},
                                                    {"bytes_up_text", 1},
                                                    {"bytes_up_image", 2},
                                                    {"bytes_up_video", 3},
                                                    {"bytes_up_audio", 4},
                                                    {"bytes_up_drafts", 5},
                                                    {"bytes_down_text", 6},
                                                    {"bytes_up_hidden", 7},
                                                    {"acceptance", 0.5},
                                                    {"entropy", 0.7},
                                                    {"accepted_length", 3},
                                                    {"drafted", 9},
                                                    {"verified", 7},
                                                    {"accepted", 6},
                                                    {"wasted", 3},
                                                    {"predicted_ms", 400},
                                                    {"predicted_for_length_ms", 60},
                                                    {"cloud_ms", 12},
                                                    {"cloud_ms_per_token", 4},
                                                    {"flops_edge", 1e6},
                                                    {"flops_cloud", 3e9},
                                                    {"probe_flops", 2e5},
                                                    {"probe_ms", 4},
                                                    {"probe_bytes", 7e4},
                                                    {"memory_edge_weights", 1e9},
                                                    {"memory_edge_kv_cache", 2e6},
                                                    {"memory_edge_activations", 3e5},
                                                    {"memory_cloud_weights", 4e9},
                                                    {"memory_cloud_kv_cache", 5e6},
                                                    {"memory_cloud_activations", 6e5}};
    for (const auto& [name, value] : expected) EXPECT_NEAR(request.at(name).get<double>(), value, 1e-3) << name;
    EXPECT_EQ(request.at("paced_steps"), nullptr);
    EXPECT_EQ(json.at("answers").at(0).at("requests").at(0).at("different_tokens"), nullptr);
    EXPECT_EQ(json.at("answers").at(0).at("requests").at(0).at("acceptance"), nullptr);
    EXPECT_EQ(json.at("answers").at(1).at("requests").size(), 3u);
}

TEST(RequestsCsvTest, HasALineForEachAnswerAndAColumnForEachFigure) {
    const EvaluationReport told = report();
    const std::string csv = requestsCsv(told);
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 4 * 3);
    const std::string head = csv.substr(0, csv.find('\n'));
    EXPECT_EQ(std::ranges::count(head, ','), 6 + static_cast<std::ptrdiff_t>(requestFigures({}).size()));
    EXPECT_THAT(csv, HasSubstr("\nq0,count,,cloud-only,,0,3,1,"));
}

TEST(ReportJsonTest, AShardIsOneObjectToo) {
    EvaluationReport told = report();
    told.shard = ShardOrigin{{1, 2}, 8, "key", {}};
    const auto json = nlohmann::json::parse(reportJson(told));
    EXPECT_EQ(json.at("shard").at("records").size(), 4u);
    EXPECT_EQ(json.at("shard").at("key"), "key");
    EXPECT_EQ(json.at("answers").size(), 4u);
}

TEST(ReportHtmlTest, NothingThatSomebodyWroteBecomesMarkup) {
    const std::string page = reportHtml(report());
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
}

TEST(ReportHtmlTest, ThePageNeedsNothingButItself) {
    const std::string page = reportHtml(report());
    for (const char* outside : {"http://", "https://", "src=", "@import", "url("})
        EXPECT_THAT(page, Not(HasSubstr(outside)));
    EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
    EXPECT_THAT(page, HasSubstr("@media print"));
}

TEST(ReportHtmlTest, EveryElementThatOpensCloses) {
    const std::string page = reportHtml(report());
    const auto count = [&](const std::string& text) {
        int found = 0;
        for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++found;
        return found;
    };
    for (const std::string name : {"svg", "figure", "table", "details", "text", "tbody", "ul"})
        EXPECT_EQ(count("<" + name + " ") + count("<" + name + ">"), count("</" + name + ">")) << name;
    EXPECT_GE(count("<svg"), 5);
    EXPECT_EQ(count("nan") + count("inf\""), 0);
}

TEST(ReportHtmlTest, AnEvaluationThatWasStoppedAtOnceHasAPageToo) {
    EvaluationReport empty;
    empty.isComplete = false;
    empty.runs.push_back(summarise({}, {}, 0));
    const std::string page = reportHtml(empty);
    EXPECT_THAT(page, HasSubstr("stopped before the end"));
    EXPECT_THAT(page, Not(HasSubstr("nan")));
    EXPECT_EQ(nlohmann::json::parse(reportJson(empty)).at("complete"), false);
}

TEST(ReportCsvTest, EveryLineHasAllColumnsAndNoFormula) {
    EvaluationReport told = report();
    told.runs[0].byType["=1+1"] = {};
    const std::string csv = reportCsv(told);
    EXPECT_THAT(csv, HasSubstr("run,mode,pruning,retention,metric,type,value,time\n"));
    EXPECT_THAT(csv, HasSubstr("\"msao, probe 50 %\",msao,probe,0.5,accuracy,count,0.5,native\n"));
    EXPECT_THAT(csv, HasSubstr(",'=1+1,"));
    EXPECT_THAT(csv, Not(HasSubstr(",=1+1,")));
}

TEST(ReportCsvTest, EveryLineSaysWhichTimeItIsOf) {
    EvaluationReport told = report();
    told.subject.time = "paced as one and another, in 4-fold slow motion";
    for (const std::string& csv : {reportCsv(told), requestsCsv(told)}) {
        std::istringstream lines(csv);
        std::string line;
        std::getline(lines, line);
        EXPECT_TRUE(line.ends_with(",time")) << line;
        int count = 0;
        for (; std::getline(lines, line); ++count)
            EXPECT_TRUE(line.ends_with(",\"paced as one and another, in 4-fold slow motion\"")) << line;
        EXPECT_GT(count, 0);
    }
}

TEST(OverrunTextTest, PacedTimeTellsWhatTookLongerHere) {
    EvaluationReport report;
    report.subject.time = "paced as one and another";
    report.runs.resize(2);
    EXPECT_EQ(overrunText(report), "");
    report.runs[0].pacing = {100, 2, 5, 10, 20};
    report.runs[1].pacing = {50, 1, 1, 10, 20};
    EXPECT_EQ(overrunText(report), "3 of 150 steps took longer here than they would there");
    EXPECT_NE(reportHtml(report).find("3 of 150 steps"), std::string::npos);
    EXPECT_NE(reportCsv(report).find("paced_steps_overran"), std::string::npos);
    EXPECT_NE(reportJson(report).find("\"overran\": 2"), std::string::npos);
}

TEST(TableCellTest, FiguresStandApartFromWords) {
    for (const char* figure : {"", "–", "12.3", "-4 %", "3 of 150", "93.3 % to 100.0 %"}) EXPECT_TRUE(isFigure(figure));
    for (const char* words : {"cloud-only", "yes", "300 Mbit/s: 154 against 110, and so on"})
        EXPECT_FALSE(isFigure(words)) << words;
    EXPECT_EQ(tableCell("<b>", false), "<td class=\"words\">&lt;b&gt;</td>");
}

/// Of the text that holds these words.
double heightOf(const std::string& svg, const std::string& words) {
    const std::size_t end = svg.find(">" + words + "<");
    const std::size_t at = svg.rfind(" y=\"", end);
    EXPECT_NE(end, std::string::npos) << words;
    return end == std::string::npos ? 0 : std::stod(svg.substr(at + 4));
}

TEST(LineChartTest, NothingIsWrittenOverSomethingElse) {
    const ChartAxis percent{"share", percentText};
    const std::string svg =
        lineChart(percent, percent, {{"one", {{0.5, 0.9}, {1, 1}}}, {"other", {{0.502, 0.8}, {1, 1}}}});
    EXPECT_GE(std::abs(heightOf(svg, "one") - heightOf(svg, "other")), 12);
    EXPECT_NE(svg.find(">50.0 %<"), std::string::npos);
    EXPECT_EQ(svg.find(">50.2 %<"), std::string::npos) << "its tick would stand in the other's place";
}

TEST(LineChartTest, TicksBesideALevelLineDiffer) {
    const ChartAxis share{"share", percentText}, count{"count", shortNumber};
    for (const double level : {0.0, 1.0}) {
        const ChartLine line{"level", {{1, level}, {2, level}}};
        const std::string svg = lineChart(count, share, {line});
        const std::string tick = ">" + percentText(level) + "<";
        EXPECT_NE(svg.find(tick), std::string::npos) << svg;
        EXPECT_EQ(svg.find(tick), svg.rfind(tick)) << svg;
        EXPECT_EQ(svg.find(">102"), std::string::npos) << "more than all: " << svg;
        EXPECT_EQ(svg.find(">-"), std::string::npos) << "less than nothing: " << svg;
    }
}

TEST(LineChartTest, LabelsOfLinesThatEndBelowDoNotCoverTheAxis) {
    const ChartAxis share{"share", percentText}, count{"count", shortNumber};
    const std::vector<ChartPoint> falling = {{1, 1}, {7, 0}};
    const std::string svg = lineChart(count, share, {{"one", falling}, {"two", falling}, {"three", falling}});
    for (const char* label : {"one", "two", "three"}) EXPECT_LE(heightOf(svg, label), heightOf(svg, "7") - 10) << label;
}

TEST(DocumentTest, IsTheSameAsMarkdownAndAsAPage) {
    Document document{"A title", {{"Made & told."}}, {}};
    Section section{"One section", {}};
    section.add(Table{{"run", "tokens/s"}, {{"a|b", "12.3"}}})
        .add(Paragraph{"Words."})
        .add(Figure{"<svg></svg>", "It."});
    document.sections.push_back(section);
    const std::string markdown = documentMarkdown(document);
    EXPECT_NE(markdown.find("# A title\n\nMade & told.\n\n## One section\n"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("| a/b | 12.3 |"), std::string::npos) << markdown;
    EXPECT_EQ(markdown.find("<svg"), std::string::npos) << markdown;
    const std::string page = documentHtml(document);
    EXPECT_NE(page.find("<th scope=\"col\" class=\"words\">run</th><th scope=\"col\">tokens/s</th>"),
              std::string::npos);
    EXPECT_NE(page.find("<td class=\"words\">a|b</td><td class=\"figure\">12.3</td>"), std::string::npos) << page;
    EXPECT_NE(page.find("Made &amp; told."), std::string::npos);
    EXPECT_NE(page.find("<svg></svg><figcaption>It.</figcaption>"), std::string::npos);
}

TEST(ShortNumberTest, HasAboutThreeFigures) {
    EXPECT_EQ(shortNumber(0), "0");
    EXPECT_EQ(shortNumber(1.234), "1.23");
    EXPECT_EQ(shortNumber(12.34), "12.3");
    EXPECT_EQ(shortNumber(1500), "1.50 k");
    EXPECT_EQ(shortNumber(2e9), "2 G");
}

}  // namespace
}  // namespace msao::evaluation
