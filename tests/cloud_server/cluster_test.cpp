// SPDX-License-Identifier: Apache-2.0
// Answers that vLLM servers compute: token for token the servers' own greedy ones, whatever happens on the way, or
// none.
#include "tests/cloud_server/served_cluster.h"
#include "tests/protocol/held_port.h"

#include "protocol/identity/conversation_hash.h"

#include <QTest>

#include <set>

namespace msao::cloud {
namespace {

bool isVerification(const FakeRequest& request) {
    return request.body["sampling_params"].toObject()["prompt_logprobs"].toInt() == 1;
}

}  // namespace

class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_cluster = std::make_unique<ServedCluster>(); }

    void helloSaysWhatAClusterCannotPromise() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::HelloReply& reply = edge.reply();
        QCOMPARE(reply.backend, std::string("vllm"));
        QVERIFY(!reply.promises.isExact && !reply.promises.takesPruned && !reply.promises.rebuildsExactly);
        QCOMPARE(reply.promises.sampling, protocol::SamplingPromise::GreedyOnly);
        QVERIFY(!protocol::hasFeature(reply.features, protocol::Feature::PrunedVisuals));
        QVERIFY(!protocol::hasFeature(reply.features, protocol::Feature::PcmAudio));
        QVERIFY(reply.target.tokenizerHash != protocol::Digest{} && reply.target.weightsHash == protocol::Digest{});
        QVERIFY(!reply.target.isMInvariant);
        QVERIFY(reply.costs.stepMs > 0);
        QCOMPARE(reply.limits.promptTokens, fake->contextTokens - engine::kMaxDecodeTokens);
    }

    void anAnswerIsTheServersOwnInEveryMode_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("fansOut");
        for (const char* mode : {"cloud-only", "never-idle", "verify-only", "sync", "hybrid", "msao"}) {
            QTest::addRow("%s, rows", mode) << mode << false;
            QTest::addRow("%s, fan-out", mode) << mode << true;
        }
    }
    void anAnswerIsTheServersOwnInEveryMode() {
        QFETCH(QString, mode);
        QFETCH(bool, fansOut);
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs);
        const Tokens prompt = promptOf(1, 40);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, question(prompt, 1, *engine::parseMode(mode.toStdString())), expected);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QVERIFY(answer.isConsistent());
        QCOMPARE(answer.tokens(), expected);
        QVERIFY(fansOut == (fake->largestBatch() > 1));
        const AskedAgain& again = server->metrics().askedAgain;
        QCOMPARE(again.withPictures + again.recomputing + again.elsewhere, 0u);
    }

    void draftsAreJudgedInOneCall() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        const Tokens prompt = promptOf(2, 50);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly), expected);
        QVERIFY(answer.waitForTokens(1));
        const std::size_t before = fake->requests().size();
        answer.draft(5, false);
        QVERIFY(answer.waitForTokens(7));
        QCOMPARE(fake->requests().size(), before + 1);
        QVERIFY(isVerification(fake->requests().back()));
    }

    void whateverAServerDoesTheAnswerIsItsOwn_data() {
        QTest::addColumn<FakeFault>("fault");
        QTest::addColumn<bool>("fansOut");
        QTest::addColumn<bool>("isRecomputed");
        QTest::newRow("NaN") << FakeFault::NotJson << false << true;
        QTest::newRow("rubbish rows") << FakeFault::RubbishRows << false << true;
        QTest::newRow("cached too far") << FakeFault::CachedTooFar << false << true;
        QTest::newRow("wrong count") << FakeFault::WrongCount << false << false;
        QTest::newRow("5xx") << FakeFault::ServerError << false << false;
        QTest::newRow("half of a JSON") << FakeFault::BrokenJson << false << true;
        QTest::newRow("cut") << FakeFault::CutReply << false << false;
        QTest::newRow("endless") << FakeFault::EndlessReply << false << false;
        QTest::newRow("redirect") << FakeFault::Redirect << false << true;
        QTest::newRow("stall") << FakeFault::Stall << false << false;
        QTest::newRow("wrong count, fan-out") << FakeFault::WrongCount << true << false;
        QTest::newRow("5xx, fan-out") << FakeFault::ServerError << true << false;
        QTest::newRow("half of a JSON, fan-out") << FakeFault::BrokenJson << true << false;
        QTest::newRow("stall, fan-out") << FakeFault::Stall << true << false;
    }
    void whateverAServerDoesTheAnswerIsItsOwn() {
        QFETCH(FakeFault, fault);
        QFETCH(bool, fansOut);
        QFETCH(bool, isRecomputed);
        const auto fake = m_cluster->newFake();
        const auto patience = std::chrono::milliseconds(fault == FakeFault::Stall ? 800 : 20'000);
        const auto server =
            m_cluster->serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs, patience);
        const auto first = static_cast<int>(fake->requests().size());
        fake->faultOf = [=](int call, const FakeRequest& request) {
            const bool isHit = (call - first) % 3 == 1 && (fansOut || isVerification(request));
            return isHit ? fault : FakeFault::None;
        };
        const Tokens prompt = promptOf(3, 60);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly), expected);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QVERIFY(answer.isConsistent());
        QCOMPARE(answer.tokens(), expected);
        const AskedAgain& again = server->metrics().askedAgain;
        QVERIFY(isRecomputed ? again.recomputing > 0 : again.elsewhere > 0);
        QCOMPARE(again.withPictures, 0u);
    }

    void aPictureIsSentOnceAndAgainWhereItIsForgotten_data() {
        QTest::addColumn<bool>("forgets");
        QTest::addColumn<bool>("fansOut");
        QTest::newRow("kept") << false << false;
        QTest::newRow("forgotten") << true << false;
        QTest::newRow("kept, fan-out") << false << true;
    }
    void aPictureIsSentOnceAndAgainWhereItIsForgotten() {
        QFETCH(bool, forgets);
        QFETCH(bool, fansOut);
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs);
        const int sentBefore = fake->picturesSent();
        fake->faultOf = [=, calls = 0](int, const FakeRequest&) mutable {
            return forgets && ++calls % 4 == 0 ? FakeFault::ForgetPictures : FakeFault::None;
        };
        const auto payload = m_cluster->picture(112, 84, {});
        const Tokens prompt = m_cluster->withPicture(promptOf(4, 20));
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens, payload.frames);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        protocol::Open open = question(prompt, 1, engine::Mode::VerifyOnly);
        open.modalities = {payload.descriptor};
        TestAnswer answer(edge, open, expected);
        m_cluster->upload(edge, open, payload);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), expected);
        const AskedAgain& again = server->metrics().askedAgain;
        QCOMPARE(again.withPictures > 0, forgets);
        QCOMPARE(static_cast<std::uint64_t>(fake->picturesSent() - sentBefore), again.withPictures + 1);
    }

    void anotherServerGoesOnWhereOneIsKilled() {
        const auto one = m_cluster->newFake();
        const auto other = m_cluster->newFake();
        const auto server = m_cluster->serve({one->url(), other->url()});
        const Tokens prompt = promptOf(5, 30);
        const Tokens expected = one->answerTo(prompt, kAnswerTokens);
        const std::size_t proof = other->requests().size();
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        for (std::uint32_t i = 0; i < 6; ++i) {
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            QVERIFY(edges.back()->logIn());
            answers.emplace_back(*edges.back(), question(prompt, i, engine::Mode::VerifyOnly), expected);
            QVERIFY(answers.back().waitForTokens(1));
        }
        one->kill();
        for (TestAnswer& answer : answers) {
            QVERIFY(draftToEnd(answer));
            QCOMPARE(answer.tokens(), expected);
        }
        QVERIFY(other->requests().size() > proof);
    }

    void aCloudWithoutServersSaysSoAndGoesOnWhenTheyAreBack() {
        const protocol::tests::HeldPort place;
        auto fake = m_cluster->newFake(place.port());
        const auto server = m_cluster->serve({fake->url()});
        const Tokens prompt = promptOf(6, 30);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly), expected);
        QVERIFY(answer.waitForTokens(1));
        answer.draft(3, false);
        QVERIFY(answer.waitForTokens(4));
        fake.reset();
        answer.draft(3, false);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::CloudFailed);
        QVERIFY(refused->retryAfterMs.has_value());
        QCOMPARE(server->metrics().openAnswers, std::size_t{0});

        fake = m_cluster->newFake(place.port());
        protocol::Open again = question(prompt, 2, engine::Mode::VerifyOnly);
        again.committed = answer.tokens();
        TestAnswer rest(edge, again, expected);
        QVERIFY(draftToEnd(rest));
        QCOMPARE(rest.tokens(), expected);
    }

    void whatWasNotPromisedIsRefused() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const auto isRefused = [&](const protocol::Open& open) {
            edge.send(open);
            const auto refused = edge.next<protocol::Refused>();
            return refused && refused->code == protocol::RefusalCode::NotPromised;
        };
        protocol::Open sampled = question(promptOf(7, 20), 1, engine::Mode::CloudOnly);
        sampled.sampling.temperature = 0.7;
        QVERIFY(isRefused(sampled));
        protocol::Open penalised = question(promptOf(7, 20), 2, engine::Mode::CloudOnly);
        penalised.sampling.repetitionPenalty = 1.1;
        QVERIFY(isRefused(penalised));
        engine::KeptTokens kept(12, true);
        kept[3] = false;
        protocol::Open pruned = question(m_cluster->withPicture(promptOf(7, 20)), 3, engine::Mode::CloudOnly);
        pruned.modalities = {m_cluster->picture(112, 84, kept).descriptor};
        QVERIFY(isRefused(pruned));
        protocol::Open longer = question(promptOf(7, 20), 4, engine::Mode::CloudOnly);
        longer.maxNewTokens = fake->contextTokens;
        edge.send(longer);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == protocol::RefusalCode::LimitExceeded);
    }

    void sessionsShareNothingAndAConversationKeepsItsNames() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        const std::size_t proof = fake->requests().size();
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = promptOf(8, 40);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        const auto ask = [&](std::uint32_t session) {
            TestAnswer answer(edge, question(prompt, session, engine::Mode::CloudOnly), expected);
            return answer.runToEnd() && answer.tokens() == expected ? answer.opened() : std::nullopt;
        };
        const auto opened = ask(1);
        QVERIFY(opened && ask(2));

        protocol::Open next = question(promptOf(9, 12), 1, engine::Mode::CloudOnly);
        next.id.request = protocol::RequestId{2};
        next.reuses = protocol::ReusedPrefix{static_cast<std::int64_t>(prompt.size() + expected.size()),
                                             protocol::conversationHash({}, opened->promptHash, expected)};
        Tokens all = prompt;
        all.insert(all.end(), expected.begin(), expected.end());
        const Tokens more = promptOf(9, 12);
        all.insert(all.end(), more.begin(), more.end());
        TestAnswer second(edge, next);
        QVERIFY(second.runToEnd());
        QCOMPARE(second.tokens(), fake->answerTo(all, kAnswerTokens));

        std::set<QString> salts;
        std::set<QByteArray> names;
        for (std::size_t i = proof; i < fake->requests().size(); ++i) {
            salts.insert(fake->requests()[i].body["cache_salt"].toString());
            names.insert(fake->requests()[i].session);
        }
        QCOMPARE(salts.size(), std::size_t{2});
        QCOMPARE(names.size(), std::size_t{2});
        QVERIFY(!salts.contains(QString()) && !names.contains(QByteArray()));
    }

    void manySessionsKeepTheirAnswers() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        constexpr int kSessions = 12;
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        for (int i = 0; i < kSessions; ++i) {
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            QVERIFY(edges.back()->logIn());
            answers.emplace_back(*edges.back(),
                                 question(promptOf(i, 20 + i), static_cast<std::uint32_t>(i), engine::Mode::CloudOnly));
        }
        for (int i = 0; i < kSessions; ++i) {
            const auto at = static_cast<std::size_t>(i);
            QVERIFY(answers[at].runToEnd());
            QCOMPARE(answers[at].tokens(), fake->answerTo(promptOf(i, 20 + i), kAnswerTokens));
        }
    }

    void whoLeavesCutsItsCall() {
        const auto fake = m_cluster->newFake();
        const auto server = m_cluster->serve({fake->url()});
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        fake->faultOf = [](int, const FakeRequest&) { return FakeFault::Stall; };
        const std::size_t before = fake->requests().size();
        const protocol::Open open = question(promptOf(10, 20), 1, engine::Mode::CloudOnly);
        TestAnswer answer(edge, open);
        QTRY_COMPARE_WITH_TIMEOUT(fake->requests().size(), before + 1, 30'000);
        edge.send(protocol::Cancel{open.id});
        QTRY_COMPARE_WITH_TIMEOUT(fake->callsCut(), 1, 30'000);
    }

private:
    std::unique_ptr<ServedCluster> m_cluster;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::ClusterTest)
#include "cluster_test.moc"
