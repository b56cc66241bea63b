// SPDX-License-Identifier: Apache-2.0
// Whole answers over a socket: token for token what the model says alone, whatever happens on the way.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"

#include "msao/engine/prompt_hash.h"

#include <QTest>

namespace msao::cloud {
namespace {

protocol::Open question(const Tokens& prompt, std::uint32_t session, engine::Mode mode,
                        std::int32_t maxNewTokens = 48) {
    protocol::Open open;
    open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
    open.mode = mode;
    open.maxNewTokens = maxNewTokens;
    open.prompt = prompt;
    return open;
}

engine::PromptDescription described(const Tokens& prompt) {
    return {prompt, {}};
}

}  // namespace

class AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_model = std::make_unique<TinyModel>(); }

    void helloSaysWhatTheModelIs() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::HelloReply& reply = edge.reply();
        QCOMPARE(reply.version, protocol::kProtocolVersion);
        QCOMPARE(reply.target.tokenEnd, m_model->engine().tokenEnd());
        QVERIFY(reply.target.weightsHash != protocol::Digest{});
        QVERIFY(reply.target.isMInvariant && reply.promises.isExact);
        QVERIFY(reply.costs.stepMs > 0);
    }

    void anAnswerIsTheModelsOwnInEveryMode_data() {
        QTest::addColumn<QString>("mode");
        for (const char* mode : {"cloud-only", "never-idle", "verify-only", "sync", "hybrid", "co-located", "msao"})
            QTest::newRow(mode) << mode;
    }
    void anAnswerIsTheModelsOwnInEveryMode() {
        QFETCH(QString, mode);
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(11, 40);
        const Tokens alone = answerAlone(prompt, 48);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, question(prompt, 1, *engine::parseMode(mode.toStdString())), alone);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(answer.opened().has_value());
        const engine::ModelConfig& config = m_model->engine().config();
        const auto expected = engine::promptHash(orThrow(engine::preparePrompt(described(prompt), config)), config);
        QCOMPARE(answer.opened()->promptHash, expected);
        QVERIFY(draftToEnd(answer));
        QVERIFY(answer.isConsistent());
        QCOMPARE(answer.tokens(), alone);
    }

    /// By the clock that its heartbeats are answered with.
    void aVerdictSaysWhenItsPassWas() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(21, 30);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const auto timeThere = [&]() -> std::uint64_t {
            edge.send(protocol::Heartbeat{1, 5, 0});
            const auto ack = edge.next<protocol::HeartbeatAck>();
            return ack ? ack->repliedUs : 0;
        };
        const std::uint64_t before = timeThere();
        protocol::Open open = question(prompt, 1, engine::Mode::CloudOnly, 12);
        edge.send(open);
        std::uint64_t last = before;
        for (bool hasEnded = false; !hasEnded;) {
            const auto message = edge.next<protocol::VerdictMessage>();
            QVERIFY(message.has_value());
            QVERIFY(last <= message->passBeganUs && message->passBeganUs < message->passEndedUs);
            last = message->passEndedUs;
            hasEnded = message->verdict.endsAnswer;
        }
        QVERIFY(last <= timeThere());
    }

    /// A planner counts with who shares the passes with its own answer.
    void aHeartbeatTellsOfTheAnswersOfOthers() {
        const auto server = startServer(*m_model);
        TestEdge asking(server->url());
        TestEdge other(server->url());
        QVERIFY(asking.logIn());
        QVERIFY(other.logIn());
        const auto loadToldTo = [](TestEdge& edge) {
            edge.send(protocol::Heartbeat{1, 5, 0});
            const auto ack = edge.next<protocol::HeartbeatAck>();
            return ack ? ack->cloudLoad : -1.0;
        };
        TestAnswer answer(asking, question(m_model->randomPrompt(22, 20), 1, engine::Mode::VerifyOnly));
        QVERIFY(answer.waitForTokens(1));  // from here on it waits for drafts
        QCOMPARE(loadToldTo(asking), 0.0);
        QCOMPARE(loadToldTo(other), 1.0);
    }

    void itsFiguresGoOnlyToWhoKnowsThem() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        edge.send(protocol::Heartbeat{1, 5, 0});
        const auto told = edge.next<protocol::HeartbeatAck>();
        QVERIFY(told && told->figures);
        TestEdge older(server->url());
        QVERIFY(older.next<protocol::Challenge>().has_value());
        protocol::Hello hello;
        hello.features = ~static_cast<protocol::Features>(protocol::Feature::Figures);
        hello.nonce = protocol::drawSecret();
        older.send(hello);
        QVERIFY(older.next<protocol::HelloReply>().has_value());
        older.send(protocol::Heartbeat{1, 5, 0});
        const auto plain = older.next<protocol::HeartbeatAck>();
        QVERIFY(plain && !plain->figures);
    }

    void sampledAnswersRepeatBySeed() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(12, 20);
        protocol::Open open = question(prompt, 1, engine::Mode::CloudOnly);
        open.sampling.temperature = 0.9;
        open.sampling.topP = 0.95;
        open.sampling.repetitionPenalty = 1.1;
        open.sampling.seed = 77;
        engine::GenerateOptions options;
        options.sampling = open.sampling;
        options.maxNewTokens = 48;
        const Tokens alone = m_model->answerAlone(described(prompt), options);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer answer(edge, open);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens(), alone);
    }

    void manySessionsShareTheModelAndKeepTheirAnswers() {
        const auto server = startServer(*m_model);
        constexpr std::uint32_t kSessions = 8;
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        std::vector<Tokens> alone;
        for (std::uint32_t i = 0; i < kSessions; ++i) {
            const Tokens prompt = m_model->randomPrompt(100 + i, 10 + 7 * i);
            alone.push_back(answerAlone(prompt, 96));
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            QVERIFY(edges.back()->logIn());
            answers.emplace_back(*edges.back(), question(prompt, i, engine::Mode::CloudOnly, 96));
        }
        for (TestAnswer& answer : answers) QVERIFY(answer.runToEnd());
        for (std::size_t i = 0; i < kSessions; ++i) QCOMPARE(answers[i].tokens(), alone[i]);
        QVERIFY(server->metrics().batchSessions.sum() > 0);
    }

    void anImageIsAnsweredByItsKeptPixels() {
        const auto server = startServer(*m_model);
        const engine::ModelConfig& config = m_model->engine().config();
        engine::KeptTokens kept(12, true);
        kept[3] = kept[7] = false;
        const auto payload = picture(112, 84, kept);

        Tokens prompt = m_model->randomPrompt(13, 12);
        prompt.insert(prompt.begin() + 4,
                      {config.special.visionStart, config.special.imagePad, config.special.visionEnd});
        engine::PromptDescription asked{prompt, {{engine::VisualKind::Image, {payload.frames}, kept}}};
        engine::GenerateOptions options;
        options.maxNewTokens = 32;
        const Tokens alone = m_model->answerAlone(asked, options);

        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        protocol::Open open = question(prompt, 1, engine::Mode::CloudOnly, 32);
        open.modalities = {payload.descriptor};
        TestAnswer answer(edge, open);
        protocol::PayloadSplitter splitter(open.id, 0, payload.bytes);
        while (const auto chunk = splitter.next()) edge.send(*chunk);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens(), alone);
    }

    /// Their prompts are read between the passes of the others.
    void picturesThatArriveChangeNobodysAnswer() {
        const auto server = startServer(*m_model);
        constexpr std::uint32_t kSessions = 4;
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        std::vector<Tokens> alone;
        const auto join = [&](const protocol::Open& open, const Tokens& expected) {
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            if (!edges.back()->logIn()) return false;
            answers.emplace_back(*edges.back(), open);
            alone.push_back(expected);
            return true;
        };
        for (std::uint32_t i = 0; i < kSessions; ++i) {
            const Tokens prompt = m_model->randomPrompt(300 + i, 12 + i);
            QVERIFY(join(question(prompt, i, engine::Mode::CloudOnly, 160), answerAlone(prompt, 160)));
        }
        const engine::ModelConfig& config = m_model->engine().config();
        for (int i = 0; i < 3; ++i) {
            const auto payload = picture(448, 336 + 28 * i, {});
            Tokens prompt = m_model->randomPrompt(310, 12);
            prompt.insert(prompt.begin() + 4,
                          {config.special.visionStart, config.special.imagePad, config.special.visionEnd});
            engine::GenerateOptions options;
            options.maxNewTokens = 16;
            const Tokens expected =
                m_model->answerAlone({prompt, {{engine::VisualKind::Image, {payload.frames}, {}}}}, options);
            protocol::Open open = question(prompt, 9, engine::Mode::CloudOnly, 16);
            open.modalities = {payload.descriptor};
            QVERIFY(join(open, expected));
            protocol::PayloadSplitter splitter(open.id, 0, payload.bytes);
            while (const auto chunk = splitter.next()) edges.back()->send(*chunk);
        }
        for (TestAnswer& answer : answers) QVERIFY(answer.runToEnd());
        for (std::size_t i = 0; i < answers.size(); ++i) QCOMPARE(answers[i].tokens(), alone[i]);
    }

    void aLostConnectionGoesOnWhereItWas_data() {
        QTest::addColumn<double>("parkedShare");
        QTest::newRow("kept") << 0.5;
        QTest::newRow("rebuilt") << 0.0;
    }
    void aLostConnectionGoesOnWhereItWas() {
        QFETCH(double, parkedShare);
        const auto server =
            startServer(*m_model, [&](ServerOptions& options) { options.service.parkedKvShare = parkedShare; });
        const Tokens prompt = m_model->randomPrompt(14, 30);
        const Tokens alone = answerAlone(prompt, 64);
        auto first = std::make_unique<TestEdge>(server->url());
        QVERIFY(first->logIn());
        const protocol::Open open = question(prompt, 1, engine::Mode::VerifyOnly, 64);
        TestAnswer answer(*first, open, alone);
        QVERIFY(answer.waitForTokens(1));
        answer.draft(6, true);
        QVERIFY(answer.waitForTokens(6));
        const protocol::ResumeToken token = *answer.opened()->resumeToken;
        first.reset();

        TestEdge second(server->url());
        QVERIFY(second.logIn());
        answer.moveTo(second);
        const Tokens known(answer.tokens().begin(), answer.tokens().begin() + 3);
        second.send(protocol::Resume{open.id, token, 3, protocol::hashOfTokens(known)});
        const auto resumed = second.next<protocol::Resumed>();
        QVERIFY(resumed.has_value());
        QCOMPARE(resumed->wasRebuilt, parkedShare == 0.0);
        QVERIFY(resumed->token != token);
        QVERIFY(draftToEnd(answer));
        QVERIFY(answer.isConsistent());
        QCOMPARE(answer.tokens(), alone);

        // The first token has been used.
        second.send(
            protocol::Resume{{protocol::SessionId{9}, protocol::RequestId{1}}, token, 0, protocol::hashOfTokens({})});
        const auto refused = second.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::ResumeRefused);
    }

    void anAnswerThatAnotherServerBeganGoesOn() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(15, 25);
        const Tokens alone = answerAlone(prompt, 40);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        protocol::Open open = question(prompt, 1, engine::Mode::CloudOnly, 40);
        open.committed.assign(alone.begin(), alone.begin() + 20);
        TestAnswer answer(edge, open);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens(), alone);
    }

    void cancelFreesTheMemoryAndTheSessionStays() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = m_model->randomPrompt(16, 25);
        protocol::Open open = question(prompt, 1, engine::Mode::CloudOnly, 4000);
        TestAnswer answer(edge, open);
        QVERIFY(answer.waitForTokens(3));
        QVERIFY(server->metrics().kv.pagesInUse > 0);
        edge.send(protocol::Cancel{open.id});
        QVERIFY(edge.next<protocol::Cancelled>().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
        answer.read();
        open.id.request = protocol::RequestId{2};
        open.maxNewTokens = 24;
        TestAnswer next(edge, open);
        QVERIFY(next.runToEnd());
        QCOMPARE(next.tokens(), answerAlone(prompt, 24));
    }

    void whoNeverComesBackLeavesNothing() {
        const auto server = startServer(
            *m_model, [](ServerOptions& options) { options.service.resume = std::chrono::milliseconds(200); });
        for (int i = 0; i < 20; ++i) {
            TestEdge edge(server->url());
            QVERIFY(edge.logIn());
            TestAnswer answer(edge, question(m_model->randomPrompt(200, 25), 1, engine::Mode::CloudOnly, 4000));
            QVERIFY(answer.waitForTokens(static_cast<std::size_t>(1 + i % 5)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().openAnswers, std::size_t{0}, 30'000);
    }

    void whatIsLeftOfAnEndedAnswerMakesRoomForTheNextQuestion() {
        const auto server = startServer(*m_model, [](ServerOptions& options) { options.allowance.sessions = 1; });
        const Tokens prompt = m_model->randomPrompt(19, 25);
        {
            TestEdge gone(server->url());
            QVERIFY(gone.logIn());
            TestAnswer answer(gone, question(prompt, 1, engine::Mode::CloudOnly, 4));
            QVERIFY(answer.runToEnd());
        }
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().parkedAnswers, std::size_t{1}, 30'000);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        TestAnswer next(edge, question(prompt, 1, engine::Mode::VerifyOnly, 16));
        QVERIFY(next.waitForTokens(1));
        // What somebody may still wait for does not.
        TestEdge another(server->url());
        QVERIFY(another.logIn());
        QVERIFY(another.send(question(prompt, 1, engine::Mode::CloudOnly, 4)));
        const auto refused = another.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::QuotaExceeded);
    }

    void whatDoesNotFitIsRefusedAtOnceAndFitsLater() {
        const auto server =
            startServer(*m_model, [](ServerOptions& options) { options.load.kvCacheBytes = std::size_t{1} << 20; });
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const std::int64_t room = server->metrics().kv.pages * server->metrics().kv.tokensPerPage;
        const Tokens prompt = m_model->randomPrompt(17, 25);
        const auto most = static_cast<std::int32_t>(std::min<std::int64_t>(room * 2 / 3, 8000));
        protocol::Open first = question(prompt, 1, engine::Mode::VerifyOnly, most);
        TestAnswer holding(edge, first);
        QVERIFY(holding.waitForTokens(1));
        QVERIFY(edge.send(question(prompt, 2, engine::Mode::CloudOnly, most)));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::Busy);
        QVERIFY(refused->retryAfterMs.has_value());
        edge.send(protocol::Close{first.id.session});
        TestAnswer fitting(edge, question(prompt, 3, engine::Mode::CloudOnly, 16));
        QVERIFY(fitting.runToEnd());
        QCOMPARE(fitting.tokens(), answerAlone(prompt, 16));
    }

    void aDrainingServerFinishesWhatItBeganAndTakesNothingNew() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = m_model->randomPrompt(18, 25);
        const Tokens alone = answerAlone(prompt, 64);
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly, 64), alone);
        QVERIFY(answer.waitForTokens(1));
        bool isDrained = false;
        connect(server.get(), &CloudServer::drained, this, [&] { isDrained = true; });
        server->drain();
        const auto drain = edge.next<protocol::Drain>();
        QVERIFY(drain.has_value() && drain->windowMs > 0);
        TestEdge late(server->url());
        QVERIFY(late.logIn());
        QVERIFY(late.next<protocol::Drain>() == drain);
        edge.send(question(prompt, 2, engine::Mode::CloudOnly));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::Draining);
        QVERIFY(!isDrained);
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), alone);
        QTRY_VERIFY_WITH_TIMEOUT(isDrained, 30'000);
    }

    /// Behind the same address there may be a server that takes its next question.
    void aDrainingServerLetsGoWhoWaitsForNothing() {
        const auto server = startServer(*m_model, [](ServerOptions& options) {
            options.drainGrace = std::chrono::minutes(10);
            options.dismissAfter = std::chrono::milliseconds(100);
        });
        TestEdge idle(server->url());
        TestEdge asking(server->url());
        TestEdge holding(server->url());
        for (TestEdge* edge : {&idle, &asking, &holding}) QVERIFY(edge->logIn());
        const Tokens prompt = m_model->randomPrompt(23, 25);
        const Tokens alone = answerAlone(prompt, 64);
        TestAnswer answer(asking, question(prompt, 1, engine::Mode::VerifyOnly, 64), alone);
        TestAnswer held(holding, question(prompt, 1, engine::Mode::VerifyOnly, 64), alone);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(held.waitForTokens(1));
        server->drain();
        QTRY_VERIFY_WITH_TIMEOUT(idle.isClosed(), 30'000);
        QVERIFY(idle.take<protocol::Drain>().has_value());
        QVERIFY(!asking.isClosed());
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), alone);
        QTRY_VERIFY_WITH_TIMEOUT(asking.isClosed(), 30'000);
        QVERIFY(!holding.isClosed());
    }

private:
    protocol::VisualPayload picture(int width, int height, engine::KeptTokens kept) const {
        return exactPicture(width, height, std::move(kept), m_model->engine().config().vision);
    }
    Tokens answerAlone(const Tokens& prompt, std::int32_t maxNewTokens) {
        engine::GenerateOptions options;
        options.maxNewTokens = maxNewTokens;
        return m_model->answerAlone(described(prompt), options);
    }

    std::unique_ptr<TinyModel> m_model;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::AnswersTest)
#include "answers_test.moc"
