// SPDX-License-Identifier: Apache-2.0
// Mode perllm over a socket: token for token what the model says alone, and nothing that a hostile edge sends is felt
// by others.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/media/hidden_states.h"
#include "protocol/media/payload_chunks.h"

#include <QTest>

#include <array>
#include <bit>
#include <limits>

namespace msao::cloud {
namespace {

using protocol::HiddenFormat;
using protocol::RefusalCode;

/// The edge's layers of one answer.
class LowerSide {
public:
    LowerSide(engine::Engine& model, std::uint32_t session, const engine::PromptDescription& asked,
              std::int32_t maxNewTokens, HiddenFormat format = HiddenFormat::Float32)
        : m_model(model), m_session(model.newSession()), m_format(format) {
        engine::Prompt prompt = orThrow(engine::preparePrompt(asked, model.config()));
        const engine::FeatureRows states = orThrow(model.prefillLower(m_session, prompt, kCut));
        open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
        open.mode = engine::Mode::PerLlm;
        open.maxNewTokens = maxNewTokens;
        open.lower = protocol::LowerLayers{kCut, format, static_cast<std::int32_t>(states.width),
                                           std::move(prompt.positions), prompt.nextPosition};
        open.prompt = std::move(prompt.tokens);
        payload = protocol::packHidden(states, format);
    }
    /// Behind the token at `position` of the answer.
    protocol::HiddenState readOn(engine::TokenId token, std::int64_t position) {
        const engine::FeatureRows state = orThrow(m_model.decodeLower(m_session, token, kCut));
        return {open.id, position + 1, protocol::packHidden(state, m_format)};
    }

    protocol::Open open;
    QByteArray payload;

private:
    static constexpr std::int32_t kCut = 1;
    engine::Engine& m_model;
    engine::Session m_session;
    HiddenFormat m_format;
};

/// One answer of an edge that does what it should.
class SplitAnswer {
public:
    SplitAnswer(TestEdge& edge, LowerSide& lower) : m_edge(edge), m_lower(lower) {
        edge.send(lower.open);
        protocol::PayloadSplitter chunks(lower.open.id, 0, lower.payload);
        // An edge's queue is bounded.
        while (const auto chunk = chunks.next())
            static_cast<void>(QTest::qWaitFor([&] { return edge.send(*chunk); }, 30'000));
    }
    /// The next token; false: none came.
    bool draw() {
        const auto verdict = m_edge.next<protocol::VerdictMessage>(30'000);
        if (!verdict || verdict->verdict.tokens.size() != 1) return false;
        if (std::cmp_not_equal(verdict->verdict.firstPosition, tokens.size())) return false;
        tokens.push_back(verdict->verdict.tokens.front());
        hasEnded = verdict->verdict.endsAnswer;
        return true;
    }
    protocol::HiddenState state() {
        return m_lower.readOn(tokens.back(), static_cast<std::int64_t>(tokens.size()) - 1);
    }
    bool runToEnd() {
        if (tokens.empty() && !draw()) return false;
        while (!hasEnded) {
            m_edge.send(state());
            if (!draw()) return false;
        }
        return true;
    }

    Tokens tokens;
    bool hasEnded = false;

private:
    TestEdge& m_edge;
    LowerSide& m_lower;
};

protocol::Open wholeQuestion(const Tokens& prompt, std::int32_t maxNewTokens) {
    protocol::Open open;
    open.id = {protocol::SessionId{1}, protocol::RequestId{1}};
    open.mode = engine::Mode::CloudOnly;
    open.maxNewTokens = maxNewTokens;
    open.prompt = prompt;
    return open;
}

}  // namespace

class SplitAnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_unique<TinyModel>();
        m_lower = orThrow(engine::Engine::load(m_model->folder(), TinyModel::loadOptions()));
    }

    void anAnswerIsTheModelsOwn_data() {
        QTest::addColumn<bool>("isSampled");
        QTest::addColumn<bool>("showsAPicture");
        QTest::addColumn<int>("promptTokens");
        QTest::newRow("greedy") << false << false << 60;
        QTest::newRow("sampled") << true << false << 60;
        QTest::newRow("a picture") << true << true << 60;
        QTest::newRow("in three pieces") << true << false << 2500;
        QTest::newRow("in whole pieces") << false << false << 2048;
    }
    void anAnswerIsTheModelsOwn() {
        QFETCH(bool, isSampled);
        QFETCH(bool, showsAPicture);
        QFETCH(int, promptTokens);
        const auto server = startServer(*m_model);
        engine::PromptDescription asked{m_model->randomPrompt(41, static_cast<std::size_t>(promptTokens)), {}};
        if (showsAPicture) {
            const engine::ModelConfig& config = m_model->engine().config();
            asked.tokens.insert(asked.tokens.begin() + 5, config.special.imagePad);
            engine::VisualMedium medium;
            medium.clip.frames.push_back(exactPicture(112, 84, {}, config.vision).frames.front());
            asked.visuals.push_back(std::move(medium));
        }
        engine::GenerateOptions options;
        options.maxNewTokens = 40;
        if (isSampled) options.sampling = {.temperature = 0.9, .topP = 0.95, .repetitionPenalty = 1.1, .seed = 7};
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        QVERIFY(protocol::hasFeature(edge.reply().features, protocol::Feature::HiddenStates));
        LowerSide lower(*m_lower, 1, asked, options.maxNewTokens);
        lower.open.sampling = options.sampling;
        SplitAnswer answer(edge, lower);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens, m_model->answerAlone(asked, options));
        const auto opened = edge.take<protocol::Opened>();
        QVERIFY(opened && !opened->resumeToken);
        QCOMPARE(opened->promptTokens, static_cast<std::int64_t>(lower.open.lower->positions.size()));
    }

