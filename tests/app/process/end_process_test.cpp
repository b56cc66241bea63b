// SPDX-License-Identifier: Apache-2.0
#include "app/process/end_process.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace msao::app {
namespace {

void endOtherwise() {
    std::_Exit(9);
}

/// Destructors of globals run where this is called: atexit registers them, too.
void endWithWorkLeftForTheEnd() {
    std::atexit(endOtherwise);
    endProcess(3);
}

void endWithWordsInABuffer() {
    static char buffer[256];
    std::setvbuf(stderr, buffer, _IOFBF, sizeof buffer);
    std::fputs("words of a buffer", stderr);
    endProcess(0);
}

TEST(EndProcessTest, GivesTheExitCodeAndRunsNothingThatIsLeftForTheEnd) {
    EXPECT_EXIT(endWithWorkLeftForTheEnd(), testing::ExitedWithCode(3), "");
}

TEST(EndProcessTest, WritesWhatBuffersHold) {
    EXPECT_EXIT(endWithWordsInABuffer(), testing::ExitedWithCode(0), "words of a buffer");
}

}  // namespace
}  // namespace msao::app
