// SPDX-License-Identifier: Apache-2.0
#include "world/asker.h"
#include "world/naming.h"
#include "world/noise_field.h"
#include "world/wording.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

MotionKind motionOf(QuestionType type) {
    switch (type) {
        case QuestionType::WhatEntered:
            return MotionKind::Enters;
        case QuestionType::WhatLeft:
            return MotionKind::Leaves;
        default:
            return MotionKind::Moves;
    }
}

/// Clips show a thing that moved, one that entered, one that left and none equally often. If each question were asked
/// of every clip, "nothing" would be right three times out of four; this keeps it near a third. It is a property of the
/// clip, so that asking again does not help.
bool mayAskInVain(const Situation& situation, QuestionType type) {
    constexpr std::uint32_t kOneIn = 6;
    return mixedBits(situation.scene.camera.noiseSeed, static_cast<std::uint32_t>(type), 0) % kOneIn == 0;
}

std::string verb(QuestionType type) {
    switch (type) {
        case QuestionType::WhatEntered:
            return "came in";
        case QuestionType::WhatLeft:
            return "went away";
        default:
            return "moved";
    }
}

Direction directionOf(const Object& object) {
    const Point from = object.motion.waypoints.front().at;
    const Point to = object.motion.waypoints.back().at;
    const double across = to.x - from.x;
    const double down = to.y - from.y;
    if (std::abs(across) > std::abs(down)) return across < 0 ? Direction::Left : Direction::Right;
    return down < 0 ? Direction::Up : Direction::Down;
}

}  // namespace

Asked askWhatHappened(QuestionType type, Asker& asker) {
    const auto& objects = asker.situation.scene.objects;
    const auto found = std::find_if(objects.begin(), objects.end(),
                                    [&](const Object& object) { return object.motion.kind == motionOf(type); });
    if (found == objects.end() && !mayAskInVain(asker.situation, type)) return {};
    Question question = asker.begun(type);
    question.text = drawQuestion(type, asker.options.split, {}, asker.draws);
    // What left is gone at the end, and still one of the things that the clip showed.
    question.truth.scene.clear();
    for (const Object& object : objects) question.truth.scene.push_back(mentionOf(object, 0));
    if (found == objects.end()) {
        question.canonical = "nothing";
        question.answer = asker.phrased("nothing", {"nothing " + verb(type)});
        return question;
    }
    const auto index = static_cast<std::size_t>(found - objects.begin());
    question.objects = {index};
    question.truth.right = {mentionOf(*found, 0)};
    Mention name;
    name.colour = found->colour;
    name.kind = found->kind;
    question.canonical = type == QuestionType::WhatEntered ? indefinite(name) : definite(name);
    question.answer =
        asker.phrased(question.canonical, {question.canonical + " " + verb(type), "it was " + question.canonical});
    return question;
}

Asked askDirection(Asker& asker) {
    for (const Seen& seen : asker.sight) {
        const Object& object = asker.situation.scene.objects[seen.object];
        if (object.motion.kind != MotionKind::Moves) continue;
        const auto name = drawUniqueName(seen, asker.sight, {}, asker.draws);
        if (!name) return {};
        Question question = asker.begun(QuestionType::Direction);
        question.text = drawQuestion(question.type, asker.options.split, {{"x", definite(*name)}}, asker.draws);
        question.objects = {seen.object};
        question.truth.direction = directionOf(object);
        question.canonical = std::string(word(*question.truth.direction));
        question.answer = asker.phrased(
            question.canonical, {"it went " + question.canonical, definite(*name) + " went " + question.canonical});
        return question;
    }
    return {};
}

}  // namespace msao::world
