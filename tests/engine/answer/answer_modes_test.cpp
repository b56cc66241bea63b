// SPDX-License-Identifier: Apache-2.0
// Both halves with real models, mode by mode, and what goes wrong between them.
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using testing::answerOf;
using testing::AnswerWorld;
using testing::AskedQuestion;
using testing::randomQuestion;
using testing::SyntheticPair;

class AnswerTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_pair = new SyntheticPair(0.8, 11); }
    static void TearDownTestSuite() {
        delete s_pair;
        s_pair = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(s_pair->error.empty()) << s_pair->error; }

    static std::vector<TokenId> ids(const EdgeAnswer& answer) {
        std::vector<TokenId> tokens;
        for (const AnswerToken& token : answer.tokens()) tokens.push_back(token.token);
        return tokens;
    }

    CloudAnswers cloud(PassLimits limits = {}) {
        return CloudAnswers(*s_pair->target, nullptr, limits, [] { return TraceTime{}; });
    }
    AnswerOpening openingOf(const AskedQuestion& question) {
        AnswerOpening opening;
        opening.sampling = question.sampling;
        opening.maxNewTokens = question.maxNewTokens;
        opening.prompt = question.prompt;
        return opening;
    }
    Prompt promptOf(const AskedQuestion& question) {
        auto prompt = preparePrompt(*question.prompt, s_pair->target->config());
        EXPECT_TRUE(prompt);
        return std::move(*prompt);
    }

    inline static SyntheticPair* s_pair = nullptr;
    std::mt19937_64 m_dice{20261121};
};

class AnswerModeTest : public AnswerTest, public ::testing::WithParamInterface<Mode> {};

TEST_P(AnswerModeTest, SaysWhatTheTargetSays) {
    std::vector<AskedQuestion> questions;
    for (int i = 0; i < 3; ++i) questions.push_back(randomQuestion(*s_pair->draft, m_dice));
    AnswerWorld world(*s_pair, questions, {.losesLinks = false, .mode = GetParam()}, m_dice());
    ASSERT_EQ(world.run(), "");
    for (std::size_t i = 0; i < questions.size(); ++i)
        EXPECT_EQ(ids(world.answer(i)), answerOf(*s_pair->target, questions[i]));
}

INSTANTIATE_TEST_SUITE_P(EveryMode, AnswerModeTest,
                         ::testing::Values(Mode::CloudOnly, Mode::Sync, Mode::CoLocated, Mode::VerifyOnly,
                                           Mode::NeverIdle, Mode::Hybrid, Mode::Adaptive, Mode::Msao,
                                           Mode::MsaoNoModality, Mode::MsaoNoCollab),
                         [](const auto& instance) {
                             std::string name(modeName(instance.param));
                             std::erase(name, '-');
                             return name;
                         });

TEST_F(AnswerTest, AnEdgeAloneSaysWhatTheDraftModelSaysAndMarksItUnverified) {
    const AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
    AnswerWorld world(*s_pair, {question}, {.losesLinks = false, .mode = Mode::EdgeOnly}, m_dice());
    ASSERT_EQ(world.run(), "");
    EXPECT_EQ(ids(world.answer(0)), answerOf(*s_pair->draft, question));
    for (const AnswerToken& token : world.answer(0).tokens()) EXPECT_EQ(token.provenance, Provenance::Unverified);
}

TEST_F(AnswerTest, TheTraceRetellsTheAnswer) {
    for (int trial = 0; trial < 20; ++trial) {
        AnswerWorld world(*s_pair, {randomQuestion(*s_pair->draft, m_dice)}, {}, m_dice());
        ASSERT_EQ(world.run(), "");
        std::vector<TokenId> retold;
        for (const TraceEvent& event : world.trace(0).events()) {
            if (const auto* emitted = std::get_if<TokenEmitted>(&event.fact)) {
                retold.resize(static_cast<std::size_t>(emitted->position));
                retold.push_back(emitted->token);
            } else if (const auto* revised = std::get_if<TokenRevised>(&event.fact)) {
                retold[static_cast<std::size_t>(revised->position)] = revised->token;
            }
        }
        EXPECT_EQ(retold, ids(world.answer(0)));
        EXPECT_TRUE(std::holds_alternative<RequestStarted>(world.trace(0).events().front().fact));
        EXPECT_TRUE(std::holds_alternative<RequestEnded>(world.trace(0).events().back().fact));
    }
}

