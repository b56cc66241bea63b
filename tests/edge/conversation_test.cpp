// SPDX-License-Identifier: Apache-2.0
// Questions that go on from answers: the answers are those that a model gives which reads everything anew, and less is
// read.
#include "tests/edge/cloud_line.h"
#include "tests/edge/edge_at_work.h"
#include "tests/protocol/held_port.h"

#include "edge/capture/still_source.h"
#include "edge/runtime/question_tokens.h"
#include "msao/world/render.h"

#include <QTest>

namespace msao::edge {
namespace {

using engine::Mode;

constexpr ConversationId kTalk{1}, kOther{2};
constexpr std::int32_t kAnswerTokens = 24;

CloudAddress at(const QUrl& url) {
    return CloudAddress{url, {}, {}};
}

engine::RgbImage picture(std::uint64_t seed) {
    return world::render(world::makeScene(seed, {}), 0, 112, 84);
}

Question questionOf(const std::string& text, ConversationId conversation = kTalk) {
    Question question;
    question.text = text;
    question.mode = Mode::NeverIdle;
    question.maxNewTokens = kAnswerTokens;
    question.conversation = conversation;
    question.pixels = PixelQuality::Exact;
    return question;
}

/// What is written in the trace about an answer's conversation.
std::string noted(const RecordedRun& run, engine::RequestId request, const std::string& name) {
    for (const engine::TraceEvent& event : run.events()) {
        const auto* option = std::get_if<engine::OptionChanged>(&event.fact);
        if (option != nullptr && event.request == request && option->name == name) return option->value;
    }
    return {};
}

}  // namespace

class ConversationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void aFollowUpReadsOnlyWhatIsNewAndAnswersTheSame() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        const Talk alone = talkAlone({"what is there?", "and what else?", "is that all?"}, {});
        for (std::size_t turn = 0; turn < alone.answers.size(); ++turn) {
            const auto readBefore = server->metrics().prefilledTokens;
            const auto request = edge.runtime().ask(questionOf(alone.questions[turn]));
            QVERIFY(edge.waitForReports(turn + 1));
            QCOMPARE(faultOf(edge.run.events(), request, alone.answers[turn]), std::string());
            const AnswerReport& report = edge.reports[turn];
            QCOMPARE(report.promptTokens, alone.promptTokens[turn]);
            QCOMPARE(report.earlierTurns, turn);
            const auto read = static_cast<std::int64_t>(server->metrics().prefilledTokens - readBefore);
            QCOMPARE(read, report.promptTokens - report.reusedTokens);
            if (turn == 0) {
                QVERIFY(report.freshStart == FreshStart::First);
                QCOMPARE(report.reusedTokens + report.draftReusedTokens, 0);
                continue;
            }
            QVERIFY(!report.freshStart);
            QVERIFY(report.reusedTokens >= alone.promptTokens[turn - 1]);
            QVERIFY(report.draftReusedTokens >= alone.promptTokens[turn - 1]);
            QVERIFY(read < alone.promptTokens[turn] / 2);
            QCOMPARE(noted(edge.run, request, "conversation"), std::string("1"));
            QCOMPARE(noted(edge.run, request, "reused_tokens"), std::to_string(report.reusedTokens));
        }
        // Drafts are as good behind what was kept.
        QVERIFY(edge.reports[2].counts.accepted > 0);
    }

    void aFollowUpIsAboutThePictureThatWasShown() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        show(edge, 3);
        const Talk alone = talkAlone({"what is red?", "and blue?"}, picture(3));
        Question question = questionOf(alone.questions[0]);
        question.looks = true;
        edge.runtime().ask(question);
        question.text = alone.questions[1];
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.tokensOf(0), alone.answers[0]);
        QCOMPARE(edge.tokensOf(1), alone.answers[1]);
        QVERIFY(edge.reports[1].reusedTokens > 0);
        QCOMPARE(edge.reports[1].promptTokens, alone.promptTokens[1]);
    }

    void anotherPictureBeginsAfreshAndSaysSo() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        show(edge, 3);
        Question question = questionOf("what is red?");
        question.looks = true;
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        show(edge, 4);
        const auto request = edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(2));
        QVERIFY(edge.reports[1].freshStart == FreshStart::PictureChanged);
        QCOMPARE(noted(edge.run, request, "fresh_start"), std::string("picture-changed"));
        QCOMPARE(edge.tokensOf(1), talkAlone({"what is red?"}, picture(4)).answers[0]);
        // Without another look it goes on about the newer one.
        question.looks = false;
        question.text = "and blue?";
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(3));
        QCOMPARE(edge.tokensOf(2), talkAlone({"what is red?", "and blue?"}, picture(4)).answers[1]);
    }

    void conversationsDoNotHearEachOther() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        const Talk one = talkAlone({"what is there?", "and what else?"}, {});
        const Talk other = talkAlone({"who is it?", "why?"}, {});
        edge.runtime().ask(questionOf(one.questions[0], kTalk));
        edge.runtime().ask(questionOf(other.questions[0], kOther));
        edge.runtime().ask(questionOf(one.questions[1], kTalk));
        edge.runtime().ask(questionOf(other.questions[1], kOther));
        QVERIFY(edge.waitForReports(4));
        QCOMPARE(edge.tokensOf(0), one.answers[0]);
        QCOMPARE(edge.tokensOf(1), other.answers[0]);
        QCOMPARE(edge.tokensOf(2), one.answers[1]);
        QCOMPARE(edge.tokensOf(3), other.answers[1]);
        QTRY_VERIFY_WITH_TIMEOUT(server->metrics().sessions <= 1, 30'000);
    }

    void aServerThatStartsAnewIsToldTheConversationAgain() {
        const protocol::tests::HeldPort place;
        auto server = startCloud(*m_pair, place.port());
        EdgeAtWork edge(*m_pair, at(server->url()));
        show(edge, 5);
        const Talk alone = talkAlone({"what is red?", "and blue?", "and green?"}, picture(5));
        Question question = questionOf(alone.questions[0]);
        question.looks = true;
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        server.reset();
        QVERIFY(edge.waitForLink(LinkState::Stage::Waiting));
        server = startCloud(*m_pair, place.port());
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        for (const std::size_t turn : {std::size_t{1}, std::size_t{2}}) {
            question.text = alone.questions[turn];
            const auto request = edge.runtime().ask(question);
            QVERIFY(edge.waitForReports(turn + 1));
            QCOMPARE(faultOf(edge.run.events(), request, alone.answers[turn]), std::string());
            QCOMPARE(edge.reports[turn].reusedTokens > 0, turn == 2);
        }
    }

    void whatTheCloudForgotIsSaidAgain() {
        const auto server = startCloud(*m_pair, 0, [](cloud::ServerOptions& options, cloud::LoadedModel&) {
            options.service.conversation = std::chrono::milliseconds(50);
        });
        EdgeAtWork edge(*m_pair, at(server->url()));
        const Talk alone = talkAlone({"what is there?", "and what else?"}, {});
        edge.runtime().ask(questionOf(alone.questions[0]));
        QVERIFY(edge.waitForReports(1));
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().kv.pagesInUse, 0, 30'000);
        const auto request = edge.runtime().ask(questionOf(alone.questions[1]));
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(faultOf(edge.run.events(), request, alone.answers[1]), std::string());
        QCOMPARE(edge.reports[1].reusedTokens, 0);
        QVERIFY(edge.reports[1].draftReusedTokens > 0);
    }

    void aLineThatBreaksInAFollowUpChangesNothing() {
        const auto server = startCloud(*m_pair);
        CloudLine line(server->url());
        EdgeAtWork edge(*m_pair, at(line.url()));
        const Talk alone = talkAlone({"what is there?", "tell me more", "and now?"}, {}, 200);
        for (std::size_t turn = 0; turn < 3; ++turn) {
            Question question = questionOf(alone.questions[turn]);
            question.maxNewTokens = 200;
            const std::size_t before = edge.run.count<engine::TokenEmitted>();
            const auto request = edge.runtime().ask(question);
            if (turn == 1) {
                QVERIFY(edge.waitForTokens(before + 12));
                line.cut();
            }
            QVERIFY(edge.waitForReports(turn + 1));
            QCOMPARE(faultOf(edge.run.events(), request, alone.answers[turn]), std::string());
        }
    }

    void aStoppedAnswerStandsAsFarAsItWasShown() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question = questionOf("tell me more");
        question.maxNewTokens = 2000;
        const auto first = edge.runtime().ask(question);
        QVERIFY(edge.waitForTokens(20));
        edge.runtime().stop(first);
        QVERIFY(edge.waitForReports(1));
        edge.runtime().ask(questionOf("and what else?"));
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.reports[1].earlierTurns, std::size_t{1});
        QCOMPARE(edge.reports[1].outcome != engine::RequestOutcome::Failed, true);
        const auto said = static_cast<std::int64_t>(edge.tokensOf(0).size());
        QVERIFY(edge.reports[1].promptTokens > edge.reports[0].promptTokens + said);
    }

    void theEdgeAloneGoesOnToo() {
        EdgeAtWork edge(*m_pair);
        for (const char* text : {"who is there?", "and who else?"}) {
            Question question = questionOf(text);
            question.mode = Mode::EdgeOnly;
            edge.runtime().ask(question);
        }
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.reports[1].earlierTurns, std::size_t{1});
        QVERIFY(edge.reports[1].draftReusedTokens > 0);
    }

    void aFullWindowBeginsAfreshAndSaysSo() {
        const Talk alone = talkAlone({"what is there?", "and what else?"}, {});
        const auto server = startCloud(*m_pair, 0, [&](cloud::ServerOptions& options, cloud::LoadedModel&) {
            options.service.promptTokens = static_cast<std::int32_t>(alone.promptTokens[1]);
        });
        EdgeAtWork edge(*m_pair, at(server->url()));
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        for (const char* text : {"what is there?", "and what else?", "what is there?"})
            edge.runtime().ask(questionOf(text));
        QVERIFY(edge.waitForReports(3));
        QVERIFY(!edge.reports[1].freshStart);
        QCOMPARE(edge.tokensOf(1), alone.answers[1]);
        QVERIFY(edge.reports[2].freshStart == FreshStart::WindowEnded);
        QCOMPARE(edge.reports[2].earlierTurns, std::size_t{0});
        QCOMPARE(edge.tokensOf(2), alone.answers[0]);
    }

