// SPDX-License-Identifier: Apache-2.0
// How the model's thread reads prompts of mode perllm: piece by piece, in turn, between the tokens of others.
#include "cloud_server/model/model_thread.h"
#include "tests/cloud_server/running_server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace msao::cloud {
namespace {

constexpr engine::CloudAnswerId kNeighbour{1};
constexpr engine::CloudAnswerId kLonger{2};
constexpr engine::CloudAnswerId kShorter{3};

/// What the turns of a model's thread did.
class Turns {
public:
    struct Turn {
        std::int64_t tokensRead = 0;  // of prompts
        bool hasNeighbour = false;    // it was given a token
    };
    void note(const ModelReport& report) {
        const std::lock_guard lock(m_mutex);
        Turn& turn = m_turns.emplace_back();
        turn.tokensRead = report.pass.prefillTokens;
        for (const engine::CloudReply& reply : report.replies) {
            const auto* verdict = std::get_if<engine::Verdict>(&reply.message);
            if (verdict == nullptr) continue;
            turn.hasNeighbour = turn.hasNeighbour || reply.answer == kNeighbour;
            m_first.try_emplace(reply.answer, verdict->tokens.front());
        }
        m_changed.notify_all();
    }
    engine::TokenId awaitFirstOf(engine::CloudAnswerId id) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_first.contains(id); });
        return m_first.at(id);
    }
    std::vector<Turn> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_turns, {});
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Turn> m_turns;
    std::map<engine::CloudAnswerId, engine::TokenId> m_first;
};

class SplitPromptTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_model = new TinyModel;
        s_engine = orThrow(engine::Engine::load(s_model->folder(), TinyModel::loadOptions())).release();
    }
    static void TearDownTestSuite() {
        delete std::exchange(s_engine, nullptr);
        delete std::exchange(s_model, nullptr);
    }
    static BeginAnswer whole(engine::CloudAnswerId id, Tokens prompt) {
        BeginAnswer order;
        order.answer = id;
        order.opening.mode = engine::Mode::CloudOnly;
        order.prompt = orThrow(engine::preparePrompt({std::move(prompt), {}}, s_engine->config()));
        return order;
    }
    static BeginAnswer split(engine::CloudAnswerId id, Tokens prompt) {
        BeginAnswer order = whole(id, std::move(prompt));
        order.opening.mode = engine::Mode::PerLlm;
        engine::Session session = s_engine->newSession();
        order.lower = LowerStates{1, orThrow(s_engine->prefillLower(session, order.prompt, 1))};
        return order;
    }
    static engine::TokenId firstAlone(const Tokens& prompt) {
        engine::GenerateOptions options;
        options.maxNewTokens = 1;
        return s_model->answerAlone({prompt, {}}, options).front();
    }

    inline static TinyModel* s_model = nullptr;
    inline static engine::Engine* s_engine = nullptr;
};

/// Prompts of three and two pieces, and a neighbour that draws token after token.
TEST_F(SplitPromptTest, IsReadInTurnAndNobodyWaitsForMoreThanAPiece) {
    const Tokens longer = s_model->randomPrompt(62, 2500);
    const Tokens shorter = s_model->randomPrompt(63, 1100);
    BeginAnswer first = split(kLonger, longer);
    BeginAnswer second = split(kShorter, shorter);
    BeginAnswer neighbour = whole(kNeighbour, s_model->randomPrompt(61, 20));
    neighbour.opening.maxNewTokens = 20'000;
    Turns turns;
    ModelThread thread(*s_engine, {}, [&](const std::shared_ptr<ModelReport>& report) { turns.note(*report); });
    ASSERT_TRUE(thread.order(std::move(neighbour)));
    turns.awaitFirstOf(kNeighbour);
    ASSERT_TRUE(thread.order(PauseAnswer{kNeighbour, true}));
    turns.take();
    ASSERT_TRUE(thread.order(PauseAnswer{kNeighbour, false}));
    ASSERT_TRUE(thread.order(std::move(first)));
    ASSERT_TRUE(thread.order(std::move(second)));
    EXPECT_EQ(turns.awaitFirstOf(kLonger), firstAlone(longer));
    EXPECT_EQ(turns.awaitFirstOf(kShorter), firstAlone(shorter));
    std::vector<std::int64_t> pieces;
    for (const Turns::Turn& turn : turns.take()) {
        if (turn.tokensRead == 0) continue;
        pieces.push_back(turn.tokensRead);
        EXPECT_TRUE(turn.hasNeighbour);
    }
    std::sort(pieces.begin(), pieces.end());
    EXPECT_EQ(pieces, (std::vector<std::int64_t>{76, 452, 1024, 1024, 1024}));
}

TEST_F(SplitPromptTest, IsNotReadOnWhenNobodyWantsIt) {
    SplitAnswers answers(*s_engine);
    ModelReport report;
    BeginAnswer stopped = split(kLonger, s_model->randomPrompt(64, 2500));
    std::stop_source stop;
    stopped.stop = stop.get_token();
    answers.begin(stopped, report);
    answers.pass(report);
    EXPECT_TRUE(answers.wantsPass());
    EXPECT_GT(s_engine->kvUsage().pagesInUse, 0);
    stop.request_stop();
    answers.pass(report);
    EXPECT_FALSE(answers.wantsPass());
    EXPECT_TRUE(report.replies.empty());
    EXPECT_EQ(s_engine->kvUsage().pagesInUse, 0);

    BeginAnswer ended = split(kShorter, s_model->randomPrompt(65, 2500));
    answers.begin(ended, report);
    answers.pass(report);
    answers.end(kShorter);
    EXPECT_FALSE(answers.wantsPass());
    EXPECT_EQ(s_engine->kvUsage().pagesInUse, 0);
}

TEST_F(SplitPromptTest, IsRefusedWhereItsStatesDoNotFit) {
    SplitAnswers answers(*s_engine);
    ModelReport report;
    BeginAnswer order = split(kLonger, s_model->randomPrompt(66, 30));
    order.prompt.positions.pop_back();
    answers.begin(order, report);
    ASSERT_EQ(report.replies.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<engine::AnswerRefused>(report.replies.front().message));
    EXPECT_FALSE(answers.wantsPass());
    EXPECT_EQ(answers.count(), 0u);
}

}  // namespace
}  // namespace msao::cloud
