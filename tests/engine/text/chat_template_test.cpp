// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/chat_template.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(ChatTemplateTest, PutsTheDefaultSystemMessageFirst) {
    EXPECT_EQ(renderChat({{Role::User, {TextPart{"Hi"}}}}),
              "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
              "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
}

TEST(ChatTemplateTest, LeavesAGivenSystemMessageAlone) {
    EXPECT_EQ(renderChat({{Role::System, {TextPart{"Be brief."}}}, {Role::Assistant, {TextPart{"Yes"}}}}, false),
              "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>assistant\nYes<|im_end|>\n");
}

TEST(ChatTemplateTest, WritesOnePadForEachImageAndVideo) {
    EXPECT_EQ(renderChat({{Role::System, {}}, {Role::User, {ImagePart{}, TextPart{"or"}, VideoPart{}}}}, false),
              "<|im_start|>system\n<|im_end|>\n<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>or"
              "<|vision_start|><|video_pad|><|vision_end|><|im_end|>\n");
}

TEST(ChatTemplateTest, WritesOnePadForEachSound) {
    EXPECT_EQ(renderChat({{Role::System, {}}, {Role::User, {AudioPart{}, TextPart{"?"}}}}, false),
              "<|im_start|>system\n<|im_end|>\n<|im_start|>user\n<|audio_bos|><|AUDIO|><|audio_eos|>?<|im_end|>\n");
}

TEST(ChatTemplateTest, OfNoMessagesLeavesOnlyTheAssistantsTurn) {
    EXPECT_EQ(renderChat({}), "<|im_start|>assistant\n");
}

}  // namespace
}  // namespace msao::engine
