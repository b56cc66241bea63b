// SPDX-License-Identifier: Apache-2.0
// The weights that come with the program: they load, and answer what their cards say they do.
#include "engine/base/small_file.h"
#include "training/demo_models.h"
#include "training/examination.h"
#include "training/model_card.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace msao::training {
namespace {

class ShippedModelsTest : public testing::TestWithParam<Role> {};

std::filesystem::path folderOf(Role role) {
    return std::filesystem::path(MSAO_SOURCE_DIR) / "resources/models" / name(role);
}

/// 0...1, from the model's card; negative where it tells none.
double statedFloor(Role role) {
    constexpr std::size_t kMostBytes = 1 << 20;
    const auto card = engine::readSmallFile(folderOf(role) / "README.md", kMostBytes);
    if (!card) return -1;
    const std::size_t line = card->find(kFloorLine);
    return line == std::string::npos ? -1 : std::strtod(card->c_str() + line + kFloorLine.size(), nullptr) / 100;
}

TEST_P(ShippedModelsTest, AnswersAtLeastWhatItsCardStates) {
    const double floor = statedFloor(GetParam());
    ASSERT_GT(floor, 0) << "the card states no floor";
    ExaminationOptions options;
    options.seed = 2026;
    options.situations = 20;
    const auto marks = examine(folderOf(GetParam()), options);
    ASSERT_TRUE(marks) << marks.error().message;
    RecordProperty("short", std::to_string(marks->mean(true)));
    EXPECT_GE(marks->mean(true), floor);
}

INSTANTIATE_TEST_SUITE_P(Pair, ShippedModelsTest, testing::Values(Role::Draft, Role::Target),
                         [](const auto& role) { return std::string(name(role.param)); });

}  // namespace
}  // namespace msao::training
