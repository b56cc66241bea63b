// SPDX-License-Identifier: Apache-2.0
#include "world/wording.h"

namespace msao::world {

namespace {

struct Forms {
    std::span<const std::string_view> train;
    std::span<const std::string_view> heldOut;
};

using Form = std::string_view;

constexpr Form kCount[] = {"how many {xs} are there",
                           "how many {xs} do you see",
                           "how many {xs} can you see",
                           "count the {xs}",
                           "what is the number of {xs}",
                           "how many {xs} are in the picture",
                           "how many {xs}",
                           "number of {xs}",
                           "tell me the number of {xs}",
                           "can you say how many {xs} there are",
                           "the picture shows how many {xs}",
                           "i want to know how many {xs} you see"};
constexpr Form kCountHeldOut[] = {"can you count the {xs}", "how many {xs} does the picture show",
                                  "tell me how many {xs} there are"};
constexpr Form kColour[] = {"what colour is {x}",
                            "which colour does {x} have",
                            "what color is {x}",
                            "what is the colour of {x}",
                            "name the colour of {x}",
                            "{x}: what colour",
                            "colour of {x}",
                            "which colour is {x}",
                            "what is the color of {x}",
                            "can you tell me what colour {x} is",
                            "{x} is what colour",
                            "say which colour {x} has",
                            "the colour of {x} is what"};
constexpr Form kColourHeldOut[] = {"tell me the colour of {x}", "what colour does {x} have", "{x} has which colour"};
constexpr Form kShape[] = {"what shape is {x}",        "which shape does {x} have", "what is {x}",
                           "what is the shape of {x}", "what kind of shape is {x}", "shape of {x}",
                           "name the shape of {x}",    "{x}: what shape",           "can you tell me what shape {x} is",
                           "{x} is what shape",        "say which shape {x} has",   "the shape of {x} is what"};
constexpr Form kShapeHeldOut[] = {"tell me the shape of {x}", "which shape is {x}", "what shape does {x} have"};
constexpr Form kSize[] = {"is {x} big or small",
                          "how big is {x}",
                          "what size is {x}",
                          "is {x} small or big",
                          "size of {x}",
                          "which size does {x} have",
                          "is {x} large or small",
                          "can you tell me how big {x} is",
                          "say if {x} is big or small",
                          "the size of {x} is what"};
constexpr Form kSizeHeldOut[] = {"tell me the size of {x}", "what is the size of {x}", "{x}: big or small"};
constexpr Form kWhere[] = {"where is {x}",     "where do you see {x}",         "in which part of the picture is {x}",
                           "find {x}",         "where can i see {x}",          "what is the position of {x}",
                           "where's {x}",      "the position of {x}",          "can you tell me where to find {x}",
                           "say where {x} is", "in the picture, where is {x}", "can you show me {x}"};
constexpr Form kWhereHeldOut[] = {"tell me where {x} is", "where in the picture is {x}", "can you find {x}"};
// {more}: bigger or smaller.
constexpr Form kBigger[] = {"which is {more}, {x} or {y}",         "what is {more}: {x} or {y}",
                            "which one is {more}, {x} or {y}",     "is {x} or {y} {more}",
                            "which is the {more} one, {x} or {y}", "what is {more}, {x} or {y}",
                            "{x} or {y}, which one is {more}",     "can you tell me which one is {more}, {x} or {y}",
                            "say which is {more}: {x} or {y}",     "which of the two is {more}, {x} or {y}"};
constexpr Form kBiggerHeldOut[] = {"{x} or {y}: which is {more}", "tell me which is {more}, {x} or {y}",
                                   "which thing is {more}, {x} or {y}"};
constexpr Form kExists[] = {"is there {ax}",
                            "do you see {ax}",
                            "can you see {ax}",
                            "is there {ax} in the picture",
                            "is {ax} there",
                            "does the picture have {ax}",
                            "any {xs} here",
                            "is there {ax} here",
                            "can you tell me whether there is {ax}",
                            "say if you see {ax}",
                            "does this picture contain {ax}",
                            "is {ax} in the picture",
                            "i want to know if there is {ax}",
                            "can there be seen {ax}"};
constexpr Form kExistsHeldOut[] = {"does the picture show {ax}", "tell me if there is {ax}", "can i see {ax} here"};
constexpr Form kRelation[] = {"is {x} {rel} {y}",
                              "is {x} {rel} {y} in the picture",
                              "{x} {rel} {y}: yes or no",
                              "do you see {x} {rel} {y}",
                              "would you say that {x} is {rel} {y}",
                              "{x} is {rel} {y}, right",
                              "can you tell me whether {x} is {rel} {y}",
                              "say if {x} is {rel} {y}",
                              "in this scene, is {x} {rel} {y}",
                              "i want to know if {x} is {rel} {y}",
                              "can it be seen that {x} is {rel} {y}"};
constexpr Form kRelationHeldOut[] = {"tell me if {x} is {rel} {y}", "can you see {x} {rel} {y}",
                                     "in the picture, is {x} {rel} {y}"};
constexpr Form kDescribe[] = {"describe the scene",
                              "describe the picture",
                              "what do you see",
                              "what is in the picture",
                              "what can you see here",
                              "tell me what you see",
                              "list all things",
                              "describe what you see",
                              "list everything in the picture",
                              "what is there",
                              "what does the scene show",
                              "name everything you see",
                              "can you tell me what you see",
                              "say what you see",
                              "what does this picture hold",
                              "show me what is in the scene",
                              "describe the image",
                              "describe all that is here",
                              "what does the image show",
                              "what is shown here",
                              "what is shown in the picture",
                              "what can be seen in the picture",
                              "what things does the picture have",
                              "which things do you see",
                              "which shapes are in the picture",
                              "name all things in the picture",
                              "list all shapes that you see",
                              "tell me everything that you see",
                              "tell me about the picture",
                              "say what is in the picture",
                              "what is this a picture of",
                              "give me a list of the things"};
constexpr Form kDescribeHeldOut[] = {"describe everything", "what does the picture show", "list what you see",
                                     "tell me what is in the picture"};
constexpr Form kWhatMoved[] = {"what moved",
                               "which thing moved",
                               "what is moving",
                               "did anything move",
                               "which object moved",
                               "name the thing that moved",
                               "can you tell me what moved here",
                               "say what moved",
                               "was anything moving"};
constexpr Form kWhatMovedHeldOut[] = {"tell me what moved", "which one moved", "what was moving"};
constexpr Form kDirection[] = {"which way did {x} go",
                               "in which direction did {x} move",
                               "where did {x} go",
                               "which way does {x} move",
                               "did {x} go left, right, up or down",
                               "which way is {x} moving",
                               "can you tell me where {x} went",
                               "say which way {x} moves",
                               "{x} went which way"};
constexpr Form kDirectionHeldOut[] = {"tell me which way {x} went", "in which direction did {x} go",
                                      "which way did {x} move"};
constexpr Form kWhatEntered[] = {"what came in",
                                 "what entered the picture",
                                 "what is new",
                                 "which thing came in",
                                 "did anything come in",
                                 "name the thing that came in",
                                 "can you tell me what is new",
                                 "say what came in",
                                 "did something new come in"};
constexpr Form kWhatEnteredHeldOut[] = {"tell me what came in", "which object came in", "which thing is new"};
constexpr Form kWhatLeft[] = {"what went away",
                              "what left the picture",
                              "what is gone",
                              "which thing went away",
                              "did anything go away",
                              "name the thing that went away",
                              "can you tell me what is gone",
                              "say what went away",
                              "is something gone"};
constexpr Form kWhatLeftHeldOut[] = {"tell me what went away", "which object went away", "which thing is gone"};
constexpr Form kVoiceSaid[] = {
    "what did the voice say",  "what did you hear",          "which words did the voice say", "what was said",
    "what does the voice say", "repeat what the voice said", "what did the speaker say",      "what can you hear"};
constexpr Form kVoiceSaidHeldOut[] = {"tell me what the voice said", "what does the speaker say",
                                      "can you repeat what was said"};
constexpr Form kVoiceMatch[] = {"does the voice match the picture",
                                "is what the voice says in the picture",
                                "does the picture show what the voice said",
                                "does the sound match the picture",
                                "is the voice right",
                                "does the picture fit the voice",
                                "do you see what the voice says"};
constexpr Form kVoiceMatchHeldOut[] = {"does the voice fit the picture", "tell me if the voice is right",
                                       "does the picture match the voice"};
constexpr Form kTone[] = {"was the tone high or low", "how was the tone",      "is the tone high or low",
                          "what tone did you hear",   "high tone or low tone", "which tone is it"};
constexpr Form kToneHeldOut[] = {"tell me if the tone was high or low", "which tone did you hear",
                                 "was it a high or a low tone"};

}  // namespace

std::span<const std::string_view> questionForms(QuestionType type, Split split) {
    const auto of = [split](std::span<const Form> train, std::span<const Form> heldOut) {
        return split == Split::Train ? train : heldOut;
    };
    switch (type) {
        case QuestionType::Count:
            return of(kCount, kCountHeldOut);
        case QuestionType::Colour:
            return of(kColour, kColourHeldOut);
        case QuestionType::Shape:
            return of(kShape, kShapeHeldOut);
        case QuestionType::Size:
            return of(kSize, kSizeHeldOut);
        case QuestionType::Where:
            return of(kWhere, kWhereHeldOut);
        case QuestionType::Bigger:
            return of(kBigger, kBiggerHeldOut);
        case QuestionType::Exists:
            return of(kExists, kExistsHeldOut);
        case QuestionType::Relation:
            return of(kRelation, kRelationHeldOut);
        case QuestionType::Describe:
            return of(kDescribe, kDescribeHeldOut);
        case QuestionType::WhatMoved:
            return of(kWhatMoved, kWhatMovedHeldOut);
        case QuestionType::Direction:
            return of(kDirection, kDirectionHeldOut);
        case QuestionType::WhatEntered:
            return of(kWhatEntered, kWhatEnteredHeldOut);
        case QuestionType::WhatLeft:
            return of(kWhatLeft, kWhatLeftHeldOut);
        case QuestionType::VoiceSaid:
            return of(kVoiceSaid, kVoiceSaidHeldOut);
        case QuestionType::VoiceMatch:
            return of(kVoiceMatch, kVoiceMatchHeldOut);
        case QuestionType::Tone:
            return of(kTone, kToneHeldOut);
        case QuestionType::Absent:      // asked in the forms of colour, size and place
        case QuestionType::OutOfWorld:  // has a grammar of its own
            break;
    }
    return {};
}

}  // namespace msao::world
