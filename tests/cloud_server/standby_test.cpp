// SPDX-License-Identifier: Apache-2.0
// The last rung in front of "the cloud is gone": servers and this process have one checkpoint, the servers die, and the
// answers go on with the same tokens.
#include "tests/cloud_server/served_cluster.h"
#include "tests/cloud_server/server_pages.h"
#include "tests/protocol/held_port.h"

#include "protocol/identity/conversation_hash.h"
#include "protocol/identity/token_hash.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <map>

namespace msao::cloud {
namespace {

constexpr char kVllm[] = "vllm";
constexpr char kStandby[] = "torch, standing by for vllm";

engine::GenerateOptions greedy(std::size_t tokens) {
    engine::GenerateOptions options;
    options.maxNewTokens = static_cast<std::int32_t>(tokens);
    return options;
}

/// Servers that draw what a small model does, and that model's weights for whoever stands by.
class ServersOfOneModel {
public:
    TinyModel& model() { return m_model; }
    protocol::VisualPayload& picture() { return m_picture; }

    std::unique_ptr<FakeVllm> newFake(std::uint16_t port = 0) {
        auto fake = std::make_unique<FakeVllm>(port);
        fake->imagePad = m_model.engine().config().special.imagePad;
        fake->rule = [this](std::span<const std::int64_t> symbols) { return next(symbols); };
        return fake;
    }
    ServerOptions options(std::vector<QUrl> urls) const {
        ServerOptions options;
        options.model = m_model.folder();
        options.load = TinyModel::loadOptions();
        options.standsBy = true;
        options.allowance.sessions = 64;
        options.cluster.emplace();
        options.cluster->replicas = std::move(urls);
        options.cluster->pause = std::chrono::milliseconds(5);
        options.cluster->watchPause = std::chrono::milliseconds(10);
        return options;
    }
    Tokens answerAlone(const Tokens& prompt, bool hasPicture = false, std::size_t tokens = kAnswerTokens) {
        return m_model.answerAlone(described(prompt, hasPicture), greedy(tokens));
    }
    Tokens withPicture(Tokens prompt) const {
        const engine::SpecialTokens& special = m_model.engine().config().special;
        prompt.insert(prompt.begin() + 4, {special.visionStart, special.imagePad, special.visionEnd});
        return prompt;
    }

private:
    engine::PromptDescription described(Tokens tokens, bool hasPicture) const {
        engine::PromptDescription asked{std::move(tokens), {}};
        if (hasPicture) asked.visuals.push_back({engine::VisualKind::Image, {m_picture.frames}, {}});
        return asked;
    }
    int next(std::span<const std::int64_t> symbols) {
        const std::vector<std::int64_t> key(symbols.begin(), symbols.end());
        const auto known = m_drawn.find(key);
        if (known != m_drawn.end()) return known->second;
        Tokens tokens;
        bool isInPicture = false;
        bool hasPicture = false;
        for (const std::int64_t symbol : symbols) {
            const bool isCell = symbol >= m_model.engine().config().text.vocabularySize;
            hasPicture = hasPicture || isCell;
            if (isCell && std::exchange(isInPicture, true)) continue;
            isInPicture = isCell;
            const auto& special = m_model.engine().config().special;
            tokens.push_back(isCell ? special.imagePad : engine::TokenId{static_cast<std::int32_t>(symbol)});
        }
        const Tokens drawn = m_model.answerAlone(described(std::move(tokens), hasPicture), greedy(1));
        return m_drawn[key] = engine::toIndex(drawn.front());
    }

