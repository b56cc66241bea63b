// SPDX-License-Identifier: Apache-2.0
#include "evaluation/scoring/chosen_option.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace msao::evaluation {
namespace {

constexpr std::string_view kMarks = ".()[],:;!*#{}";

std::vector<std::string> wordsOf(std::string_view answer) {
    std::string text(answer);
    std::ranges::replace_if(
        text, [](char c) { return kMarks.find(c) != std::string_view::npos; }, ' ');
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(std::move(word));
    return words;
}

std::string lowerCase(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::optional<std::size_t> onlyOne(const std::vector<std::size_t>& found) {
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> chosenOption(std::string_view answer, std::span<const std::string> options) {
    const std::vector<std::string> words = wordsOf(answer);
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < options.size() && i < 26; ++i) {
        const std::string letter(1, static_cast<char>('A' + i));
        const bool mayBeArticle = i == 0 && words.size() > 3;
        if (!mayBeArticle && std::ranges::find(words, letter) != words.end()) named.push_back(i);
    }
    if (!named.empty()) return onlyOne(named);
    const std::string said = lowerCase(answer);
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (!options[i].empty() && said.find(lowerCase(options[i])) != std::string::npos) named.push_back(i);
    }
    return onlyOne(named);
}

}  // namespace msao::evaluation
