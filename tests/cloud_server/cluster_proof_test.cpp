// SPDX-License-Identifier: Apache-2.0
// What vLLM servers have to prove before anybody is let in, and that it is known afterwards which of them answer.
#include "tests/cloud_server/served_cluster.h"
#include "tests/cloud_server/server_pages.h"
#include "tests/protocol/held_port.h"

#include "cloud_server/cluster/cluster_proof.h"

#include <QTest>

#include <algorithm>

namespace msao::cloud {
class ClusterProofTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_cluster = std::make_unique<ServedCluster>(); }

    void aServerThatCannotVerifyIsNotServed_data() {
        QTest::addColumn<FakeFault>("fault");
        QTest::addColumn<QString>("words");
        QTest::newRow("other tokens") << FakeFault::WrongTokens << "verifies other tokens";
        QTest::newRow("no prefix cache") << FakeFault::NotCached << "nothing comes out of its prefix cache";
        QTest::newRow("NaN of every cached row") << FakeFault::NotJson << "has to be recomputed";
        QTest::newRow("another count") << FakeFault::WrongCount << "another number of tokens";
        QTest::newRow("5xx") << FakeFault::ServerError << "status 503";
    }
    void aServerThatCannotVerifyIsNotServed() {
        QFETCH(FakeFault, fault);
        QFETCH(QString, words);
        const auto fake = m_cluster->newFake();
        fake->faultOf = [fault](int, const FakeRequest&) { return fault; };
        const auto loaded = loadModel(m_cluster->options({fake->url()}, VerifyWay::PromptLogprobs));
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.find(words.toStdString()) != std::string::npos, loaded.error().message.c_str());
    }

    /// As vLLM's CPU runner does of one call in six or ten.
    void aServerThatSaysNaNNowAndThenIsServed() {
        const auto fake = m_cluster->newFake();
        int rows = 0;
        fake->faultOf = [&rows](int, const FakeRequest& request) {
            if (request.page != "/inference/v1/generate") return FakeFault::None;
            return ++rows % 7 == 5 ? FakeFault::NotJson : FakeFault::None;
        };
        const auto loaded = loadModel(m_cluster->options({fake->url()}, VerifyWay::PromptLogprobs));
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        QVERIFY(rows > 5);
    }

    void aServerWithoutTheBetterPageIsAskedPromptByPrompt() {
        const auto fake = m_cluster->newFake();
        fake->faultOf = [](int, const FakeRequest& request) {
            return request.page == "/inference/v1/generate" ? FakeFault::NoSuchPage : FakeFault::None;
        };
        const auto server = m_cluster->serve({fake->url()}, {});
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = promptOf(11, 25);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly), expected);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), expected);
        protocol::Open shown = question(m_cluster->withPicture(promptOf(7, 20)), 3, engine::Mode::CloudOnly);
        shown.modalities = {m_cluster->picture(112, 84, {}).descriptor};
        edge.send(shown);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == protocol::RefusalCode::NotPromised);
    }

    void readinessFollowsTheServers() {
        auto one = m_cluster->newFake();
        const protocol::tests::HeldPort place;
        auto other = m_cluster->newFake(place.port());
        ServerOptions wanted = m_cluster->options({one->url(), other->url()}, {});
        wanted.cluster->watchPause = std::chrono::milliseconds(10);
        const auto server = ServedCluster::serveWith(wanted);
        const QByteArray no = kNoReply;
        const QByteArray oneIsGone = "ready: 1 of 2 vLLM servers answer (1: " + no + ")";
        QVERIFY(waitForReadiness(*server, kReady, "ready"));
        one.reset();
        QVERIFY(waitForReadiness(*server, kReady, oneIsGone));
        QVERIFY(pageOf(*server, "/metrics").contains("\nmsao_cloud_ready 1\n"));
        other.reset();
        const QByteArray none = "not ready: no vLLM server answers (1: " + no + "; 2: " + no + ")";
        QVERIFY(waitForReadiness(*server, kNotReady, none));
        QVERIFY(pageOf(*server, "/metrics").contains("\nmsao_cloud_ready 0\n"));
        QVERIFY(pageOf(*server, "/healthz").startsWith(kReady));
        other = m_cluster->newFake(place.port());
        QVERIFY(waitForReadiness(*server, kReady, oneIsGone));
    }

    void aServerThatListensAndDrawsNothingIsNotReady_data() {
        QTest::addColumn<FakeFault>("fault");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("5xx") << FakeFault::ServerError << QByteArray(kNoReply);
        QTest::newRow("stall") << FakeFault::Stall << QByteArray(kNoReply);
        QTest::newRow("another count")
            << FakeFault::WrongCount
            << QByteArray("it reads a prompt as another number of tokens than the checkpoint folder says");
        QTest::newRow("no page") << FakeFault::NoSuchPage << QByteArray("it refuses the request");
    }
    void aServerThatListensAndDrawsNothingIsNotReady() {
        QFETCH(FakeFault, fault);
        QFETCH(QByteArray, words);
        const auto fake = m_cluster->newFake();
        ServerOptions wanted = m_cluster->options({fake->url()}, {}, std::chrono::seconds(2));
        wanted.cluster->watchPause = std::chrono::milliseconds(10);
        const auto server = ServedCluster::serveWith(wanted);
        QVERIFY(waitForReadiness(*server, kReady, "ready"));
        fake->faultOf = [&](int, const FakeRequest&) { return fault; };
        QVERIFY(waitForReadiness(*server, kNotReady, "not ready: no vLLM server answers (1: " + words + ")"));
        fake->faultOf = [](int, const FakeRequest&) { return FakeFault::None; };
        QVERIFY(waitForReadiness(*server, kReady, "ready"));
    }

    /// It names the picture that would be drawn for it, and draws none.
    void aCheckpointOfHugePicturesIsNotServed() {
        const auto fake = m_cluster->newFake();
        engine::ModelConfig config = m_cluster->config();
        config.preprocessor.minPixels = config.preprocessor.maxPixels = 1'000'000'000'000;
        const auto card = proveCluster(*m_cluster->options({fake->url()}, {}).cluster, config,
                                       config.text.vocabularySize, std::stop_token());
        QVERIFY(!card);
        QVERIFY2(card.error().message.find("1000000000000 pixels") != std::string::npos, card.error().message.c_str());
    }

    void aVocabularyThatBeginsWithASpecialTokenIsAsked() {
        const auto fake = m_cluster->newFake();
        engine::ModelConfig config = m_cluster->config();
        config.special.visionStart = engine::TokenId{0};
        QVERIFY(proveCluster(*m_cluster->options({fake->url()}, {}).cluster, config, config.text.vocabularySize,
                             std::stop_token()));
    }

    void theKeyTravelsWithEveryCall() {
        const auto fake = m_cluster->newFake();
        ServerOptions wanted = m_cluster->options({fake->url()}, {});
        wanted.cluster->key = "open sesame";
        QVERIFY(loadModel(wanted));
        QVERIFY(std::ranges::all_of(fake->requests(), [](const auto& r) { return r.key == "Bearer open sesame"; }));
    }

    void addressesAreChecked() {
        for (const char* good : {"http://127.0.0.1:8000", "https://gpu.example/team/a/"}) QVERIFY(parseReplica(good));
        for (const char* bad :
             {"", "127.0.0.1:8000", "ftp://a", "http://", "http://u:p@a", "http://a/?b=c", "http://a/#b"})
            QVERIFY2(!parseReplica(bad), bad);
    }

private:
    std::unique_ptr<ServedCluster> m_cluster;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::ClusterProofTest)
#include "cluster_proof_test.moc"
