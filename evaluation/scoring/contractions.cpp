// SPDX-License-Identifier: Apache-2.0
#include "evaluation/scoring/contractions.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace msao::evaluation {
namespace {

/// With one apostrophe. Those that are words without it ("well", "were", "id") are not here.
constexpr auto kSimple = std::to_array<std::string_view>(
    {"ain't",      "aren't",    "can't",      "could've",  "couldn't",    "didn't",       "doesn't",   "don't",
     "hadn't",     "hasn't",    "haven't",    "he'd",      "he's",        "how'd",        "how'll",    "how's",
     "isn't",      "it'd",      "it'll",      "ma'am",     "mightn't",    "might've",     "mustn't",   "must've",
     "needn't",    "not've",    "o'clock",    "oughtn't",  "shan't",      "should've",    "shouldn't", "somebody'll",
     "somebody's", "someone'd", "someone'll", "someone's", "something'd", "something'll", "that's",    "there'd",
     "there're",   "there's",   "they'd",     "they'll",   "they're",     "they've",      "'twas",     "wasn't",
     "we've",      "weren't",   "what'll",    "what're",   "what's",      "what've",      "when's",    "where'd",
     "where's",    "where've",  "who'd",      "who'll",    "who's",       "who've",       "why'll",    "why're",
     "why's",      "won't",     "would've",   "wouldn't",  "y'all",       "you'd",        "you'll",    "you're",
     "you've"});

/// With more: any one of them may be missing.
constexpr auto kSeveral = std::to_array<std::string_view>(
    {"couldn't've", "hadn't've", "he'd've", "it'd've", "mightn't've", "she'd've", "shouldn't've", "somebody'd've",
     "someone'd've", "something'd've", "there'd've", "they'd've", "we'd've", "who'd've", "wouldn't've", "y'all'll",
     "you'd've", "'ow's'at", "y'all'd've"});

std::string without(std::string_view word, std::size_t apostrophe) {
    std::string text(word);
    text.erase(apostrophe, 1);
    return text;
}

std::map<std::string, std::string, std::less<>> makeTable() {
    std::map<std::string, std::string, std::less<>> table;
    for (const std::string_view word : kSimple) table.emplace(without(word, word.find('\'')), word);
    for (const std::string_view word : kSeveral) {
        for (std::size_t i = word.find('\''); i != std::string_view::npos; i = word.find('\'', i + 1))
            table.emplace(without(word, i), word);
    }
    return table;
}

}  // namespace

std::string withApostrophes(std::string_view word) {
    static const std::map<std::string, std::string, std::less<>> kTable = makeTable();
    const auto found = kTable.find(word);
    return found == kTable.end() ? std::string(word) : found->second;
}

}  // namespace msao::evaluation
