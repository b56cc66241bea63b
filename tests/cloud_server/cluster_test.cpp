// SPDX-License-Identifier: Apache-2.0
// Answers that vLLM servers compute: token for token the servers' own greedy ones, whatever happens on the way, or
// none.
#include "tests/cloud_server/fake_vllm.h"
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/identity/conversation_hash.h"
#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"

#include <QTest>

#include <set>

namespace msao::cloud {
namespace {

constexpr std::size_t kAnswerTokens = 40;

/// Everything but the weights of a small checkpoint.
class Folder {
public:
    Folder() {
        m_config = engine::tinyModel(engine::ModelFamily::Qwen2VL);
        orThrow(engine::synthesizeCheckpoint(m_config, path(), {}));
        if (!QFile::remove(m_folder.filePath("model/model.safetensors")))
            throw std::runtime_error("where are weights?");
    }
    std::filesystem::path path() const { return m_folder.filePath("model").toStdString(); }
    const engine::ModelConfig& config() const { return m_config; }

private:
    QTemporaryDir m_folder;
    engine::ModelConfig m_config;
};

Tokens promptOf(int seed, int count) {
    Tokens tokens;
    for (int i = 0; i < count; ++i) tokens.push_back(engine::TokenId{(i * 31 + seed * 17) % 700});
    return tokens;
}

protocol::Open question(const Tokens& prompt, std::uint32_t session, engine::Mode mode) {
    protocol::Open open;
    open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
    open.mode = mode;
    open.maxNewTokens = kAnswerTokens;
    open.prompt = prompt;
    return open;
}

/// Batches of four, every third with a wrong draft at its end.
bool draftToEnd(TestAnswer& answer) {
    for (int round = 0; round < 200 && !answer.hasEnded(); ++round) {
        const std::size_t before = answer.tokens().size();
        answer.draft(4, round % 3 == 0);
        const auto hasProgress = [&] { return answer.read(), answer.hasEnded() || answer.tokens().size() > before; };
        if (!QTest::qWaitFor(hasProgress)) return false;
    }
    return answer.hasEnded();
}

bool isVerification(const FakeRequest& request) {
    return request.body["sampling_params"].toObject()["prompt_logprobs"].toInt() == 1;
}

}  // namespace

class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_folder = std::make_unique<Folder>(); }

    void helloSaysWhatAClusterCannotPromise() {
        const auto fake = newFake();
        const auto server = serve({fake->url()});
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
        const auto fake = newFake();
        const auto server = serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs);
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
        const auto fake = newFake();
        const auto server = serve({fake->url()});
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
        const auto fake = newFake();
        const auto server = serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs);
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
        const auto fake = newFake();
        const auto server = serve({fake->url()}, fansOut ? VerifyWay::FanOut : VerifyWay::PromptLogprobs);
        const int sentBefore = fake->picturesSent();
        fake->faultOf = [=, calls = 0](int, const FakeRequest&) mutable {
            return forgets && ++calls % 4 == 0 ? FakeFault::ForgetPictures : FakeFault::None;
        };
        const auto payload = picture(112, 84, {});
        const Tokens prompt = withPicture(promptOf(4, 20));
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens, payload.frames);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        protocol::Open open = question(prompt, 1, engine::Mode::VerifyOnly);
        open.modalities = {payload.descriptor};
        TestAnswer answer(edge, open, expected);
        upload(edge, open, payload);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), expected);
        const AskedAgain& again = server->metrics().askedAgain;
        QCOMPARE(again.withPictures > 0, forgets);
        QCOMPARE(static_cast<std::uint64_t>(fake->picturesSent() - sentBefore), again.withPictures + 1);
    }

    void anotherServerGoesOnWhereOneIsKilled() {
        const auto one = newFake();
        const auto other = newFake();
        const auto server = serve({one->url(), other->url()});
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
        auto fake = newFake();
        const auto port = static_cast<std::uint16_t>(fake->url().port());
        const auto server = serve({fake->url()});
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

        fake = newFake(port);
        protocol::Open again = question(prompt, 2, engine::Mode::VerifyOnly);
        again.committed = answer.tokens();
        TestAnswer rest(edge, again, expected);
        QVERIFY(draftToEnd(rest));
        QCOMPARE(rest.tokens(), expected);
    }

    void whatWasNotPromisedIsRefused() {
        const auto fake = newFake();
        const auto server = serve({fake->url()});
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
        protocol::Open pruned = question(withPicture(promptOf(7, 20)), 3, engine::Mode::CloudOnly);
        pruned.modalities = {picture(112, 84, kept).descriptor};
        QVERIFY(isRefused(pruned));
        protocol::Open longer = question(promptOf(7, 20), 4, engine::Mode::CloudOnly);
        longer.maxNewTokens = fake->contextTokens;
        edge.send(longer);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == protocol::RefusalCode::LimitExceeded);
    }

    void sessionsShareNothingAndAConversationKeepsItsNames() {
        const auto fake = newFake();
        const auto server = serve({fake->url()});
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
        const auto fake = newFake();
        const auto server = serve({fake->url()});
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
        const auto fake = newFake();
        const auto server = serve({fake->url()}, {}, std::chrono::seconds(60));
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        fake->faultOf = [](int, const FakeRequest&) { return FakeFault::Stall; };
        const std::size_t before = fake->requests().size();
        const protocol::Open open = question(promptOf(10, 20), 1, engine::Mode::CloudOnly);
        TestAnswer answer(edge, open);
        QTRY_COMPARE(fake->requests().size(), before + 1);
        edge.send(protocol::Cancel{open.id});
        QTRY_COMPARE_WITH_TIMEOUT(fake->callsCut(), 1, 500);
    }

    void aServerThatCannotVerifyIsNotServed_data() {
        QTest::addColumn<FakeFault>("fault");
        QTest::addColumn<QString>("words");
        QTest::newRow("other tokens") << FakeFault::WrongTokens << "verifies other tokens";
        QTest::newRow("no prefix cache") << FakeFault::NotCached << "prefix cache";
        QTest::newRow("another count") << FakeFault::WrongCount << "another number of tokens";
        QTest::newRow("5xx") << FakeFault::ServerError << "status 503";
    }
    void aServerThatCannotVerifyIsNotServed() {
        QFETCH(FakeFault, fault);
        QFETCH(QString, words);
        const auto fake = newFake();
        fake->faultOf = [fault](int, const FakeRequest&) { return fault; };
        const auto loaded = loadModel(options({fake->url()}, VerifyWay::PromptLogprobs));
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.find(words.toStdString()) != std::string::npos, loaded.error().message.c_str());
    }

    void aServerWithoutTheBetterPageIsAskedPromptByPrompt() {
        const auto fake = newFake();
        fake->faultOf = [](int, const FakeRequest& request) {
            return request.page == "/inference/v1/generate" ? FakeFault::NoSuchPage : FakeFault::None;
        };
        const auto server = serve({fake->url()}, {});
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const Tokens prompt = promptOf(11, 25);
        const Tokens expected = fake->answerTo(prompt, kAnswerTokens);
        TestAnswer answer(edge, question(prompt, 1, engine::Mode::VerifyOnly), expected);
        QVERIFY(answer.waitForTokens(1));
        QVERIFY(draftToEnd(answer));
        QCOMPARE(answer.tokens(), expected);
        protocol::Open shown = question(withPicture(promptOf(7, 20)), 3, engine::Mode::CloudOnly);
        shown.modalities = {picture(112, 84, {}).descriptor};
        edge.send(shown);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused && refused->code == protocol::RefusalCode::NotPromised);
    }

    void theKeyTravelsWithEveryCall() {
        const auto fake = newFake();
        ServerOptions wanted = options({fake->url()}, {});
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
    std::unique_ptr<FakeVllm> newFake(std::uint16_t port = 0) const {
        auto fake = std::make_unique<FakeVllm>(port);
        fake->imagePad = m_folder->config().special.imagePad;
        return fake;
    }
    ServerOptions options(std::vector<QUrl> urls, std::optional<VerifyWay> way,
                          std::chrono::milliseconds callTime = std::chrono::milliseconds(300)) const {
        ServerOptions options;
        options.model = m_folder->path();
        options.allowance.sessions = 64;
        options.cluster.emplace();
        options.cluster->replicas = std::move(urls);
        options.cluster->way = way;
        options.cluster->callTime = callTime;
        options.cluster->pause = std::chrono::milliseconds(5);
        return options;
    }
    std::unique_ptr<CloudServer> serve(std::vector<QUrl> urls, std::optional<VerifyWay> way = {},
                                       std::chrono::milliseconds callTime = std::chrono::milliseconds(300)) const {
        const ServerOptions wanted = options(std::move(urls), way, callTime);
        auto server = orThrow(CloudServer::create(wanted, orThrow(loadModel(wanted))));
        orThrow(server->listen());
        return server;
    }
    Tokens withPicture(Tokens prompt) const {
        const engine::SpecialTokens& special = m_folder->config().special;
        prompt.insert(prompt.begin() + 4, {special.visionStart, special.imagePad, special.visionEnd});
        return prompt;
    }
    protocol::VisualPayload picture(int width, int height, engine::KeptTokens kept) const {
        const engine::VisionConfig& vision = m_folder->config().vision;
        protocol::VisualDescriptor visual;
        visual.encoding = protocol::PixelEncoding::Exact;
        visual.width = width;
        visual.height = height;
        visual.cellSide = vision.patchSize * vision.spatialMergeSize;
        visual.kept = std::move(kept);
        engine::RgbImage image{width, height, {}};
        for (int i = 0; i < width * height * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 251));
        return orThrow(protocol::makeVisualPayload(std::span(&image, 1), visual, 90));
    }
    static void upload(TestEdge& edge, const protocol::Open& open, const protocol::VisualPayload& payload) {
        protocol::PayloadSplitter splitter(open.id, 0, payload.bytes);
        while (const auto chunk = splitter.next()) edge.send(*chunk);
    }

    std::unique_ptr<Folder> m_folder;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::ClusterTest)
#include "cluster_test.moc"