private:
    /// What the target says to questions one behind the other, in a session of its own.
    struct Talk {
        std::vector<std::string> questions;
        std::vector<Tokens> answers;
        std::vector<std::int64_t> promptTokens;  // of all that was read before the answer
    };
    Talk talkAlone(std::vector<std::string> questions, const std::optional<engine::RgbImage>& shown,
                   std::int32_t maxNewTokens = kAnswerTokens) {
        Talk talk{std::move(questions), {}, {}};
        engine::Engine& target = m_pair->engine();
        engine::Session session = target.newSession();
        std::optional<engine::TokenId> last;
        for (const std::string& text : talk.questions) {
            Question question;
            question.text = text;
            if (shown && !last) question.visuals.push_back({engine::VisualKind::Image, {{*shown}, 2}, {}});
            engine::PromptDescription asked{tokensOf(question, target.tokenizer(), last), question.visuals};
            const engine::Prompt prompt =
                orThrow(engine::preparePrompt(asked, target.config(), session.nextPosition()));
            talk.promptTokens.push_back(session.length() + static_cast<std::int64_t>(prompt.tokens.size()));
            engine::GenerateOptions options;
            options.maxNewTokens = maxNewTokens;
            talk.answers.push_back(
                orThrow(engine::generate(target, session, prompt, options, [](engine::TokenId) {})).tokens);
            last = talk.answers.back().back();
        }
        return talk;
    }
    static void show(EdgeAtWork& edge, std::uint64_t seed) {
        bool isThere = false;
        const auto image = std::make_shared<const engine::RgbImage>(picture(seed));
        const auto connection = QObject::connect(&edge.runtime(), &EdgeRuntime::frameTaken, &edge,
                                                 [&](const Frame& frame) { isThere = frame.image == image; });
        edge.runtime().setFrameSource(std::make_unique<StillSource>(image, QStringLiteral("still")));
        QVERIFY(QTest::qWaitFor([&] { return isThere; }));
        QObject::disconnect(connection);
    }

    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::ConversationTest)
#include "conversation_test.moc"
