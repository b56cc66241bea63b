// SPDX-License-Identifier: Apache-2.0
// Questions about the demo world, with their answers, in the wording that people use.
#pragma once

#include "msao/world/scene.h"
#include "msao/world/sound.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::world {

enum class QuestionType : std::uint8_t {
    Count,        // how many red things are there?         three
    Colour,       // what colour is the star?               red
    Shape,        // what shape is the red thing?           a star
    Size,         // is the star big or small?              big
    Where,        // where is the red star?                 at the top left
    Bigger,       // which is bigger, the star or ...?      the red star
    Exists,       // is there a red star?                   yes, at the top left
    Relation,     // is the star left of the heart?         it is left of it, so yes
    Absent,       // what colour is the star? (none there)  there is no star
    Describe,     // describe the scene                     20-60 tokens
    WhatMoved,    // clips: what moved?                     the red star
    Direction,    // clips: which way did the star go?      to the left
    WhatEntered,  // clips: what came in?                   a red star
    WhatLeft,     // clips: what went away?                 the red star
    VoiceSaid,    // sound: what did the voice say?         seven
    VoiceMatch,   // sound and picture: does it match?      yes, there is a red star at the top left
    Tone,         // sound: was the tone high or low?       high
    OutOfWorld,   // who is the president?                  I only know the demo world: ...
};

inline constexpr std::array kAllQuestionTypes = {
    QuestionType::Count,       QuestionType::Colour,    QuestionType::Shape,     QuestionType::Size,
    QuestionType::Where,       QuestionType::Bigger,    QuestionType::Exists,    QuestionType::Relation,
    QuestionType::Absent,      QuestionType::Describe,  QuestionType::WhatMoved, QuestionType::Direction,
    QuestionType::WhatEntered, QuestionType::WhatLeft,  QuestionType::VoiceSaid, QuestionType::VoiceMatch,
    QuestionType::Tone,        QuestionType::OutOfWorld};

/// "count", "what_moved" ...: the name in reports and JSON.
std::string_view name(QuestionType type);
std::optional<QuestionType> parseQuestionType(std::string_view name);
bool isShort(QuestionType type);  // everything but Describe
bool needsClip(QuestionType type);
bool needsSound(QuestionType type);
bool isConjunctive(QuestionType type);  // Bigger, Exists, Relation, VoiceMatch: search by two attributes at once

/// The honest sentence, always in these words.
inline constexpr std::string_view kHonestAnswer =
    "I only know the demo world: coloured shapes, how they move, and spoken words.";

/// What the asked one sees and hears.
struct Situation {
    Scene scene{};
    bool isClip = false;  // the scene's whole clip was shown, not one picture at 0 s
    std::optional<Sound> sound{};

    bool operator==(const Situation&) const = default;
};

struct SituationOptions {
    SceneOptions scene{};
    double clipShare = 0;   // of situations
    double soundShare = 0;  // of situations; the sound is about the scene in half of them
    SoundOptions sound{};   // its split is the scene's

    bool operator==(const SituationOptions&) const = default;
};

Situation makeSituation(std::uint64_t seed, const SituationOptions& options);

/// An object as words tell it.
struct Mention {
    std::optional<Colour> colour{};
    std::optional<Kind> kind{};
    std::optional<Size> size{};
    std::optional<Region> region{};

    bool operator==(const Mention&) const = default;
};

/// What makes an answer right. Which fields are set depends on the type.
struct Truth {
    std::optional<bool> yes{};             // Exists, Relation, VoiceMatch
    std::optional<std::size_t> number{};   // Count
    std::optional<Colour> colour{};        // Colour
    std::optional<Kind> kind{};            // Shape
    std::optional<Size> size{};            // Size
    std::optional<Region> region{};        // Where
    std::optional<Direction> direction{};  // Direction
    std::optional<Pitch> pitch{};          // Tone
    std::vector<Mention> right{};          // the objects to name: Bigger, What..., Describe; Exists: the witnesses
    std::vector<Mention> wrong{};          // Bigger: the other one
    std::vector<std::string> words{};      // VoiceSaid; empty: no voice
    std::vector<Mention> scene{};          // all that can be seen, for answers that say more than they must

    bool operator==(const Truth&) const = default;
};

struct Question {
    QuestionType type = QuestionType::Count;
    std::string text{};
    std::string answer{};                // one right answer, as a person might put it
    std::string canonical{};             // the shortest right answer: equal truths, equal words
    std::vector<std::size_t> objects{};  // those the answer depends on: what the heatmap should light up
    Truth truth{};

    bool operator==(const Question&) const = default;
};

struct AskOptions {
    Split split = Split::Train;  // phrasings; HeldOut uses only those that Train never does
    double typoShare = 0.1;      // of questions, one slip of the finger each
    double answerVariety = 0.5;  // 0..1: how often an answer is not put in the canonical way

    bool operator==(const AskOptions&) const = default;
};

/// One question of this type; nothing where the situation does not allow it (no clip, no unique star, ...).
/// Answers are balanced: yes as often as no, counts and regions as evenly as the scene allows.
std::optional<Question> ask(QuestionType type, const Situation& situation, const AskOptions& options,
                            std::uint64_t seed);

/// `count` questions behind one picture, of types drawn from `weights` (by type, 0 where not wanted) among those that
/// the situation allows. No text comes twice; fewer come back where no more can be asked.
struct TypeWeights {
    std::array<double, kAllQuestionTypes.size()> byType{};

    double& operator[](QuestionType type) { return byType[static_cast<std::size_t>(type)]; }
    double operator[](QuestionType type) const { return byType[static_cast<std::size_t>(type)]; }
    static TypeWeights even();
    /// Half of the weight on conjunctive types.
    static TypeWeights forTraining();
};
std::vector<Question> askSeveral(const Situation& situation, std::size_t count, const TypeWeights& weights,
                                 const AskOptions& options, std::uint64_t seed);

/// Whether `answer` is right, in whatever words. Descriptions: names exactly the objects that are there, by colour and
/// kind, and says nothing wrong of their sizes and places.
bool isCorrect(const Question& question, std::string_view answer);

/// Share of the questions that the best constant answer per type would get right, for one type.
double constantAnswerBaseline(const std::vector<Question>& questions, QuestionType type);

}  // namespace msao::world
