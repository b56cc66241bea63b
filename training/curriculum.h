// SPDX-License-Identifier: Apache-2.0
// What is learnt in which order. The table in curriculum.cpp is the recipe.
#pragma once

#include "training/demo_models.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace msao::training {

struct Stage {
    std::string_view name;
    std::int64_t pictures = 0;  // how many are seen in this stage

    // What the pictures show.
    int minObjects = 1;
    int maxObjects = 5;
    bool fillsGrid = false;  // nine objects: nine lessons a picture
    bool isPlain = false;    // one texture, plain backgrounds, big objects
    double disturbance = 1;  // light, blur, noise, tilt
    double clipShare = 0;    // of passes

    // What is asked. No rows: only the tower and its attribute head learn.
    int rows = 0;              // of 80 tokens, filled with questions, behind each picture
    double conjunctive = 0.5;  // weight of the questions that search by two attributes at once
    double answerVariety = 0;  // 0: always the canonical words
    double typoShare = 0;
    double dropShare = 0;  // of passes in which 10-75 % of the visual tokens are missing

    // How it is learnt: rates run from the first value to the second along half a cosine.
    double visionRate[2] = {0, 0};
    double languageRate[2] = {0, 0};
    double attributeWeight = 1;  // of the attribute head's loss beside the answers'
    double distilled = 0;        // draft only: share of the target's distributions in the answers' loss
};

std::span<const Stage> curriculum(Role role);
/// The same code on less: for a test of the whole within a minute.
std::span<const Stage> smokeCurriculum();

}  // namespace msao::training
