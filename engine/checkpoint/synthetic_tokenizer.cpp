// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/synthetic_tokenizer.h"

#include <array>
#include <string_view>

namespace msao::engine {
namespace {

constexpr std::int32_t kByteTokens = 256;
constexpr std::int32_t kAudioPadPlace = 3;  // among the special tokens

/// Characters that invented merges are made of: letters and the blank before a word.
constexpr std::string_view kLetters = "etaoinshrdlucmfwypvbgkjqxzETAOINSHRDLUCMFWYPVBGKJQXZ";
const std::string kBlank = "\xC4\xA0";  // U+0120, how byte-level vocabularies write a blank
constexpr std::int32_t kSymbols = 53;

std::string utf8(std::uint32_t codePoint) {
    if (codePoint < 0x80) return {static_cast<char>(codePoint)};
    return {static_cast<char>(0xC0 | codePoint >> 6), static_cast<char>(0x80 | (codePoint & 0x3F))};
}

bool isPrintableLatin1(int byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

/// Byte-level vocabularies write a printable byte as itself and the others as U+0100 upwards; printable ones come
/// first.
std::vector<std::string> byteTokens() {
    std::vector<std::string> tokens;
    for (int byte = 0; byte < kByteTokens; ++byte) {
        if (isPrintableLatin1(byte)) tokens.push_back(utf8(static_cast<std::uint32_t>(byte)));
    }
    const auto others = static_cast<std::uint32_t>(kByteTokens - static_cast<int>(tokens.size()));
    for (std::uint32_t i = 0; i < others; ++i) tokens.push_back(utf8(0x100 + i));
    return tokens;
}

std::string symbol(std::int32_t i) {
    return i == 0 ? kBlank : std::string(1, kLetters[static_cast<std::size_t>(i - 1)]);
}

struct Merge {
    std::string left;
    std::string right;
};

/// All pairs of symbols first, then every pair with one symbol more: each result is a new string with one way to it.
std::vector<Merge> inventMerges(std::int32_t count) {
    std::vector<Merge> merges;
    constexpr std::int32_t kPairs = kSymbols * kSymbols;
    for (std::int32_t i = 0; i < count && i < kPairs; ++i)
        merges.push_back({symbol(i / kSymbols), symbol(i % kSymbols)});
    for (std::int32_t i = kPairs; i < count; ++i) {
        const std::int32_t triple = i - kPairs;
        const Merge& pair = merges[static_cast<std::size_t>(triple / kSymbols)];
        merges.push_back({pair.left + pair.right, symbol(triple % kSymbols)});
    }
    return merges;
}

constexpr std::int32_t kMostMerges = kSymbols * kSymbols + kSymbols * kSymbols * kSymbols;

std::string inQuotes(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    return json + "\"";
}

bool isPublishedOrder(const AudioConfig& audio, std::int32_t firstSpecial) {
    const std::int32_t pad = firstSpecial + kAudioPadPlace;
    return toIndex(audio.pad) == pad && toIndex(audio.start) == pad + 1 && toIndex(audio.end) == pad + 2;
}

std::string addedTokensJson(const ModelConfig& model) {
    std::string json;
    std::int32_t id = firstSpecialToken(model);
    for (const std::string& name : specialTokenNames(model)) {
        const bool isSpecial = name.starts_with("<|") && !name.starts_with("<|fim") && !name.starts_with("<|repo") &&
                               !name.starts_with("<|file");
        json += std::string(json.empty() ? "" : ",") + "\n    {\"id\": " + std::to_string(id++) +
                ", \"content\": " + inQuotes(name) +
                ", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": " +
                (isSpecial ? "true}" : "false}");
    }
    return json;
}

/// The Qwen2 pre-tokenisation, which readers compare with what they have compiled in.
constexpr const char* kSplitPattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+)";

std::string byteLevel() {
    return R"({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false})";
}

std::string vocabularyJson(const std::vector<Merge>& merges) {
    std::string json;
    std::int32_t id = 0;
    const auto add = [&](const std::string& token) {
        json += (id == 0 ? "" : ", ") + inQuotes(token) + ": " + std::to_string(id);
        ++id;
    };
    for (const std::string& token : byteTokens()) add(token);
    for (const Merge& merge : merges) add(merge.left + merge.right);
    return json;
}

std::string mergesJson(const std::vector<Merge>& merges) {
    std::string json;
    for (const Merge& merge : merges) json += (json.empty() ? "" : ", ") + inQuotes(merge.left + " " + merge.right);
    return json;
}

}  // namespace

std::vector<std::string> specialTokenNames(const ModelConfig& model) {
    std::vector<std::string> names = {
        "<|endoftext|>",  "<|im_start|>",   "<|im_end|>",     "<|object_ref_start|>", "<|object_ref_end|>",
        "<|box_start|>",  "<|box_end|>",    "<|quad_start|>", "<|quad_end|>",         "<|vision_start|>",
        "<|vision_end|>", "<|vision_pad|>", "<|image_pad|>",  "<|video_pad|>"};
    if (model.audio) {
        std::size_t place = kAudioPadPlace;
        for (const char* name : {"<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>"}) names[place++] = name;
    }
    if (model.family == ModelFamily::Qwen2_5VL) {
        for (const char* name : {"<tool_call>", "</tool_call>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>",
                                 "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>"}) {
            names.emplace_back(name);
        }
    }
    return names;
}

std::int32_t firstSpecialToken(const ModelConfig& model) {
    constexpr std::int32_t kVisionStartPlace = 9;
    return toIndex(model.special.visionStart) - kVisionStartPlace;
}

std::string syntheticTokenizerObstacle(const ModelConfig& model) {
    const std::int32_t first = firstSpecialToken(model);
    const auto specials = static_cast<std::int32_t>(specialTokenNames(model).size());
    const SpecialTokens expected = {TokenId{first + 9}, TokenId{first + 10}, TokenId{first + 12}, TokenId{first + 13}};
    if (model.special != expected) return "the vision tokens' ids do not stand in the published order";
    if (model.audio && !isPublishedOrder(*model.audio, first)) {
        return "the audio tokens' ids do not stand in the published order";
    }
    if (first < kByteTokens || first - kByteTokens > kMostMerges) {
        return "the special tokens begin at " + std::to_string(first) + ", expected " + std::to_string(kByteTokens) +
               " to " + std::to_string(kByteTokens + kMostMerges);
    }
    if (first + specials > model.text.vocabularySize) return "the special tokens do not fit below vocab_size";
    return {};
}

std::string syntheticTokenizerJson(const ModelConfig& model) {
    const std::vector<Merge> merges = inventMerges(firstSpecialToken(model) - kByteTokens);
    std::string json =
        "{\n  \"version\": \"1.0\",\n  \"truncation\": null,\n  \"padding\": null,\n  \"added_tokens\": [";
    json += addedTokensJson(model) +
            "\n  ],\n  \"normalizer\": {\"type\": \"NFC\"},\n  \"pre_tokenizer\": {\"type\": \"Sequence\", ";
    json +=
        "\"pretokenizers\": [{\"type\": \"Split\", \"pattern\": {\"Regex\": \"" + std::string(kSplitPattern) + "\"}, ";
    json += "\"behavior\": \"Isolated\", \"invert\": false}, " + byteLevel() + "]},\n";
    json += "  \"post_processor\": " + byteLevel() + ",\n  \"decoder\": " + byteLevel() + ",\n";
    json +=
        "  \"model\": {\"type\": \"BPE\", \"dropout\": null, \"unk_token\": null, \"continuing_subword_prefix\": "
        "\"\", ";
    json += "\"end_of_word_suffix\": \"\", \"fuse_unk\": false, \"byte_fallback\": false,\n    \"vocab\": {";
    json += vocabularyJson(merges) + "},\n    \"merges\": [" + mergesJson(merges) + "]}\n}\n";
    return json;
}

}  // namespace msao::engine
