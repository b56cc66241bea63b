// SPDX-License-Identifier: Apache-2.0
// Several questions in one conversation: what was read is not read again, and the answers are those that the model
// gives in one session of its own, whatever was kept and whatever was forgotten.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/identity/conversation_hash.h"
#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"

#include "msao/engine/prompt_hash.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace msao::cloud {
namespace {

constexpr std::int32_t kAnswerTokens = 24;
constexpr protocol::SessionId kSession{1};

/// One question with what a model says to it behind the questions before.
struct Turn {
    Tokens prompt;
    std::vector<protocol::VisualPayload> pictures;
    Tokens answer;
    std::uint64_t promptHash = 0;
    std::int64_t promptTokens = 0;  // expanded, the last token of the answer before among them
};

/// A conversation as one session of the model has it, and as an edge keeps books of it.
class Talk {
public:
    explicit Talk(TinyModel& model) : m_model(model), m_session(model.newSession()) {}

    const Turn& ask(std::uint64_t seed, bool hasPicture) {
        Turn& turn = m_turns.emplace_back();
        turn.prompt = m_model.randomPrompt(seed, 30);
        if (hasPicture) show(turn, seed);
        engine::PromptDescription asked{turn.prompt, {}};
        if (m_turns.size() > 1) asked.tokens.insert(asked.tokens.begin(), m_turns[m_turns.size() - 2].answer.back());
        for (const auto& picture : turn.pictures) {
            const auto& visual = std::get<protocol::VisualDescriptor>(picture.descriptor.content);
            asked.visuals.push_back({visual.kind, {picture.frames}, visual.kept});
        }
        const engine::ModelConfig& config = m_model.engine().config();
        const engine::Prompt prompt = orThrow(engine::preparePrompt(asked, config, m_session.nextPosition()));
        turn.promptHash = engine::promptHash(prompt, config);
        turn.promptTokens = static_cast<std::int64_t>(prompt.tokens.size());
        engine::GenerateOptions options;
        options.maxNewTokens = kAnswerTokens;
        turn.answer = m_model.answerNext(m_session, asked, options);
        return turn;
    }

    /// What a cloud should have once `turns` of them are answered.
    protocol::ReusedPrefix prefix(std::size_t turns) const {
        protocol::ReusedPrefix prefix;
        for (std::size_t i = 0; i < turns; ++i) {
            const Turn& turn = m_turns[i];
            prefix.hash = protocol::conversationHash(prefix.hash, turn.promptHash, turn.answer);
            prefix.tokens += turn.promptTokens + static_cast<std::int64_t>(turn.answer.size()) - (i == 0 ? 0 : 1);
        }
        return prefix;
    }

    protocol::Open open(std::size_t turn, std::uint32_t request) const {
        protocol::Open open;
        open.id = {kSession, protocol::RequestId{request}};
        open.mode = engine::Mode::CloudOnly;
        open.maxNewTokens = kAnswerTokens;
        open.prompt = m_turns[turn].prompt;
        for (const auto& picture : m_turns[turn].pictures) open.modalities.push_back(picture.descriptor);
        return open;
    }
    /// The same with all that was said before.
    protocol::Open openAgain(std::size_t turn) const {
        protocol::Open open = this->open(turn, 1);
        open.modalities.clear();
        for (std::size_t i = 0; i <= turn; ++i) {
            const Turn& said = m_turns[i];
            for (const auto& picture : said.pictures) open.modalities.push_back(picture.descriptor);
            if (i < turn)
                open.earlier.push_back({said.prompt, static_cast<std::int32_t>(said.pictures.size()), said.answer});
        }
        return open;
    }
    void upload(TestEdge& edge, const protocol::Open& open) const {
        for (std::size_t i = 0; i < open.modalities.size(); ++i) {
            protocol::PayloadSplitter splitter(open.id, static_cast<std::int32_t>(i), payloadOf(open.modalities[i]));
            while (const auto chunk = splitter.next()) edge.send(*chunk);
        }
    }

private:
    void show(Turn& turn, std::uint64_t seed) {
        const engine::ModelConfig& config = m_model.engine().config();
        protocol::VisualDescriptor visual;
        visual.encoding = protocol::PixelEncoding::Exact;
        visual.width = 112;
        visual.height = 84;
        visual.cellSide = config.vision.patchSize * config.vision.spatialMergeSize;
        visual.kept = engine::KeptTokens(12, true);
        visual.kept[seed % 12] = false;
        engine::RgbImage image{112, 84, {}};
        for (int i = 0; i < 112 * 84 * 3; ++i)
            image.pixels.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(i) * (seed + 7) % 251));
        turn.pictures.push_back(orThrow(protocol::makeVisualPayload(std::span(&image, 1), visual, 90)));
        turn.prompt.insert(turn.prompt.begin() + 4,
                           {config.special.visionStart, config.special.imagePad, config.special.visionEnd});
    }
    QByteArray payloadOf(const protocol::ModalityDescriptor& descriptor) const {
        for (const Turn& turn : m_turns) {
            for (const auto& picture : turn.pictures) {
                if (picture.descriptor == descriptor) return picture.bytes;
            }
        }
        return {};
    }

    TinyModel& m_model;
    engine::Session m_session;
    std::vector<Turn> m_turns;
};

}  // namespace

class ConversationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_unique<TinyModel>();
        m_talk = std::make_unique<Talk>(*m_model);
        for (const bool hasPicture : {true, false, true, false})
            m_turns.push_back(m_talk->ask(40 + m_turns.size(), hasPicture));
    }

    void anotherQuestionReadsOnlyWhatIsNew() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        QVERIFY(protocol::hasFeature(edge.reply().features, protocol::Feature::Reuse));
        std::int64_t reused = 0;
        for (std::size_t turn = 0; turn < m_turns.size(); ++turn) {
            const auto readBefore = server->metrics().prefilledTokens;
            protocol::Open open = m_talk->open(turn, static_cast<std::uint32_t>(turn + 1));
            if (turn > 0) open.reuses = m_talk->prefix(turn);
            TestAnswer answer(edge, open);
            m_talk->upload(edge, open);
            QVERIFY(answer.runToEnd());
            QCOMPARE(answer.tokens(), m_turns[turn].answer);
            QCOMPARE(answer.opened()->promptHash, m_turns[turn].promptHash);
            const std::int64_t before = turn == 0 ? 0 : m_talk->prefix(turn).tokens - 1;
            QCOMPARE(answer.opened()->reusedTokens, before);
            QCOMPARE(answer.opened()->promptTokens, before + m_turns[turn].promptTokens);
            QCOMPARE(static_cast<std::int64_t>(server->metrics().prefilledTokens - readBefore),
                     m_turns[turn].promptTokens);
            reused += before;
        }
        QCOMPARE(static_cast<std::int64_t>(server->metrics().reusedTokens), reused);
        QVERIFY(server->metrics().kv.pagesInUse > 0);
        edge.send(protocol::Close{kSession});
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().promisedPages, 0, 30'000);
    }

    /// Another question needs the room: what was kept is read again, and the edge notices nothing.
    void whatOthersNeededTheRoomOfIsReadAgain() {
        const auto server =
            startServer(*m_model, [](ServerOptions& options) { options.load.kvCacheBytes = std::size_t{1} << 20; });
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::Open first = m_talk->open(0, 1);
        TestAnswer answer(edge, first);
        m_talk->upload(edge, first);
        QVERIFY(answer.runToEnd());

        protocol::Open large = m_talk->open(1, 1);
        large.id.session = protocol::SessionId{2};
        const std::int64_t room = server->metrics().kv.pages * server->metrics().kv.tokensPerPage;
        large.maxNewTokens = static_cast<std::int32_t>(room - 80);
        large.mode = engine::Mode::VerifyOnly;
        TestAnswer holding(edge, large);
        QVERIFY(holding.waitForTokens(1));
        edge.send(protocol::Close{large.id.session});

        protocol::Open open = m_talk->open(1, 2);
        open.reuses = m_talk->prefix(1);
        TestAnswer next(edge, open);
        QVERIFY(next.runToEnd());
        QCOMPARE(next.tokens(), m_turns[1].answer);
        QCOMPARE(next.opened()->reusedTokens, 0);
        QCOMPARE(server->metrics().rebuilds, std::uint64_t{1});
    }

    void aConversationThatIsSaidAgainGoesOnTheSame() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::Open again = m_talk->openAgain(2);
        TestAnswer answer(edge, again);
        m_talk->upload(edge, again);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.tokens(), m_turns[2].answer);
        QCOMPARE(answer.opened()->promptHash, m_turns[2].promptHash);

        protocol::Open open = m_talk->open(3, 2);
        open.reuses = m_talk->prefix(3);
        TestAnswer next(edge, open);
        QVERIFY(next.runToEnd());
        QCOMPARE(next.tokens(), m_turns[3].answer);
        QVERIFY(next.opened()->reusedTokens > 0);
    }

    void onlyTheOwnPrefixIsReused() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const auto refusalOf = [&](const protocol::Open& open) {
            edge.send(open);
            const auto refused = edge.next<protocol::Refused>();
            return refused ? refused->code : protocol::RefusalCode::Unspecified;
        };
        protocol::Open open = m_talk->open(1, 1);
        open.reuses = m_talk->prefix(1);
        QCOMPARE(refusalOf(open), protocol::RefusalCode::PrefixLost);

        const protocol::Open first = m_talk->open(0, 1);
        TestAnswer answer(edge, first);
        m_talk->upload(edge, first);
        QVERIFY(answer.runToEnd());
        open.id.request = protocol::RequestId{2};
        open.reuses->tokens += 1;
        QCOMPARE(refusalOf(open), protocol::RefusalCode::PrefixLost);
        open.reuses = m_talk->prefix(1);
        open.reuses->hash[5] ^= 1;
        QCOMPARE(refusalOf(open), protocol::RefusalCode::PrefixLost);
        open.reuses = m_talk->prefix(1);
        open.id.session = protocol::SessionId{2};
        QCOMPARE(refusalOf(open), protocol::RefusalCode::PrefixLost);

        // Refusals cost nothing.
        open.id = {kSession, protocol::RequestId{3}};
        TestAnswer next(edge, open);
        QVERIFY(next.runToEnd());
        QCOMPARE(next.tokens(), m_turns[1].answer);
        QVERIFY(next.opened()->reusedTokens > 0);
    }

    /// Though it asks the very same, and names what the other login has: each reads its own.
    void ofAnotherLoginsQuestionNothingIsReused() {
        const NewToken lab = orThrow(makeToken("lab"));
        const NewToken shop = orThrow(makeToken("shop"));
        const QTemporaryDir folder;
        QFile tokens(folder.filePath("tokens"));
        QVERIFY(tokens.open(QIODevice::WriteOnly));
        tokens.write(lab.line + '\n' + shop.line + '\n');
        tokens.close();
        QVERIFY(tokens.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        const auto server =
            startServer(*m_model, [&](ServerOptions& options) { options.tokenFile = tokens.fileName(); });
        const Metrics& metrics = server->metrics();
        TestEdge ofLab(server->url());
        TestEdge ofShop(server->url());
        QVERIFY(ofLab.sayHello(std::pair{std::string("lab"), lab.secret}));
        QVERIFY(ofLab.next<protocol::HelloReply>().has_value());
        QVERIFY(ofShop.sayHello(std::pair{std::string("shop"), shop.secret}));
        QVERIFY(ofShop.next<protocol::HelloReply>().has_value());
        const auto tokensReadFor = [&](TestEdge& edge, const protocol::Open& open, const Turn& turn) {
            const std::uint64_t before = metrics.prefilledTokens;
            TestAnswer answer(edge, open);
            m_talk->upload(edge, open);
            const bool isRight = answer.runToEnd() && answer.tokens() == turn.answer;
            return isRight ? static_cast<std::int64_t>(metrics.prefilledTokens - before) : std::int64_t{-1};
        };
        const protocol::Open first = m_talk->open(0, 1);
        protocol::Open next = m_talk->open(1, 2);
        next.reuses = m_talk->prefix(1);

        QCOMPARE(tokensReadFor(ofLab, first, m_turns[0]), m_turns[0].promptTokens);
        ofShop.send(next);
        const auto refused = ofShop.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::PrefixLost);
        QCOMPARE(tokensReadFor(ofShop, first, m_turns[0]), m_turns[0].promptTokens);
        QCOMPARE(metrics.reusedTokens, std::uint64_t{0});

        QCOMPARE(tokensReadFor(ofLab, next, m_turns[1]), m_turns[1].promptTokens);
        QCOMPARE(static_cast<std::int64_t>(metrics.reusedTokens), m_talk->prefix(1).tokens - 1);
    }

    /// With nothing kept of it, all that was said is read and decoded again.
    void anAnswerInAConversationSurvivesItsConnection() {
        const auto server = startServer(*m_model, [](ServerOptions& options) { options.service.parkedKvShare = 0; });
        auto edge = std::make_unique<TestEdge>(server->url());
        QVERIFY(edge->logIn());
        const protocol::Open first = m_talk->open(0, 1);
        TestAnswer answer(*edge, first);
        m_talk->upload(*edge, first);
        QVERIFY(answer.runToEnd());
        protocol::Open open = m_talk->open(1, 2);
        open.reuses = m_talk->prefix(1);
        open.mode = engine::Mode::VerifyOnly;
        TestAnswer next(*edge, open, m_turns[1].answer);
        QVERIFY(next.waitForTokens(1));
        next.draft(6, true);
        QVERIFY(next.waitForTokens(5));
        const protocol::ResumeToken token = *next.opened()->resumeToken;
        edge.reset();

        TestEdge second(server->url());
        QVERIFY(second.logIn());
        next.moveTo(second);
        const Tokens known(next.tokens().begin(), next.tokens().begin() + 2);
        second.send(protocol::Resume{open.id, token, 2, protocol::hashOfTokens(known)});
        const auto resumed = second.next<protocol::Resumed>();
        QVERIFY(resumed.has_value() && resumed->wasRebuilt);
        for (int round = 0; round < 50 && !next.hasEnded(); ++round) {
            const std::size_t before = next.tokens().size();
            next.draft(4, false);
            QVERIFY(QTest::qWaitFor([&] { return next.read(), next.hasEnded() || next.tokens().size() > before; }));
        }
        QVERIFY(next.isConsistent());
        QCOMPARE(next.tokens(), m_turns[1].answer);
    }

    void anAnswerThatNobodyGoesOnFromIsForgotten() {
        const auto server = startServer(
            *m_model, [](ServerOptions& options) { options.service.conversation = std::chrono::milliseconds(50); });
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::Open first = m_talk->open(0, 1);
        TestAnswer answer(edge, first);
        m_talk->upload(edge, first);
        QVERIFY(answer.runToEnd());
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
        protocol::Open open = m_talk->open(1, 2);
        open.reuses = m_talk->prefix(1);
        edge.send(open);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::PrefixLost);
    }

    void whatIsKeptForAnotherQuestionIsHeldAndNeitherOpenNorWaiting() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const protocol::Open first = m_talk->open(0, 1);
        TestAnswer answer(edge, first);
        m_talk->upload(edge, first);
        QVERIFY(answer.runToEnd());
        protocol::Open another = first;
        another.id.session = protocol::SessionId{2};
        edge.send(another);  // its picture does not come
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().waitingAnswers, std::size_t{1}, 30'000);
        QCOMPARE(server->metrics().openAnswers, std::size_t{1});
        QCOMPARE(server->metrics().workingAnswers, std::size_t{0});
        QCOMPARE(server->metrics().figures.server.openAnswers, 0);
        QCOMPARE(server->metrics().figures.server.waitingAnswers, 1);
    }

private:
    std::unique_ptr<TinyModel> m_model;
    std::unique_ptr<Talk> m_talk;
    std::vector<Turn> m_turns;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::ConversationTest)
#include "conversation_test.moc"
