// SPDX-License-Identifier: Apache-2.0
#include "training/model_card.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace msao::training {
namespace {

std::string percent(double share) {
    char text[16];
    std::snprintf(text, sizeof(text), "%.1f %%", 100 * share);
    return text;
}

/// Below this a question type is named among those that the model does not know.
constexpr double kLearnt = 0.8;

std::string table(const Marks& marks) {
    std::ostringstream text;
    text << "| question | asked | right | a constant answer |\n| --- | --- | --- | --- |\n";
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const TypeMarks& of = marks.byType[static_cast<std::size_t>(type)];
        if (of.answers.seen == 0) continue;
        text << "| " << world::name(type) << " | " << of.answers.seen << " | " << percent(of.answers.value()) << " | "
             << percent(of.constantBaseline) << " |\n";
    }
    return text.str();
}

std::string notLearnt(const Marks& marks) {
    std::string names;
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const Share& share = marks.byType[static_cast<std::size_t>(type)].answers;
        if (share.seen == 0 || share.value() >= kLearnt) continue;
        names += (names.empty() ? "" : ", ") + std::string(world::name(type));
    }
    return names.empty() ? "none" : names;
}

std::string cannotDo(const Marks& marks, const Marks& clipMarks, bool hears) {
    const std::string hearing =
        hears ? "- Sounds other than single words and tones: of speech it knows the demo world's 34 words.\n"
              : "- Hear: sounds are not taught yet.\n";
    return "## What it cannot do\n\n"
           "- Anything beside coloured shapes: photographs, people, text, faces, animals. Asked about them, it should "
           "say "
           "that it only knows the demo world; how often it does is in the table (out_of_world).\n" +
           hearing +
           "- Pictures are seen at 224 x 224 points, clips as four frames.\n"
           "- Not learnt (below " +
           percent(kLearnt) + ") of pictures: " + notLearnt(marks) + "; of clips: " + notLearnt(clipMarks) + ".\n";
}

/// What was shown before that which the position counts.
std::string_view earlier(Origin origin) {
    switch (origin) {
        case Origin::Nothing:
            return "";
        case Origin::Checkpoints:
            return ", all of them after what an earlier card tells";
        case Origin::Unknown:
            break;
    }
    return "; what training began with is not recorded";
}

}  // namespace

double floorOfTests(const Marks& marks) {
    constexpr double kBelow = 0.12;  // three standard errors of a test with few scenes
    return std::max(0.0, std::floor(100 * (marks.mean(true) - kBelow)) / 100);
}

std::string modelCard(const CardFacts& facts) {
    std::ostringstream card;
    char size[32];
    std::snprintf(size, sizeof(size), "%.2f million", static_cast<double>(facts.parameters) / 1e6);
    card << "<!-- SPDX-License-Identifier: Apache-2.0 -->\n# The demo pair: " << facts.name << "\n\n"
         << "A Qwen2-VL model of " << size << " parameters, made by `msao-train` from nothing but "
         << (facts.hears ? "pictures that the program draws itself and words that espeak-ng speaks. It knows coloured "
                           "shapes, how they move and what they are called, and nothing else.\n\n"
                         : "pictures that the program draws itself. It knows coloured shapes and how they move, and "
                           "nothing else.\n\n")
         << "- Date: " << facts.date << "; program: " << facts.version
         << (facts.commit.empty() ? "" : ", commit " + facts.commit) << "\n- Licence: Apache-2.0, the weights too\n"
         << "- Data: the train split of `msao world`, seed " << facts.position.seed << "; " << facts.position.pictures
         << (facts.hears ? " pictures and sounds, " : " pictures, ") << facts.position.step << " steps, "
         << facts.position.milliseconds / 60'000 << " minutes" << earlier(facts.position.origin)
         << (facts.isFinished ? "" : "; the curriculum was not finished") << "\n\n## Held-out questions\n\n"
         << "Scenes, wordings, backgrounds and combinations that training never shows; seed " << facts.examination.seed
         << ", " << facts.examination.situations << " scenes, answered greedily by the engine. The last column is what "
         << "the best constant answer would get.\n\n"
         << table(facts.marks) << "\nMean of the short questions: " << percent(facts.marks.mean(true))
         << ".\n\nAbout clips of four frames instead of pictures:\n\n"
         << table(facts.clipMarks) << "\n"
         << kFloorLine << static_cast<int>(std::lround(100 * floorOfTests(facts.marks))) << " %\n\n"
         << cannotDo(facts.marks, facts.clipMarks, facts.hears);
    return card.str();
}

}  // namespace msao::training
