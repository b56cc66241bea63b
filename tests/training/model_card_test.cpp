// SPDX-License-Identifier: Apache-2.0
#include "training/model_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace msao::training {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string cardOf(Origin origin) {
    CardFacts facts;
    facts.name = "draft";
    facts.position.origin = origin;
    facts.marks.byType[0].answers = {.right = 9, .seen = 10};
    return modelCard(facts);
}

TEST(ModelCardTest, SaysWhatTrainingBeganWith) {
    EXPECT_THAT(cardOf(Origin::Checkpoints), HasSubstr("all of them after what an earlier card tells"));
    EXPECT_THAT(cardOf(Origin::Unknown), HasSubstr("what training began with is not recorded"));
    EXPECT_THAT(cardOf(Origin::Nothing), Not(HasSubstr("earlier card")));
    EXPECT_THAT(cardOf(Origin::Nothing), Not(HasSubstr("not recorded")));
}

}  // namespace
}  // namespace msao::training
