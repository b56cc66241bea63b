// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/sample_digest.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <vector>

namespace msao::evaluation {
namespace {

Sample sample() {
    Sample sample;
    sample.id = "q1";
    sample.question = "what is it?";
    sample.pictures.frames.push_back({2, 1, {1, 2, 3, 4, 5, 6}});
    sample.sound = engine::Sound{16'000, {0.5F, -0.25F}};
    return sample;
}

TEST(SampleDigestTest, EverythingThatIsShownOrAskedCounts) {
    const std::vector<std::function<void(Sample&)>> changes = {
        [](Sample&) {},
        [](Sample& s) { s.id = "q2"; },
        [](Sample& s) { s.question += "?"; },
        [](Sample& s) { s.id = "q1w", s.question = "hat is it?"; },
        [](Sample& s) { s.isClip = true; },
        [](Sample& s) { s.pictures.framesPerSecond = 1; },
        [](Sample& s) { s.pictures.frames[0].pixels[5] = 7; },
        [](Sample& s) { s.pictures.frames[0].width = 1, s.pictures.frames[0].height = 2; },
        [](Sample& s) { s.pictures.frames.push_back(s.pictures.frames[0]); },
        [](Sample& s) { s.pictures.frames.clear(); },
        [](Sample& s) { s.sound->samples[1] = 0.25F; },
        [](Sample& s) { s.sound->samplesPerSecond = 8'000; },
        [](Sample& s) { s.sound.reset(); },
    };
    std::set<std::string> digests;
    for (const auto& change : changes) {
        Sample changed = sample();
        change(changed);
        digests.insert(sampleDigest(changed));
    }
    EXPECT_EQ(digests.size(), changes.size());
}

TEST(SampleDigestTest, WhatMakesAnAnswerRightDoesNotCount) {
    Sample mended = sample();
    mended.expected = "a ball";
    mended.type = "what";
    mended.constantScore = 0.5;
    EXPECT_EQ(sampleDigest(mended), sampleDigest(sample()));
}

}  // namespace
}  // namespace msao::evaluation
