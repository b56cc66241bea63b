// SPDX-License-Identifier: Apache-2.0
#include "training/tokenizer_file.h"

#include "engine/checkpoint/synthetic_tokenizer.h"
#include "engine/text/byte_alphabet.h"
#include "msao/engine/chat_template.h"
#include "msao/world/question.h"
#include "msao/world/sentences.h"
#include "training/demo_models.h"

#include <nlohmann/json.hpp>

namespace msao::training {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int32_t kByteTokens = 256;
constexpr std::size_t kSentences = 40'000;

std::string written(const std::string& bytes) {
    std::string entry;
    for (const char byte : bytes) entry += engine::entryOfByte(static_cast<unsigned char>(byte));
    return entry;
}

/// Special tokens stand between these in a rendered chat and are no words of it.
std::string withoutSpecialTokens(std::string text) {
    for (std::size_t begin = text.find("<|"); begin != std::string::npos; begin = text.find("<|"))
        text.erase(begin, text.find("|>") + 2 - begin);
    return text;
}

}  // namespace

Merges learnDemoMerges(std::uint64_t seed) {
    WordCounts words;
    world::SentenceSource sentences(seed);
    for (std::size_t i = 0; i < kSentences; ++i) words.add(sentences.next());
    constexpr std::int64_t kOften = 1000;
    for (const std::string& word : world::answerWords()) {
        words.add(word, kOften);
        words.add(" " + word, kOften);
    }
    words.add(withoutSpecialTokens(engine::renderChat({{}})), kOften);
    words.add(world::kHonestAnswer, kOften);
    return learnMerges(words, kMostRegularTokens - kByteTokens);
}

std::string tokenizerJson(const Merges& merges) {
    const engine::ModelConfig model = demoModel(Role::Draft, kByteTokens + static_cast<std::int32_t>(merges.size()));
    // All but the merges is as in the tokenizers that are made up for tests.
    Json file = Json::parse(engine::syntheticTokenizerJson(model));
    Json vocabulary = Json::object();
    for (const auto& [token, id] : file["model"]["vocab"].items()) {
        if (id.get<std::int32_t>() < kByteTokens) vocabulary[token] = id;
    }
    Json list = Json::array();
    std::int32_t id = kByteTokens;
    for (const auto& [left, right] : merges) {
        list.push_back(written(left) + " " + written(right));
        vocabulary[written(left + right)] = id++;
    }
    file["model"]["vocab"] = std::move(vocabulary);
    file["model"]["merges"] = std::move(list);
    return file.dump(1) + "\n";
}

}  // namespace msao::training