TEST_F(AnswerTest, AVerdictWithATokenThatIsNoneFailsTheAnswerInWords) {
    MemoryTraceSink trace;
    EdgeAnswerOptions options;
    options.tokenEnd = s_pair->target->tokenEnd();
    options.prompt = randomQuestion(*s_pair->draft, m_dice).prompt;
    EdgeAnswer answer(options, s_pair->target->tokenizer(), trace);
    answer.start({});
    answer.receive({}, Verdict{0, 0, {TokenId{options.tokenEnd}}});
    EXPECT_EQ(answer.outcome(), RequestOutcome::Failed);
    ASSERT_TRUE(answer.error());
    EXPECT_NE(answer.error()->message.find("verdict"), std::string::npos);
}

TEST_F(AnswerTest, PromptsOfDifferentLengthsAreAnError) {
    MemoryTraceSink trace;
    EdgeAnswerOptions options;
    options.promptTokens = 7;
    EdgeAnswer answer(options, s_pair->target->tokenizer(), trace);
    answer.start({});
    answer.receive({}, AnswerOpened{8});
    EXPECT_EQ(answer.outcome(), RequestOutcome::Failed);
    ASSERT_TRUE(answer.error());
    EXPECT_EQ(answer.error()->code, ErrorCode::ShapeMismatch);
}

TEST_F(AnswerTest, PromptsThatDifferOnlyInWhatTheyHoldAreAnError) {
    MemoryTraceSink trace;
    EdgeAnswerOptions options;
    options.promptTokens = 8;
    options.promptHash = 1;
    EdgeAnswer answer(options, s_pair->target->tokenizer(), trace);
    answer.start({});
    answer.receive({}, AnswerOpened{8, 1});
    EXPECT_FALSE(answer.hasEnded());
    answer.receive({}, AnswerOpened{8, 2});
    EXPECT_EQ(answer.outcome(), RequestOutcome::Failed);
    ASSERT_TRUE(answer.error());
    EXPECT_NE(answer.error()->message.find("different prompts"), std::string::npos);
}

TEST_F(AnswerTest, WithoutItsDraftModelTheEdgeLetsTheCloudAnswer) {
    MemoryTraceSink trace;
    EdgeAnswerOptions options;
    options.controller.mode = Mode::VerifyOnly;
    EdgeAnswer answer(options, s_pair->target->tokenizer(), trace);
    answer.start({});
    (void)answer.takeMessages();
    answer.draftingFailed({}, {ErrorCode::LimitExceeded, "the KV cache is full"});
    const std::vector<MessageToCloud> messages = answer.takeMessages();
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(std::get<ModeChange>(messages[0]).mode, Mode::CloudOnly);
    EXPECT_FALSE(answer.hasEnded());
}

TEST_F(AnswerTest, DraftsThatAreNoTokensAreDropped) {
    CloudAnswers answers = cloud();
    AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
    question.maxNewTokens = 8;
    ASSERT_TRUE(answers.open(CloudAnswerId{1}, openingOf(question), promptOf(question)));
    while (answers.wantsPass() && answers.lastPass().rows == 0) (void)answers.pass();
    answers.receive(CloudAnswerId{1}, DraftBatch{0, 1, {TokenId{-5}, TokenId{1 << 30}}, {}});
    answers.receive(CloudAnswerId{1}, DraftBatch{0, std::int64_t{1} << 62, {TokenId{1}}, {}});
    answers.receive(CloudAnswerId{9}, DraftBatch{0, 0, {TokenId{1}}, {}});
    while (answers.wantsPass()) (void)answers.pass();
    EXPECT_TRUE(answers.isOpen(CloudAnswerId{1}));
}