    TinyModel m_model;
    protocol::VisualPayload m_picture = exactPicture(112, 84, {}, m_model.engine().config().vision);
    std::map<std::vector<std::int64_t>, int> m_drawn;
};

}  // namespace

class StandbyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_servers = std::make_unique<ServersOfOneModel>(); }

    void anAnswerGoesOnWithTheSameTokens_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<FakeFault>("fault");
        QTest::addColumn<bool>("isWatched");
        QTest::addColumn<bool>("hasPicture");
        for (const char* mode : {"cloud-only", "never-idle", "verify-only", "sync", "hybrid", "msao"})
            QTest::addRow("%s, 5xx", mode) << mode << FakeFault::ServerError << false << false;
        QTest::newRow("5xx, seen first") << "verify-only" << FakeFault::ServerError << true << false;
        QTest::newRow("dead") << "verify-only" << FakeFault::None << false << false;
        QTest::newRow("dead, seen first") << "verify-only" << FakeFault::None << true << false;
        QTest::newRow("stall") << "verify-only" << FakeFault::Stall << false << false;
        QTest::newRow("stall, seen first") << "verify-only" << FakeFault::Stall << true << false;
        QTest::newRow("a picture") << "verify-only" << FakeFault::ServerError << false << true;
        QTest::newRow("a picture, seen first") << "never-idle" << FakeFault::ServerError << true << true;
    }
    /// `fault` None: the server is killed.
    void anAnswerGoesOnWithTheSameTokens() {
        QFETCH(QString, mode);
        QFETCH(FakeFault, fault);
        QFETCH(bool, isWatched);
        QFETCH(bool, hasPicture);
        const auto fake = m_servers->newFake();
        ServerOptions wanted = m_servers->options({fake->url()});
        if (!isWatched) wanted.cluster->watchPause = std::chrono::hours(1);
        if (fault == FakeFault::Stall) {
            wanted.cluster->callTime = std::chrono::milliseconds(1500);
            wanted.cluster->tries = 1;
        }
        const auto server = ServedCluster::serveWith(wanted);
        const Tokens words = m_servers->model().randomPrompt(21, 40);
        const Tokens prompt = hasPicture ? m_servers->withPicture(words) : words;
        const Tokens alone = m_servers->answerAlone(prompt, hasPicture);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        bool isBroken = false;
        fake->faultOf = [&, calls = 0](int, const FakeRequest& request) mutable {
            const bool isOfAnswer = std::cmp_greater_equal(request.body["token_ids"].toArray().size(), prompt.size());
            isBroken = isBroken || (fault != FakeFault::None && isOfAnswer && ++calls > 3);
            return isBroken ? fault : FakeFault::None;
        };
        protocol::Open open = question(prompt, 1, *engine::parseMode(mode.toStdString()));
        if (hasPicture) open.modalities = {m_servers->picture().descriptor};
        TestAnswer answer(edge, open, alone);
        if (hasPicture) ServedCluster::upload(edge, open, m_servers->picture());
        QVERIFY(answer.waitForTokens(1));
        if (fault == FakeFault::None) {
            answer.draft(3, true);
            QVERIFY(answer.waitForTokens(4));
            fake->kill();
        }
        QVERIFY(draftToEnd(answer));
        QVERIFY(answer.isConsistent());
        QCOMPARE(answer.tokens(), alone);
        QCOMPARE(server->metrics().takenOver, 1u);
        QVERIFY(server->metrics().refusals.empty());
        QVERIFY(pageOf(*server, "/metrics").contains("\nmsao_cloud_cluster_taken_over_total 1\n"));
    }

    void whoAnswersIsSaidAndTheNextQuestionIsTheServersAgain() {
        const protocol::tests::HeldPort place;
        auto fake = m_servers->newFake(place.port());
        const auto server = ServedCluster::serveWith(m_servers->options({fake->url()}));
        const Tokens first = m_servers->model().randomPrompt(31, 30);
        const Tokens second = m_servers->model().randomPrompt(32, 12);
        engine::Session session = m_servers->model().newSession();
        const Tokens toFirst = m_servers->model().answerNext(session, {first, {}}, greedy(kAnswerTokens));
        Tokens behind{toFirst.back()};
        behind.insert(behind.end(), second.begin(), second.end());
        const Tokens toSecond = m_servers->model().answerNext(session, {behind, {}}, greedy(kAnswerTokens));

        TestEdge before(server->url());
        QVERIFY(before.logIn());
        QCOMPARE(before.reply().backend, std::string(kVllm));
        fake.reset();
        const QByteArray isGone =
            QByteArray("ready: the model that stands by answers, no vLLM server does (1: ") + kNoReply + ')';
        QVERIFY(waitForReadiness(*server, kReady, isGone));
        QVERIFY(pageOf(*server, "/metrics").contains("\nmsao_cloud_ready 1\n"));
        const auto saysHello = [&](const char* backend) {
            TestEdge edge(server->url());
            if (!edge.logIn() || edge.reply().backend != backend) return false;
            // Another question of the same connection may be the servers'.
            const protocol::Promises& promises = edge.reply().promises;
            return promises == before.reply().promises && !promises.isExact && !promises.takesPruned;
        };
        QTRY_VERIFY_WITH_TIMEOUT(saysHello(kStandby), 30'000);

        TestAnswer answer(before, question(first, 1, engine::Mode::CloudOnly));
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens(), toFirst);
        QCOMPARE(server->metrics().takenOver, 0u);  // it began there
        QVERIFY(server->metrics().kv.pagesInUse > 0);

        fake = m_servers->newFake(place.port());
        QVERIFY(waitForReadiness(*server, kReady, "ready"));
        QTRY_VERIFY_WITH_TIMEOUT(saysHello(kVllm), 30'000);
        protocol::Open next = question(second, 1, engine::Mode::CloudOnly);
        next.id.request = protocol::RequestId{2};
        next.reuses = protocol::ReusedPrefix{static_cast<std::int64_t>(first.size() + toFirst.size()),
                                             protocol::conversationHash({}, answer.opened()->promptHash, toFirst)};
        const auto longest = [&] {
            qsizetype most = 0;
            for (const FakeRequest& r : fake->requests()) most = std::max(most, r.body["token_ids"].toArray().size());
            return most;
        };
        TestAnswer again(before, next);
        QVERIFY(again.runToEnd());
        QCOMPARE(again.tokens(), toSecond);
        QVERIFY(std::cmp_greater_equal(longest(), first.size() + toFirst.size() + second.size()));
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
    }

    void manyAnswersGoOnTogether() {
        const auto fake = m_servers->newFake();
        const auto server = ServedCluster::serveWith(m_servers->options({fake->url()}));
        constexpr std::uint32_t kSessions = 6;
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        std::vector<Tokens> alone;
        for (std::uint32_t i = 0; i < kSessions; ++i) {
            const Tokens prompt = m_servers->model().randomPrompt(40 + i, 20 + i);
            alone.push_back(m_servers->answerAlone(prompt));
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            QVERIFY(edges.back()->logIn());
            answers.emplace_back(*edges.back(), question(prompt, i, engine::Mode::VerifyOnly), alone.back());
            QVERIFY(answers.back().waitForTokens(1));
            answers.back().draft(3, i % 2 == 0);
            QVERIFY(answers.back().waitForTokens(4));
        }
        fake->kill();
        for (std::uint32_t i = 0; i < kSessions; ++i) {
            QVERIFY(draftToEnd(answers[i]));
            QCOMPARE(answers[i].tokens(), alone[i]);
        }
        QCOMPARE(server->metrics().takenOver, std::uint64_t{kSessions});
    }

    void anEdgeThatWasAwayFindsItsAnswerThere() {
        const auto fake = m_servers->newFake();
        const auto server = ServedCluster::serveWith(m_servers->options({fake->url()}));
        const Tokens prompt = m_servers->model().randomPrompt(51, 25);
        const Tokens alone = m_servers->answerAlone(prompt);
        auto first = std::make_unique<TestEdge>(server->url());
        QVERIFY(first->logIn());
        const protocol::Open open = question(prompt, 1, engine::Mode::VerifyOnly);
        TestAnswer answer(*first, open, alone);
        QVERIFY(answer.waitForTokens(1));
        answer.draft(5, false);
        QVERIFY(answer.waitForTokens(6));
        const protocol::ResumeToken token = *answer.opened()->resumeToken;
        first.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().parkedAnswers, std::size_t{1}, 30'000);
        fake->kill();
        QTRY_VERIFY_WITH_TIMEOUT(server->metrics().cluster.isGone(), 30'000);
        TestEdge second(server->url());
        QVERIFY(second.logIn());
        answer.moveTo(second);
        const auto count = static_cast<std::int64_t>(answer.tokens().size());
        second.send(protocol::Resume{open.id, token, count, protocol::hashOfTokens(answer.tokens())});
        QVERIFY(second.next<protocol::Resumed>());
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), alone);
    }

    void whatDoesNotFitHereWaitsForTheServers() {
        const auto fake = m_servers->newFake();
        ServerOptions wanted = m_servers->options({fake->url()});
        const engine::KvUsage kv = m_servers->model().engine().kvUsage();
        const std::size_t tokenBytes = wanted.load.kvCacheBytes / static_cast<std::size_t>(kv.pages * kv.tokensPerPage);
        wanted.load.kvCacheBytes = 512 * tokenBytes;
        const auto server = ServedCluster::serveWith(wanted);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = m_servers->model().randomPrompt(61, 30);
        protocol::Open open = question(prompt, 1, engine::Mode::VerifyOnly);
        open.maxNewTokens = 1000;
        TestAnswer answer(edge, open, m_servers->answerAlone(prompt));
        QVERIFY(answer.waitForTokens(1));
        fake->kill();
        const auto refused = edge.next<protocol::Refused>(60'000);
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::CloudFailed);
        QVERIFY(refused->retryAfterMs.has_value());
        QCOMPARE(server->metrics().takenOver, 0u);
    }

    void anotherCheckpointDoesNotStandBy() {
        FakeVllm fake;  // by its own rule
        fake.imagePad = m_servers->model().engine().config().special.imagePad;
        const auto loaded = loadModel(m_servers->options({fake.url()}));
        QVERIFY(!loaded);
        QVERIFY2(
            loaded.error().message.find("is another model than the cluster's: of the 4 tokens") != std::string::npos,
            loaded.error().message.c_str());
    }

    void nothingStandsByForAModelOfThisProcess() {
        ServerOptions wanted = m_servers->options({});
        wanted.cluster.reset();
        const engine::Status status = checkOptions(wanted);
        QVERIFY(!status);
        QVERIFY(status.error().message.find("--standby") != std::string::npos);
    }

private:
    std::unique_ptr<ServersOfOneModel> m_servers;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::StandbyTest)
#include "standby_test.moc"
