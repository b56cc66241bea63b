// SPDX-License-Identifier: Apache-2.0
#include "app/in_process/draft_thread.h"
#include "tests/app/in_process/asked_pair.h"

#include "msao/engine/prompt_description.h"

#include <chrono>

namespace msao::app {
namespace {

using namespace engine;

class DraftThreadTest : public testing::AskedPair {
protected:
    void SetUp() override {
        AskedPair::SetUp();
        if (!HasFatalFailure()) draw(*s_pair->draft, 16);
    }
    Drafter drafter() {
        auto prompt = preparePrompt(*m_asked.prompt, s_pair->draft->config());
        EXPECT_TRUE(prompt);
        return {*s_pair->draft, *std::move(prompt), m_asked.sampling};
    }
};

TEST_F(DraftThreadTest, WhoeverHasNotReadThePromptDraftsNothing) {
    Drafter unread = drafter();
    EXPECT_FALSE(unread.draft({}));
    while (!unread.hasReadPrompt()) ASSERT_TRUE(unread.readPrompt());
    EXPECT_TRUE(unread.draft({}));
}

/// Ctrl-C while the prompt is read: wherever the thread is then, the order behind it is void.
TEST_F(DraftThreadTest, AnOrderThatWaitsForThePromptIsVoidOnceItIsStopped) {
    const TraceClock clock = [] { return TraceTime{}; };
    for (int round = 0; round < 100; ++round) {
        Drafter drafting = drafter();
        EdgeInbox inbox(4);
        DraftThread thread(drafting, clock, inbox);
        thread.order({}, std::chrono::steady_clock::now());
    }
}

}  // namespace
}  // namespace msao::app
