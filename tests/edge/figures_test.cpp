// SPDX-License-Identifier: Apache-2.0
// What both machines use and how busy the cloud is: in the edge's trace, from real meters over a real connection.
#include "tests/edge/edge_at_work.h"

#include <QTest>

#include <algorithm>

namespace msao::edge {

class EdgeFiguresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void bothSidesAreMeasured() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        for (const engine::Side side : {engine::Side::Edge, engine::Side::Cloud}) {
            const auto hasLoad = [&] {
                return std::ranges::any_of(samplesOf(edge, side), [](const engine::ResourceSample& sample) {
                    return sample.cpuLoad && *sample.cpuLoad >= 0 && *sample.cpuLoad <= 1 && sample.memoryBytes > 0;
                });
            };
            QVERIFY(QTest::qWaitFor(hasLoad, 20'000));
        }
    }

    void theCloudTellsOfTheAnswersItMakes() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        edge.ask("what is there?", 64, engine::Mode::CloudOnly);
        QVERIFY(edge.waitForReports(1));
        const auto hasPasses = [&] {
            return std::ranges::any_of(edge.run.events(), [](const engine::TraceEvent& event) {
                const auto* said = std::get_if<engine::ServerSampled>(&event.fact);
                return said && said->figures.passes > 0 && said->figures.passSessions >= 1 &&
                       said->figures.passMs > 0 && said->figures.connections == 1;
            });
        };
        QVERIFY(QTest::qWaitFor(hasPasses, 20'000));
        QVERIFY(std::ranges::none_of(edge.run.events(), [](const engine::TraceEvent& event) {
            const bool isOfRun = std::holds_alternative<engine::ServerSampled>(event.fact) ||
                                 std::holds_alternative<engine::ResourceSample>(event.fact);
            return isOfRun && event.request != engine::RequestId::None;
        }));
    }

    /// The planner counts with it: the same drafts are dear to verify, or free.
    void theCloudTellsWhereRowsStopBeingFree() {
        constexpr double kDear = 1e6;
        const double dearMs = plannedVerificationMs({.free = 1, .msPerFurther = kDear});
        const double freeMs = plannedVerificationMs({.free = 1024, .msPerFurther = kDear});
        QVERIFY2(dearMs > kDear / 2, qPrintable(QString::number(dearMs)));
        QVERIFY2(freeMs >= 0 && freeMs < kDear / 2, qPrintable(QString::number(freeMs)));
    }

    void theServerMeasuresItWhenItStarts() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        QVERIFY(edge.link.server && edge.link.server->rows);
        QVERIFY(edge.link.server->rows->free >= 1);
    }

private:
    /// Of mode verify-only, which sends drafts with every pass; -1: there was no plan.
    double plannedVerificationMs(const protocol::PassRows& rows) const {
        const auto server =
            startCloud(*m_pair, 0, [&rows](cloud::ServerOptions&, cloud::LoadedModel& model) { model.rows = rows; });
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        if (!edge.waitForLink(LinkState::Stage::Connected)) return -1;
        edge.ask("what is there?", 16, engine::Mode::VerifyOnly);
        if (!edge.waitForReports(1)) return -1;
        for (const engine::TraceEvent& event : edge.run.events()) {
            const auto* made = std::get_if<engine::PlanMade>(&event.fact);
            if (made == nullptr) continue;
            for (const engine::CostTerm& term : made->costs) {
                if (term.name == "verification") return term.ms;
            }
        }
        return -1;
    }

    static std::vector<engine::ResourceSample> samplesOf(const EdgeAtWork& edge, engine::Side side) {
        std::vector<engine::ResourceSample> samples;
        for (const engine::TraceEvent& event : edge.run.events()) {
            const auto* sample = std::get_if<engine::ResourceSample>(&event.fact);
            if (sample && sample->side == side) samples.push_back(*sample);
        }
        return samples;
    }

    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeFiguresTest)
#include "figures_test.moc"
