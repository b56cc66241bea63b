// SPDX-License-Identifier: Apache-2.0
// A tokenizer.json of a handful of merges, small enough to follow by hand; tests change it before they write it down.
#pragma once

#include "engine/text/byte_alphabet.h"
#include "engine/text/read_tokenizer.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine::testing {

using nlohmann::json;

inline constexpr int kFirstMerged = 256;  // ids 0 to 255 are the bytes
inline constexpr int kEndOfText = 300;    // special
inline constexpr int kToolCall = 301;     // added, not special

inline json addedToken(int id, std::string_view content, bool isSpecial) {
    return {{"id", id},        {"content", content},  {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", isSpecial}};
}

/// 256 th, 257 the, 258 " the", 259 aa, 260 aaa; the merges make them in this order.
inline json smallTokenizer() {
    json vocab = json::object();
    for (int byte = 0; byte < kFirstMerged; ++byte) vocab[entryOfByte(static_cast<unsigned char>(byte))] = byte;
    int next = kFirstMerged;
    for (const char* entry : {"th", "the", "\u0120the", "aa", "aaa"}) vocab[entry] = next++;
    const json byteLevel = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", false}};
    const char* expression =
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    const json split = {
        {"type", "Split"}, {"pattern", {{"Regex", expression}}}, {"behavior", "Isolated"}, {"invert", false}};
    json file = {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}};
    file["added_tokens"] = {addedToken(kEndOfText, "<|endoftext|>", true), addedToken(kToolCall, "<tool_call>", false)};
    file["normalizer"] = {{"type", "NFC"}};
    file["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", {split, byteLevel}}};
    file["post_processor"] = byteLevel;
    file["decoder"] = byteLevel;
    file["model"] = {{"type", "BPE"},
                     {"dropout", nullptr},
                     {"unk_token", nullptr},
                     {"continuing_subword_prefix", ""},
                     {"end_of_word_suffix", ""},
                     {"fuse_unk", false},
                     {"byte_fallback", false},
                     {"vocab", vocab},
                     {"merges", {"t h", "th e", "\u0120 the", "a a", "aa a"}}};
    return file;
}

inline Result<Tokenizer> readText(std::string_view text) {
    return readTokenizer(std::as_bytes(std::span(text.data(), text.size())), "tokenizer.json");
}

inline Tokenizer readGood(const json& file) {
    auto tokenizer = readText(file.dump());
    if (!tokenizer) throw std::runtime_error(tokenizer.error().message);  // fails the test
    return *std::move(tokenizer);
}

inline std::vector<int> encodeToInts(const Tokenizer& tokenizer, std::string_view text) {
    std::vector<int> ids;
    for (const TokenId id : tokenizer.encode(text)) ids.push_back(toIndex(id));
    return ids;
}

inline std::string decodeInts(const Tokenizer& tokenizer, const std::vector<int>& ids, bool skipSpecial = true) {
    std::vector<TokenId> tokens;
    for (const int id : ids) tokens.push_back(TokenId{id});
    return tokenizer.decode(tokens, skipSpecial);
}

}  // namespace msao::engine::testing
