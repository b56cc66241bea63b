// SPDX-License-Identifier: Apache-2.0
#include "evaluation/scoring/vqa_accuracy.h"

#include "evaluation/scoring/contractions.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace msao::evaluation {
namespace {

constexpr std::string_view kPunctuation = ";/[]\"{}()=+\\_-><@`,?!";

struct NumberWord {
    std::string_view word;
    std::string_view digits;
};
constexpr std::array kNumbers = {NumberWord{"none", "0"},  NumberWord{"zero", "0"},  NumberWord{"one", "1"},
                                 NumberWord{"two", "2"},   NumberWord{"three", "3"}, NumberWord{"four", "4"},
                                 NumberWord{"five", "5"},  NumberWord{"six", "6"},   NumberWord{"seven", "7"},
                                 NumberWord{"eight", "8"}, NumberWord{"nine", "9"},  NumberWord{"ten", "10"}};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string trimmed(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    const auto first = std::ranges::find_if_not(line, isBlank);
    const auto last = std::find_if_not(line.rbegin(), line.rend(), isBlank).base();
    return first < last ? std::string(first, last) : std::string();
}

bool hasCommaInNumber(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == ',' && isDigit(text[i - 1]) && isDigit(text[i + 1])) return true;
    }
    return false;
}

bool standsBesideBlank(std::string_view text, char mark) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != mark) continue;
        if ((i > 0 && text[i - 1] == ' ') || (i + 1 < text.size() && text[i + 1] == ' ')) return true;
    }
    return false;
}

/// One rule for all occurrences of a mark, as the definition's program has it.
std::string withoutPunctuation(const std::string& text) {
    const bool hasNumber = hasCommaInNumber(text);
    std::string result = text;
    for (const char mark : kPunctuation) {
        if (hasNumber || standsBesideBlank(text, mark)) {
            std::erase(result, mark);
        } else {
            std::ranges::replace(result, mark, ' ');
        }
    }
    std::string withoutPeriods;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const bool isDecimal = i + 1 < result.size() && isDigit(result[i + 1]);
        if (result[i] != '.' || isDecimal) withoutPeriods += result[i];
    }
    return withoutPeriods;
}

std::string normalisedWord(std::string word) {
    const auto number = std::ranges::find(kNumbers, word, &NumberWord::word);
    return number == kNumbers.end() ? withApostrophes(word) : std::string(number->digits);
}

bool isArticle(std::string_view word) {
    return word == "a" || word == "an" || word == "the";
}

}  // namespace

std::string normalisedVqaAnswer(std::string_view answer) {
    std::string text = withoutPunctuation(trimmed(answer));
    std::ranges::transform(text, text.begin(), lower);
    std::istringstream words(text);
    std::string result;
    for (std::string word; words >> word;) {
        if (isArticle(word)) continue;
        result += (result.empty() ? "" : " ") + normalisedWord(std::move(word));
    }
    return result;
}

double vqaAccuracy(std::string_view answer, std::span<const std::string> people) {
    if (people.size() < 2) return 0;
    const std::string said = normalisedVqaAnswer(answer);
    std::vector<bool> agrees;
    for (const std::string& person : people) agrees.push_back(normalisedVqaAnswer(person) == said);
    const auto agreeing = std::count(agrees.begin(), agrees.end(), true);
    double sum = 0;
    for (const bool leftOutAgrees : agrees)
        sum += std::min(1.0, static_cast<double>(agreeing - (leftOutAgrees ? 1 : 0)) / 3);
    return sum / static_cast<double>(people.size());
}

}  // namespace msao::evaluation