    void roundedStatesAreTaken() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        LowerSide lower(*m_lower, 1, {m_model->randomPrompt(42, 30), {}}, 12, HiddenFormat::Int8);
        SplitAnswer answer(edge, lower);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens.size(), std::size_t{12});
    }

    void answersOfOtherModesGoOnBeside() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(43, 30);
        const Tokens alone = answerAlone(prompt, 60);
        TestEdge first(server->url());
        TestEdge second(server->url());
        TestEdge third(server->url());
        QVERIFY(first.logIn() && second.logIn() && third.logIn());
        TestAnswer whole(third, wholeQuestion(prompt, 60));
        LowerSide lower(*m_lower, 1, {prompt, {}}, 60);
        LowerSide other(*m_lower, 1, {prompt, {}}, 60);
        SplitAnswer answer(first, lower);
        SplitAnswer beside(second, other);
        QVERIFY(answer.draw() && beside.draw());
        while (!answer.hasEnded || !beside.hasEnded) {
            for (auto [edge, split] : {std::pair{&first, &answer}, {&second, &beside}}) {
                if (split->hasEnded) continue;
                edge->send(split->state());
                QVERIFY(split->draw());
            }
        }
        QVERIFY(whole.runToEnd());
        QCOMPARE(answer.tokens, alone);
        QCOMPARE(beside.tokens, alone);
        QCOMPARE(whole.tokens(), alone);
    }

    void aCancelledOneFreesWhatItHad() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        LowerSide lower(*m_lower, 1, {m_model->randomPrompt(44, 50), {}}, 200);
        SplitAnswer answer(edge, lower);
        QVERIFY(answer.draw());
        edge.send(answer.state());
        QVERIFY(answer.draw());
        QVERIFY(server->metrics().kv.pagesInUse > 0);
        edge.send(protocol::Cancel{lower.open.id});
        QVERIFY(edge.next<protocol::Cancelled>().has_value());
        QVERIFY(isFree(*server));
        edge.send(answer.state());  // it crossed the cancellation: no mistake
        edge.send(protocol::HiddenState{{protocol::SessionId{9}, protocol::RequestId{1}}, 1, "x"});
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == RefusalCode::UnknownRequest && refused->session == protocol::SessionId{9});
    }

    void oneWhoseEdgeIsGoneFreesWhatItHad() {
        const auto server = startServer(*m_model);
        {
            TestEdge edge(server->url());
            QVERIFY(edge.logIn());
            LowerSide lower(*m_lower, 1, {m_model->randomPrompt(45, 50), {}}, 200);
            SplitAnswer answer(edge, lower);
            QVERIFY(answer.draw());
            QVERIFY(server->metrics().kv.pagesInUse > 0);
        }
        QVERIFY(isFree(*server));
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().parkedAnswers, std::size_t{0}, 30'000);
    }

    /// Each is refused once, by a code that says why. What is refused changes nothing: the answer is the model's own.
    void badStatesAreRefusedAndTheAnswerGoesOn() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(46, 30);
        const Tokens alone = answerAlone(prompt, 24);
        TestEdge edge(server->url());
        TestEdge neighbour(server->url());
        QVERIFY(edge.logIn() && neighbour.logIn());
        TestAnswer whole(neighbour, wholeQuestion(prompt, 24));
        LowerSide lower(*m_lower, 1, {prompt, {}}, 24);
        SplitAnswer answer(edge, lower);
        QVERIFY(answer.draw());
        const protocol::HiddenState good = answer.state();
        const auto refusal = [&](const protocol::EdgeMessage& bad) {
            edge.send(bad);
            const auto refused = edge.next<protocol::Refused>();
            return refused && !refused->closesConnection ? refused->code : RefusalCode::Unspecified;
        };
        const auto with = [&](std::int64_t position, QByteArray bytes) {
            return protocol::HiddenState{good.id, position, std::move(bytes)};
        };
        QCOMPARE(refusal(with(1, good.bytes.chopped(1))), RefusalCode::MalformedMessage);
        QCOMPARE(refusal(with(1, good.bytes + good.bytes)), RefusalCode::MalformedMessage);
        for (const char* bits : {"0000c07f", "0000807f", "000080ff"}) {
            QByteArray none = good.bytes;
            none.replace(8, 4, QByteArray::fromHex(bits));
            QCOMPARE(refusal(with(1, none)), RefusalCode::MalformedMessage);
        }
        QCOMPARE(refusal(with(0, good.bytes)), RefusalCode::PositionOutOfRange);
        QCOMPARE(refusal(with(2, good.bytes)), RefusalCode::PositionOutOfRange);
        QCOMPARE(refusal(protocol::HiddenState{{good.id.session, protocol::RequestId{5}}, 1, good.bytes}),
                 RefusalCode::UnknownRequest);
        QCOMPARE(refusal(protocol::Drafts{good.id, {0, 1, {engine::TokenId{1}}, {}, false}}),
                 RefusalCode::UnexpectedMessage);
        QCOMPARE(refusal(protocol::ModeChange{good.id, engine::Mode::NeverIdle, 3}), RefusalCode::UnexpectedMessage);
        edge.send(good);
        QVERIFY(answer.draw());
        QCOMPARE(refusal(good), RefusalCode::PositionOutOfRange);  // again
        QVERIFY(answer.runToEnd());
        QCOMPARE(refusal(with(25, good.bytes)), RefusalCode::UnexpectedMessage);
        QCOMPARE(answer.tokens, alone);
        QVERIFY(whole.runToEnd());
        QCOMPARE(whole.tokens(), alone);
    }

    void aStateForAnAnswerOfAnotherModeIsRefused() {
        const auto server = startServer(*m_model);
        const Tokens prompt = m_model->randomPrompt(47, 30);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::Open open = wholeQuestion(prompt, 48);
        TestAnswer whole(edge, open);
        edge.send(protocol::HiddenState{open.id, 1, "x"});
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == RefusalCode::UnexpectedMessage);
        QVERIFY(whole.runToEnd());
        QCOMPARE(whole.tokens(), answerAlone(prompt, 48));
    }

    void badQuestionsAreRefusedBeforeMemoryIsTaken() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        std::uint32_t session = 0;
        const auto refusal = [&](const std::function<void(LowerSide&)>& change) {
            LowerSide lower(*m_lower, ++session, {m_model->randomPrompt(48, 20), {}}, 8);
            change(lower);
            SplitAnswer answer(edge, lower);
            auto refused = edge.next<protocol::Refused>();
            while (refused && refused->session != lower.open.id.session)  // of chunks behind the one before
                refused = edge.next<protocol::Refused>();
            return refused ? refused->code : RefusalCode::Unspecified;
        };
        QCOMPARE(refusal([](LowerSide& lower) { lower.open.lower->count = 99; }), RefusalCode::ModelMismatch);
        QCOMPARE(refusal([](LowerSide& lower) { lower.open.lower->width += 4; }), RefusalCode::ModelMismatch);
        QCOMPARE(refusal([](LowerSide& lower) { lower.open.lower.reset(); }), RefusalCode::MalformedMessage);
        QCOMPARE(refusal([](LowerSide& lower) { lower.open.sampling.temperature = 1e-300; }),
                 RefusalCode::LimitExceeded);
        QCOMPARE(refusal([](LowerSide& lower) {
                     const auto nan = std::bit_cast<std::array<char, 4>>(std::numeric_limits<float>::quiet_NaN());
                     lower.payload.replace(100, 4, nan.data(), 4);
                 }),
                 RefusalCode::MalformedMessage);
        QCOMPARE(refusal([](LowerSide& lower) { lower.payload += "more"; }), RefusalCode::LimitExceeded);
        QVERIFY(isFree(*server));
        LowerSide lower(*m_lower, ++session, {m_model->randomPrompt(48, 20), {}}, 8);
        SplitAnswer answer(edge, lower);
        QVERIFY(answer.runToEnd());
    }

private:
    /// The model has nothing any more.
    static bool isFree(const CloudServer& server) {
        return QTest::qWaitFor([&] { return server.metrics().openAnswers == 0 && server.metrics().kv.pagesInUse == 0; },
                               30'000);
    }
    Tokens answerAlone(const Tokens& prompt, std::int32_t maxNewTokens) {
        engine::GenerateOptions options;
        options.maxNewTokens = maxNewTokens;
        return m_model->answerAlone({prompt, {}}, options);
    }

    std::unique_ptr<TinyModel> m_model;
    std::unique_ptr<engine::Engine> m_lower;  // the edge's own
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::SplitAnswersTest)
#include "split_answers_test.moc"
