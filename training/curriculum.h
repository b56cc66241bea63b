// SPDX-License-Identifier: Apache-2.0
// What is learnt in which order. The table in curriculum.cpp is the recipe.
#pragma once

#include "training/demo_models.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace msao::training {

struct Stage {
    std::string_view name;
    std::int64_t pictures = 0;  // how many are seen in this stage; options may stretch it

    // What the pictures show.
    int minObjects = 1;
    int maxObjects = 5;
    bool fillsGrid = false;  // nine objects: nine lessons a picture
    bool isPlain = false;    // one texture, plain backgrounds, big objects
    double disturbance = 1;  // light, blur, noise, tilt
    double clipShare = 0;    // of passes

    // What is heard.
    double soundShare = 0;   // of passes
    double unseenShare = 0;  // of those: sounds alone, without a picture

    // What is asked. No rows: only the towers and their heads learn.
    int rows = 0;              // of 80 tokens, filled with questions, behind each picture
    double conjunctive = 0.5;  // weight of the questions that search by two attributes at once
    double whole = 1;          // weight of a question about the whole picture beside 1 of another of the rest
    double voiceMatch = 0.5;   // weight of whether a voice matches the picture, likewise
    double answerVariety = 0;  // 0: always the canonical words
    double typoShare = 0;
    double dropShare = 0;  // of passes in which 10-75 % of the visual tokens are missing

    // How it is learnt: rates run from the first value to the second along half a cosine.
    double visionRate[2] = {0, 0};
    double languageRate[2] = {0, 0};
    double audioRate[2] = {0, 0};
    double distilled = 0;  // draft only: share of the target's distributions in the answers' loss
    int passes = 2;        // of a step
    // Weights of what else is taught beside the answers: what the tower sees, where the language model takes it to be,
    // and where its attention goes.
    double attributeWeight = 1;
    double placeWeight = 0;
    double pointingWeight = 0;
    double hearingWeight = 1;  // which word a sound's token is of
    double readingWeight = 1;  // and that a name looks as it does when it is read

    bool teachesTower() const { return visionRate[0] > 0 || visionRate[1] > 0; }
    bool teachesHearing() const { return audioRate[0] > 0 || audioRate[1] > 0; }
};

std::span<const Stage> curriculum(Role role);
/// The same with every stage `stretch` times as long.
std::vector<Stage> stretched(std::span<const Stage> stages, double stretch);
/// The same code on less: for a test of the whole within a minute.
std::span<const Stage> smokeCurriculum();

}  // namespace msao::training
