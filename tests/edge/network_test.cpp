// SPDX-License-Identifier: Apache-2.0
// What the edge makes of what the system says of the network.
#include "tests/edge/edge_at_work.h"
#include "tests/edge/fake_network.h"
#include "tests/protocol/held_port.h"

#include <QTest>

#include <algorithm>

namespace msao::edge {
namespace {

using Stage = LinkState::Stage;

constexpr auto kMark = "the network went";

bool isMarked(const RecordedRun& run) {
    const std::vector<engine::TraceEvent> events = run.events();
    return std::ranges::any_of(events, [](const engine::TraceEvent& event) {
        const auto* option = std::get_if<engine::OptionChanged>(&event.fact);
        return option != nullptr && option->name == kMark;
    });
}

}  // namespace

class EdgeNetworkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    /// The cloud asked the edge to stay away for ten minutes: before they are over, nothing but the network brings it
    /// back.
    void aCloudIsCalledAtOnceWhenTheNetworkComesAndNotWhenItGoes() {
        const protocol::tests::HeldPort place;
        auto server = startCloud(*m_pair, place.port(), [](cloud::ServerOptions& options, cloud::LoadedModel&) {
            options.returnAfter = std::chrono::minutes(10);
        });
        auto fake = std::make_unique<FakeNetwork>();
        FakeNetwork& network = *fake;
        EdgeAtWork edge(*m_pair, CloudAddress{server->url()}, {}, std::move(fake));
        QVERIFY(edge.waitForLink(Stage::Connected));
        server->drain();
        const auto isAwayForLong = [&] { return edge.link.stage == Stage::Waiting && edge.link.retryInMs >= 600'000; };
        QTRY_VERIFY_WITH_TIMEOUT(isAwayForLong(), 30'000);
        server.reset();
        server = startCloud(*m_pair, place.port());

        network.go();
        edge.runtime().note(QString::fromLatin1(kMark), {});  // behind whatever the edge was asked to do
        QTRY_VERIFY_WITH_TIMEOUT(isMarked(edge.run), 30'000);
        QCoreApplication::processEvents();
        QCOMPARE(edge.link.stage, Stage::Waiting);

        network.come();
        QTRY_COMPARE_WITH_TIMEOUT(edge.connections, 2, 30'000);
    }

private:
    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeNetworkTest)
#include "network_test.moc"
