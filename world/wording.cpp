// SPDX-License-Identifier: Apache-2.0
#include "world/wording.h"

#include <array>
#include <cctype>
#include <vector>

namespace msao::world {

namespace {

// Some of two parts: who has met but one at a time takes two for a question from outside the world.
constexpr std::array<std::string_view, 18> kCourtesies = {"please, ",
                                                          "hey, ",
                                                          "can you tell me: ",
                                                          "hello, ",
                                                          "ok, ",
                                                          "a question: ",
                                                          "hi, ",
                                                          "excuse me, ",
                                                          "one more thing: ",
                                                          "quick question: ",
                                                          "so, ",
                                                          "hello, please, ",
                                                          "hey, hello, ",
                                                          "ok, a question: ",
                                                          "hey, can you tell me: ",
                                                          "hello, can you tell me: ",
                                                          "hi, please, ",
                                                          "please, a question: "};
constexpr std::array<std::string_view, 3> kHeldOutCourtesies = {"ok, please, ", "hello, a question: ", "hey, please, "};

/// Where the words of at least four letters start.
std::vector<std::size_t> longWords(const std::string& text) {
    std::vector<std::size_t> starts;
    std::size_t length = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && std::isalpha(static_cast<unsigned char>(text[i]))) {
            ++length;
            continue;
        }
        if (length >= 4) starts.push_back(i - length);
        length = 0;
    }
    return starts;
}

}  // namespace

std::string filled(std::string_view form, Fillings fillings) {
    std::string text;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] != '{') {
            text += form[i];
            continue;
        }
        const std::size_t end = form.find('}', i);
        const std::string_view place = form.substr(i + 1, end - i - 1);
        for (const auto& [name, value] : fillings) {
            if (name == place) text += value;
        }
        i = end;
    }
    return text;
}

std::string drawQuestion(QuestionType type, Split split, Fillings fillings, Draws& draws) {
    return filled(draws.oneOf(questionForms(type, split)), fillings);
}

std::string drawManner(std::string text, Split split, Draws& draws) {
    if (draws.chance(0.15)) {
        const std::string_view courtesy =
            split == Split::Train ? draws.oneOf(kCourtesies) : draws.oneOf(kHeldOutCourtesies);
        text = std::string(courtesy) + text;
    }
    if (draws.chance(0.6)) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    if (draws.chance(0.85)) text += '?';
    return text;
}

std::string withTypo(std::string text, Draws& draws) {
    const std::vector<std::size_t> starts = longWords(text);
    if (starts.empty()) return text;
    const std::size_t at = draws.oneOf(starts) + 1 + draws.below(2);  // the second or third letter: the first is a clue
    switch (draws.below(3)) {
        case 0:
            std::swap(text[at], text[at + 1]);
            break;
        case 1:
            text.erase(at, 1);
            break;
        default:
            text.insert(at, 1, text[at]);
            break;
    }
    return text;
}

}  // namespace msao::world
