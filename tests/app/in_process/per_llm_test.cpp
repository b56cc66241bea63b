// SPDX-License-Identifier: Apache-2.0
#include "app/in_process/upper_half.h"
#include "msao/engine/layer_split.h"
#include "tests/app/in_process/asked_pair.h"

#include <chrono>
#include <vector>

namespace msao::app {
namespace {

using namespace engine;
using engine::testing::answerOf;
using protocol::HiddenFormat;

class PerLlmTest : public testing::AskedPair {
protected:
    void SetUp() override {
        AskedPair::SetUp();
        if (!HasFatalFailure()) draw(*s_pair->target, 12);
    }
    Result<InProcessAnswer> answer(HiddenFormat hidden, std::string_view link) {
        InProcessQuestion asked = question(Mode::PerLlm, link);
        asked.hidden = hidden;
        return answerInProcess({nullptr, s_pair->target.get(), nullptr}, asked, m_trace, m_stop.get_token());
    }

    std::stop_source m_stop;
};

TEST_F(PerLlmTest, AnswersAsTheWholeModelDoesWhateverIsAsked) {
    for (int trial = 0; trial < 10; ++trial) {
        draw(*s_pair->target, 12);
        const auto exact = answer(HiddenFormat::Float32, "300mbit,2ms");
        ASSERT_TRUE(exact) << exact.error().message;
        EXPECT_EQ(ids(*exact), answerOf(*s_pair->target, m_asked)) << "trial " << trial << ", seed " << kSeed;
        EXPECT_EQ(exact->counts.cloud, static_cast<std::int64_t>(exact->tokens.size()));
    }
}

TEST_F(PerLlmTest, AHiddenStateTravelsForEveryToken) {
    const auto exact = answer(HiddenFormat::Float32, "300mbit,2ms");
    const auto rounded = answer(HiddenFormat::Int8, "300mbit,2ms");
    ASSERT_TRUE(exact && rounded);
    const std::int64_t width = s_pair->target->config().text.hiddenSize;
    const auto rows = exact->promptTokens + static_cast<std::int64_t>(exact->tokens.size()) - 1;
    EXPECT_GE(exact->hiddenBytes, rows * width * 4);
    EXPECT_LE(exact->hiddenBytes, rows * (width * 4 + 64));
    const auto roundedRows = rounded->promptTokens + static_cast<std::int64_t>(rounded->tokens.size()) - 1;
    EXPECT_LE(rounded->hiddenBytes, roundedRows * (width + 4 + 64));
    EXPECT_FALSE(rounded->tokens.empty());
}

TEST_F(PerLlmTest, PaysARoundTripForEveryToken) {
    m_asked.maxNewTokens = 4;
    const auto slow = answer(HiddenFormat::Float32, "300mbit,60ms");
    ASSERT_TRUE(slow);
    std::vector<TraceTime> times;
    for (const TraceEvent& event : m_trace.events()) {
        if (std::holds_alternative<TokenEmitted>(event.fact)) times.push_back(event.time);
    }
    ASSERT_EQ(times.size(), slow->tokens.size());
    for (std::size_t i = 1; i < times.size(); ++i)
        EXPECT_GE(std::chrono::duration<double>(times[i] - times[i - 1]).count(), 0.059);
}

TEST_F(PerLlmTest, AStopEndsItWhileItWaitsForTheLink) {
    m_stop.request_stop();
    const auto stopped = answer(HiddenFormat::Float32, "1kbit,20ms");
    ASSERT_TRUE(stopped) << stopped.error().message;
    EXPECT_EQ(stopped->outcome, RequestOutcome::Cancelled);
    EXPECT_TRUE(stopped->tokens.empty());
}

/// What is sent goes up within the first millisecond and arrives after ten; what comes down finds no line.
TEST_F(PerLlmTest, ALineThatIsDeadDownwardsOnlyIsNoticedAsOverANetwork) {
    Engine& model = *s_pair->target;
    const auto prompt = preparePrompt(*m_asked.prompt, model.config());
    ASSERT_TRUE(prompt) << prompt.error().message;
    Session session = model.newSession();
    const auto rows = model.prefillLower(session, *prompt, 1);
    ASSERT_TRUE(rows) << rows.error().message;
    const auto profile = protocol::parseLinkProfile("100gbit,20ms;1ms:down");
    ASSERT_TRUE(profile);
    InProcessLink link(*profile);
    UpperHalf cloud(model, 1, {}, HiddenFormat::Float32, link);
    HiddenUp up{protocol::packHidden(*rows, HiddenFormat::Float32), rows->rows, Prompt{}};
    up.prompt->tokens = prompt->tokens;
    up.prompt->positions = prompt->positions;
    up.prompt->nextPosition = prompt->nextPosition;
    ASSERT_TRUE(cloud.send(std::move(up), steadyNow() - std::chrono::hours(1), {}));
    const auto reply = cloud.receive({});
    ASSERT_TRUE(reply);
    ASSERT_FALSE(reply->answer);
    EXPECT_NE(reply->answer.error().message.find("the line any more"), std::string::npos);
}

TEST_F(PerLlmTest, WithoutATargetItIsRefusedInWords) {
    InProcessQuestion question;
    question.mode = Mode::PerLlm;
    const auto refused = answerInProcess({s_pair->draft.get(), nullptr, nullptr}, question, m_trace, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("target"), std::string::npos);
}

TEST(LayerSplitTest, GivesTheFasterSideAllButOneLayer) {
    EXPECT_EQ(chooseLayerSplit(8, 10, 2).edgeLayers, 1);
    EXPECT_EQ(chooseLayerSplit(8, 2, 10).edgeLayers, 7);
    EXPECT_EQ(chooseLayerSplit(8, 5, 5).edgeLayers, 1);
    EXPECT_DOUBLE_EQ(chooseLayerSplit(8, 2, 10).cloudShare, 0.125);
    EXPECT_DOUBLE_EQ(chooseLayerSplit(8, 2, 10).edgeMs, 1.75);
}

}  // namespace
}  // namespace msao::app
