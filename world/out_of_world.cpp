// SPDX-License-Identifier: Apache-2.0
// Questions that the demo world has no answer to, in a wide range of wordings.
#include "world/asker.h"
#include "world/out_of_world_words.h"
#include "world/wording.h"

namespace msao::world {

Asked askOutOfWorld(Asker& asker) {
    Question question = asker.begun(QuestionType::OutOfWorld);
    const Split split = asker.options.split;
    const std::string_view form = asker.draws.oneOf(outOfWorldForms(split));
    const auto fill = [&](OutOfWorldSlot slot) { return asker.draws.oneOf(outOfWorldWords(slot, split)); };
    const std::string_view person = fill(OutOfWorldSlot::Person);
    const std::string_view place = fill(OutOfWorldSlot::Place);
    const std::string_view thing = fill(OutOfWorldSlot::Thing);
    const std::string_view animal = fill(OutOfWorldSlot::Animal);
    const std::string_view topic = fill(OutOfWorldSlot::Topic);
    const std::string_view deed = fill(OutOfWorldSlot::Deed);
    const std::string first = std::to_string(2 + asker.draws.below(98));
    const std::string second = std::to_string(2 + asker.draws.below(98));
    question.text = filled(form, {{"person", person},
                                  {"place", place},
                                  {"thing", thing},
                                  {"animal", animal},
                                  {"topic", topic},
                                  {"deed", deed},
                                  {"m", first},
                                  {"n", second}});
    question.truth.scene.clear();
    question.canonical = kHonestAnswer;
    question.answer = kHonestAnswer;
    return question;
}

}  // namespace msao::world
