// SPDX-License-Identifier: Apache-2.0
#include "app/pair/find_model_pair.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace msao::app {
namespace {

namespace fs = std::filesystem;

class FindModelPairTest : public ::testing::Test {
protected:
    FindModelPairTest() { fs::remove_all(m_root); }
    ~FindModelPairTest() override { fs::remove_all(m_root); }

    void makeModel(const fs::path& folder) const {
        fs::create_directories(m_root / folder);
        std::ofstream(m_root / folder / "config.json") << "{}";
    }
    void makePair(const fs::path& folder) const {
        makeModel(folder / "draft");
        makeModel(folder / "target");
    }

    fs::path m_root = fs::path(::testing::TempDir()) / ("a pair of models " + std::to_string(::getpid()));
};

TEST_F(FindModelPairTest, FindsTheShippedPairFromTheBuildFolder) {
    makePair("resources/models");
    EXPECT_EQ(findModelPair(m_root / "build/release/bin"), m_root / "resources/models");
}

TEST_F(FindModelPairTest, PrefersTheInstalledPair) {
    makePair("resources/models");
    makePair("build/release/share/msao/models");
    EXPECT_EQ(findModelPair(m_root / "build/release/bin"), m_root / "build/release/share/msao/models");
}

TEST_F(FindModelPairTest, HalfAPairIsNone) {
    makeModel("resources/models/draft");
    EXPECT_EQ(findModelPair(m_root / "build/release/bin"), std::nullopt);
    EXPECT_EQ(findModelPair({}), std::nullopt);
}

TEST_F(FindModelPairTest, TheProgramKnowsWhereItLies) {
    EXPECT_TRUE(fs::exists(programFolder() / "app_cli_eval_test"));
}

}  // namespace
}  // namespace msao::app
