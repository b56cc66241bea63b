// SPDX-License-Identifier: Apache-2.0
// What the panels say of machines, of the cloud, and of the planner's search.
#include "ui/link/link_view.h"
#include "ui/plan/plan_view.h"
#include "ui/plan/search_chart.h"
#include "ui/resources/resources_view.h"
#include "ui/server/server_view.h"

#include <QTest>

#include <limits>

using namespace msao;
using namespace msao::engine;
using namespace msao::ui;

namespace {

QStringList wordsOf(QWidget& view, QSize size) {
    view.resize(size);
    const TextLedger ledger;
    view.grab();
    QStringList words;
    for (const PaintedText& text : ledger.entries()) words << text.text;
    return words;
}

TraceEvent at(double ms, TraceFact fact, RequestId request = RequestId::None) {
    return {fromMs(ms), request, std::move(fact)};
}

PlanSearch searchOf(std::int32_t rows, std::int32_t columns) {
    PlanSearch search;
    search.x = {PlanQuantity::Retention, Modality::Image, 1, 0.3};
    search.y = {PlanQuantity::Compression, Modality::Image, 0, 0.9};
    search.rows = rows;
    search.columns = columns;
    for (std::int32_t cell = 0; cell < rows * columns; ++cell) {
        search.believedMs.push_back(100.0F + static_cast<float>(cell));
        search.allowed.push_back(cell % 3 != 0);
    }
    search.tried = {{1, 0, 220, true}, {0.3, 0.9, 80, false}};
    search.chosenX = 0.4;
    search.chosenY = 0.2;
    return search;
}

std::vector<TraceEvent> plannedRun(const PlanSearch& search) {
    PlanMade made;
    made.plan.modalities = {{Modality::Image, 0.4, 0.2}};
    made.plan.bindingConstraint = "quality";
    made.costs = {{"uplink", 4}, {"verification", 90}};
    made.plan.predictedMs = 94;
    made.searches = {search};
    return {at(0, RequestStarted{}, RequestId{1}), at(1, made, RequestId{1})};
}

}  // namespace

class CloudViewsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }

    void resourcesOfBothSidesStandBesideEachOther() {
        RunModel model;
        Look look;
        ResourcesView view(model, look);
        ResourceSample edge;
        edge.cpuLoad = 0.4;
        edge.memoryBytes = 2'000'000'000;
        ResourceSample cloud = edge;
        cloud.side = Side::Cloud;
        cloud.gpuLoad = 0.71;
        cloud.powerWatts = 212;
        model.append({at(0, edge), at(10, cloud)});
        const QStringList words = wordsOf(view, {700, 260});
        for (const char* wanted : {"edge", "cloud", "40 %", "2.0 GB", "71 %", "212 W"})
            QVERIFY2(words.contains(QLatin1String(wanted)), wanted);
        // The edge has no GPU that could be asked: three figures of it, and the cloud's GPU memory.
        QCOMPARE(words.count(QStringLiteral("not measured")), 4);
    }

    void theServerIsShownAsItDescribesItself() {
        RunModel model;
        Look look;
        ServerView view(model, look);
        QVERIFY(wordsOf(view, {500, 320}).contains(QStringLiteral("No server figures")));
        ServerFigures figures;
        figures.connections = 3;
        figures.sessions = 4;
        figures.openAnswers = 2;
        figures.waitingAnswers = 1;
        figures.kvPages = 200;
        figures.kvPagesInUse = 50;
        figures.passes = 40;
        figures.passSessions = 1.5;
        figures.passMs = 9.5;
        model.append({at(0, ServerSampled{figures}), at(1000, ServerSampled{figures})});
        QStringList words = wordsOf(view, {500, 320});
        for (const char* wanted : {"4", "2", "1", "1.5", "9.5 ms", "25 %"})
            QVERIFY2(words.contains(QLatin1String(wanted)), wanted);
        // Where no pass was run there is no average of one.
        figures.passes = 0;
        model.append({at(2000, ServerSampled{figures})});
        words = wordsOf(view, {500, 320});
        QCOMPARE(words.count(QStringLiteral("–")), 3);
        model.append({at(3000, LinkEstimated{{}, false})});
        QVERIFY(wordsOf(view, {500, 320}).contains(QStringLiteral("lost · as it was last")));
    }

    /// What a few signs of life fill of an idle line is no bandwidth.
    void anIdleLinkSaysWhatWasLastKnownOfItsBandwidth() {
        RunModel model;
        Look look;
        LinkView view(model, look);
        model.append({at(0, LinkEstimated{{2500, 20, 1}, true})});
        QStringList words = wordsOf(view, {500, 200});
        QVERIFY(words.contains(QStringLiteral("connected · idle")));
        QVERIFY(words.contains(QStringLiteral("no estimate yet")));
        model.append(
            {at(100, RequestStarted{}, RequestId{1}), at(120, LinkEstimated{{5e6, 20, 1}, true}, RequestId{1})});
        words = wordsOf(view, {500, 200});
        QVERIFY(words.contains(QStringLiteral("connected")));
        QVERIFY(words.contains(QStringLiteral("40 Mbit/s")));
        model.append({at(200, RequestEnded{}, RequestId{1}), at(1200, LinkEstimated{{2500, 20, 1}, true})});
        words = wordsOf(view, {500, 200});
        QVERIFY(words.contains(QStringLiteral("connected · idle")));
        QVERIFY(words.contains(QStringLiteral("last known 40 Mbit/s")));
    }

    void theSearchSaysWhichOfItsColoursAreFast() {
        for (const ThemeName theme : kThemeNames) {
            RunModel model;
            Look look;
            look.setTheme(theme);
            PlanView view(model, look);
            model.append(plannedRun(searchOf(6, 8)));
            const QString wanted = theme == ThemeName::Light ? QStringLiteral("dark: fast, from 100 ms")
                                                             : QStringLiteral("bright: fast, from 100 ms");
            const QStringList words = wordsOf(view, {640, 320});
            QVERIFY2(!words.filter(wanted).isEmpty(), qPrintable(words.join(QLatin1Char('|'))));
        }
    }

    void aLowPlanLeavesOutTheSmallestCostsAndNotTheirSum() {
        RunModel model;
        Look look;
        PlanView view(model, look);
        std::vector<TraceEvent> events = plannedRun(searchOf(6, 8));
        std::vector<CostTerm>& costs = std::get<PlanMade>(events[1].fact).costs;
        costs.clear();
        for (int i = 1; i <= 30; ++i) costs.push_back({"drafting", 1.0 * i});
        model.append(std::move(events));
        const QStringList words = wordsOf(view, {640, 320});
        for (const char* wanted : {"predicted in all", "94.0 ms", "30.0 ms", "29.0 ms"})
            QVERIFY2(words.contains(QLatin1String(wanted)), wanted);
        QVERIFY(!words.contains(QStringLiteral("1.0 ms")));
    }

    void thePlanShowsTheSearchWhereThereIsRoom() {
        RunModel model;
        Look look;
        PlanView view(model, look);
        model.append(plannedRun(searchOf(6, 8)));
        const QStringList wide = wordsOf(view, {640, 320});
        QVERIFY(wide.contains(QStringLiteral("β image")));
        QVERIFY(wide.contains(QStringLiteral("binds: quality")));
        const QStringList small = wordsOf(view, {300, 190});
        QVERIFY(!small.contains(QStringLiteral("ρ image")));
        QVERIFY(small.contains(QStringLiteral("binds: quality")));
    }

    void aChartThatMakesNoSenseIsLeftOut() {
        PlanSearch tooFew = searchOf(4, 4);
        tooFew.believedMs.pop_back();
        PlanSearch notANumber = searchOf(4, 4);
        notANumber.believedMs[3] = std::numeric_limits<float>::quiet_NaN();
        PlanSearch noSpan = searchOf(4, 4);
        noSpan.x.to = noSpan.x.from;
        PlanSearch negative = searchOf(4, 4);
        negative.rows = -4;
        PlanSearch huge = searchOf(1, 4);
        huge.rows = 1 << 30;
        for (const PlanSearch& search : {tooFew, notANumber, noSpan, negative, huge}) {
            RunModel model;
            Look look;
            PlanView view(model, look);
            model.append(plannedRun(search));
            QVERIFY(!wordsOf(view, {640, 320}).contains(QStringLiteral("ρ image")));
        }
    }
};

QTEST_MAIN(CloudViewsTest)
#include "cloud_views_test.moc"