TEST_F(AnswerTest, NothingIsComputedForAnEdgeThatIsGone) {
    CloudAnswers answers = cloud();
    const AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
    ASSERT_TRUE(answers.open(CloudAnswerId{1}, openingOf(question), promptOf(question)));
    answers.connectionChanged(CloudAnswerId{1}, false);
    EXPECT_FALSE(answers.wantsPass());
    answers.connectionChanged(CloudAnswerId{1}, true);
    EXPECT_TRUE(answers.wantsPass());
    answers.close(CloudAnswerId{1});
    EXPECT_FALSE(answers.wantsPass());
}

TEST_F(AnswerTest, OpeningsThatCannotBeAnsweredAreRefused) {
    CloudAnswers answers = cloud();
    const AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
    AnswerOpening opening = openingOf(question);
    opening.maxNewTokens = 0;
    EXPECT_FALSE(answers.open(CloudAnswerId{1}, opening, promptOf(question)));
    opening = openingOf(question);
    opening.mode = Mode::PerLlm;
    EXPECT_FALSE(answers.open(CloudAnswerId{1}, opening, promptOf(question)));
    opening = openingOf(question);
    opening.committed = {TokenId{-1}};
    EXPECT_FALSE(answers.open(CloudAnswerId{1}, opening, promptOf(question)));
    EXPECT_EQ(answers.openCount(), 0u);
}

TEST_F(AnswerTest, ManyAnswersShareOnePass) {
    CloudAnswers answers = cloud();
    for (std::uint64_t i = 0; i < 5; ++i) {
        AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
        question.maxNewTokens = 8;
        ASSERT_TRUE(answers.open(CloudAnswerId{i}, openingOf(question), promptOf(question)));
    }
    (void)answers.pass();  // reads all five prompts
    const std::vector<CloudReply> replies = answers.pass();
    EXPECT_EQ(answers.lastPass().sessions, 5);
    ASSERT_EQ(replies.size(), 5u);
    for (const CloudReply& reply : replies) EXPECT_EQ(std::get<Verdict>(reply.message).cloudLoad, 4);
}

TEST_F(AnswerTest, ACloudThatDraftsForSeveralVerifiesAsManyDraftsOfEach) {
    const std::unique_ptr<Engine> copy = s_pair->anotherDraft();
    ASSERT_NE(copy, nullptr) << s_pair->error;
    CloudAnswers answers(*s_pair->target, copy.get(), {}, [] { return TraceTime{}; });
    std::uint64_t id = 0;
    for (const std::int32_t wanted : {1, 4}) {
        AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
        question.maxNewTokens = 16;
        AnswerOpening opening = openingOf(question);
        opening.mode = Mode::CoLocated;
        opening.selfDraftLength = wanted;
        ASSERT_TRUE(answers.open(CloudAnswerId{id++}, opening, promptOf(question), promptOf(question)));
    }
    (void)answers.pass();  // reads both prompts
    (void)answers.pass();
    EXPECT_EQ(answers.lastPass().sessions, 2);
    EXPECT_EQ(answers.lastPass().draftPasses, 3);  // the mean, 2.5
    EXPECT_EQ(answers.lastPass().rows, 8);         // a token and three drafts of each
}

TEST_F(AnswerTest, APromptInPiecesHasTheLogitsOfTheWhole) {
    AskedQuestion question = randomQuestion(*s_pair->draft, m_dice);
    PromptDescription description = *question.prompt;
    const TokenId word = description.tokens.back();
    description.tokens.resize(1500, word);
    auto whole = preparePrompt(description, s_pair->target->config());
    ASSERT_TRUE(whole);
    Session atOnce = s_pair->target->newSession();
    const auto expected = s_pair->target->prefill(atOnce, *whole);
    ASSERT_TRUE(expected);
    Session inPieces = s_pair->target->newSession();
    const std::vector<Prompt> pieces = promptPieces(std::move(*whole), s_pair->target->config(), 1024);
    ASSERT_EQ(pieces.size(), 2u);
    Logits found;
    for (const Prompt& piece : pieces) {
        auto logits = s_pair->target->prefill(inPieces, piece);
        ASSERT_TRUE(logits) << logits.error().message;
        found = std::move(*logits);
    }
    EXPECT_EQ(found.values, expected->values);
    EXPECT_EQ(inPieces.nextPosition(), atOnce.nextPosition());
}

}  // namespace
}  // namespace msao::engine
