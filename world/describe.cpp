// SPDX-License-Identifier: Apache-2.0
// "Describe the scene": 20 to 60 tokens, whatever the scene holds.
#include "world/asker.h"
#include "world/naming.h"
#include "world/wording.h"

#include <algorithm>
#include <array>

namespace msao::world {

namespace {

constexpr std::array<std::string_view, 3> kNothing = {
    "I see no shapes here, only a background, so there is nothing in this picture that I can name or count.",
    "There is nothing here that I know: no shape is in the picture, only the background can be seen.",
    "The picture shows only a background, and there is no shape in it that I could name or describe."};

constexpr std::array<std::string_view, 3> kEndings = {" There is nothing else to see in the whole picture.",
                                                      " Nothing else is in the picture, only the background.",
                                                      " That is all that can be seen in the picture."};

/// More of them, and sizes or places are left out: a description ends within 60 tokens.
constexpr std::size_t kMostWithSize = 4;
constexpr std::size_t kMostWithPlace = 6;

struct Item {
    std::string what;   // "a big red star"
    std::string where;  // "at the top left"; empty in a crowd
};

std::vector<Item> itemsOf(const std::vector<Seen>& sight) {
    std::vector<Item> items;
    for (const Seen& seen : sight) {
        Mention name = seen.is;
        if (sight.size() > kMostWithSize && sight.size() <= kMostWithPlace) name.size.reset();
        const bool isCrowd = sight.size() > kMostWithPlace;
        items.push_back({indefinite(name), isCrowd ? "" : std::string(phrase(*seen.is.region))});
    }
    return items;
}

/// "a, b and c", each with its place behind or in front of it.
std::string joined(const std::vector<Item>& items, bool isPlaceFirst) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
        const Item& item = items[i];
        if (item.where.empty()) {
            text += item.what;
        } else {
            text += isPlaceFirst ? item.where + " " + item.what : item.what + " " + item.where;
        }
    }
    return text;
}

std::string seenByMe(const std::vector<Item>& items) {
    return "I see " + joined(items, false) + ".";
}

/// Named first, counted then: a number that comes first has to be right before anything was looked at.
std::string counted(const std::vector<Item>& items) {
    const std::string number(numberWord(items.size()));
    return seenByMe(items) + (items.size() == 1 ? " There is one thing" : " There are " + number + " things") +
           " in the picture.";
}

std::string placeFirst(const std::vector<Item>& items) {
    return "The picture shows " + joined(items, true) + ".";
}

std::string oneByOne(const std::vector<Item>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string_view start = i == 0                  ? "There is "
                                       : i + 1 == items.size() ? " Last, there is "
                                                               : " Then there is ";
        text += std::string(start) + items[i].what + (items[i].where.empty() ? "" : " " + items[i].where) + ".";
    }
    return text;
}

/// Few things take few words; an ending brings the description to the length of the others.
std::string atLeastTwentyTokens(std::string text, std::string_view ending) {
    constexpr long kFewWords = 20;
    if (std::count(text.begin(), text.end(), ' ') + 1 < kFewWords) text += ending;
    return text;
}

std::string described(const std::vector<Seen>& sight, Draws& draws) {
    constexpr double kInAnyOrder = 0.1;  // mostly as one reads, so that it is clear what comes next
    std::vector<Seen> order = sight;
    if (draws.chance(kInAnyOrder)) draws.shuffle(order);
    const std::vector<Item> items = itemsOf(order);
    const std::string_view ending = draws.oneOf(kEndings);
    // One sentence for each thing is too long for many of them.
    switch (draws.below(items.size() > kMostWithSize ? 3 : 4)) {
        case 0:
            return atLeastTwentyTokens(seenByMe(items), ending);
        case 1:
            return atLeastTwentyTokens(placeFirst(items), ending);
        case 2:
            return atLeastTwentyTokens(counted(items), ending);
        default:
            return atLeastTwentyTokens(oneByOne(items), ending);
    }
}

}  // namespace

Asked askDescribe(Asker& asker) {
    Question question = asker.begun(QuestionType::Describe);
    question.text = drawQuestion(question.type, asker.options.split, {}, asker.draws);
    for (const Seen& seen : asker.sight) {
        question.objects.push_back(seen.object);
        question.truth.right.push_back(seen.is);
    }
    if (asker.sight.empty()) {
        question.canonical = kNothing.front();
        question.answer = asker.phrased(question.canonical, {std::string(kNothing[1]), std::string(kNothing[2])});
        return question;
    }
    question.canonical = atLeastTwentyTokens(counted(itemsOf(asker.sight)), kEndings.front());
    question.answer = asker.phrased(question.canonical, {described(asker.sight, asker.draws)});
    return question;
}

}  // namespace msao::world
