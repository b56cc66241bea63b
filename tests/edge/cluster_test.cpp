// SPDX-License-Identifier: Apache-2.0
// An edge and a cloud whose model vLLM servers compute: it asks for no more than that cloud has promised.
#include "tests/cloud_server/fake_vllm.h"
#include "tests/edge/edge_at_work.h"
#include "tests/protocol/held_port.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace msao::edge {

class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void aPictureIsShownWholeAndTheAnswerIsTheClusters() {
        cloud::FakeVllm fake;
        const auto server = serve(fake);
        const std::size_t proof = fake.requests().size();
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        Question question;
        question.text = "what is there?";
        question.mode = engine::Mode::Msao;
        question.maxNewTokens = 24;
        question.qualityBound = 0.5;  // much would be pruned
        question.visuals.push_back({engine::VisualKind::Image, {{picture()}, 0}, {}});
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(!edge.reports[0].error, edge.reports[0].error ? edge.reports[0].error->message.c_str() : "");
        QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Length);

        QVERIFY(fake.requests().size() > proof && fake.picturesKnown().size() == 2);
        Tokens prompt;
        for (const QJsonValue& id : fake.requests()[proof].body["token_ids"].toArray())
            prompt.push_back(engine::TokenId{id.toInt()});
        const engine::RgbImage& seen = fake.picturesKnown().back();
        QCOMPARE(std::pair(seen.width, seen.height), std::pair(kSide, kSide));
        QCOMPARE(edge.tokensOf(0), fake.answerTo(prompt, 24, {seen}));
        for (const engine::AnswerToken& token : edge.reports[0].tokens)
            QVERIFY(token.provenance != engine::Provenance::Unverified);
    }

    void theRecordSaysWhatTheCloudDoesNotPromise() {
        cloud::FakeVllm fake;
        const auto server = serve(fake);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        const auto isSaid = [&] {
            return std::ranges::any_of(edge.run.events(), [](const engine::TraceEvent& event) {
                const auto* option = std::get_if<engine::OptionChanged>(&event.fact);
                return option != nullptr && option->name == "cloud" &&
                       option->value == "vllm: not exact to the bit, nothing pruned, greedy only";
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(), 30'000);
    }

    void samplingIsRefusedInWordsBeforeAnythingIsSent() {
        cloud::FakeVllm fake;
        const auto server = serve(fake);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        const std::size_t before = fake.requests().size();
        Question question;
        question.text = "what is there?";
        question.maxNewTokens = 8;
        question.sampling = [](const engine::GenerationDefaults&) {
            return engine::SamplingOptions{.temperature = 0.8};
        };
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Failed);
        QVERIFY(edge.reports[0].error && edge.reports[0].error->message.find("likeliest token") != std::string::npos);
        QCOMPARE(fake.requests().size(), before);
        // Published checkpoints ask for sampling that can draw one token only.
        question.sampling = [](const engine::GenerationDefaults&) {
            return engine::SamplingOptions{.temperature = 0.01, .topK = 1};
        };
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.reports[1].outcome, engine::RequestOutcome::Length);
    }

    void theEdgeGoesOnAloneWhileTheClusterIsGone() {
        const protocol::tests::HeldPort place;
        auto fake = std::make_unique<cloud::FakeVllm>(place.port());
        const auto server = serve(*fake);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        edge.ask("what is there?", 400);
        QVERIFY(edge.waitForTokens(40));
        const Tokens prompt = m_pair->tokensOf("what is there?", 0);
        const Tokens expected = fake->answerTo(prompt, 400);
        fake.reset();
        const std::size_t then = edge.run.count<engine::TokenEmitted>();
        QVERIFY(edge.waitForTokens(then + 5));
        fake = std::make_unique<cloud::FakeVllm>(place.port());
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.tokensOf(0), expected);
    }

private:
    static constexpr int kSide = 224;

    std::unique_ptr<cloud::CloudServer> serve(cloud::FakeVllm& fake) const {
        fake.imagePad = m_pair->config().special.imagePad;
        cloud::ServerOptions options;
        options.model = m_pair->target();
        options.cluster.emplace();
        options.cluster->replicas = {fake.url()};
        options.cluster->pause = std::chrono::milliseconds(5);
        options.cluster->watchPause = std::chrono::hours(1);  // calls are counted
        auto server = orThrow(cloud::CloudServer::create(options, orThrow(cloud::loadModel(options))));
        orThrow(server->listen());
        return server;
    }
    static engine::RgbImage picture() {
        engine::RgbImage image{kSide, kSide, {}};
        for (int i = 0; i < kSide * kSide * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i / 97 % 251));
        return image;
    }

    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::ClusterTest)
#include "cluster_test.moc"
