// SPDX-License-Identifier: Apache-2.0
#include "engine/base/printable.h"
#include "engine/text/pre_tokenizer.h"
#include "engine/text/tokenizer_parts.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

namespace msao::engine {
namespace {

using nlohmann::json;

/// One value that the file must hold for our code to mean the same. Null stands for an absent key.
struct Requirement {
    std::string pointer;
    std::vector<json> allowed;
};

/// In the order in which a wrong file is best explained. What is not named here does not change the tokens: truncation
/// and padding belong to the caller, and unk_token and fuse_unk to vocabularies that lack some byte, which are refused.
std::vector<Requirement> requirements() {
    const std::string split = "/pre_tokenizer/pretokenizers/0";
    const std::string byteLevel = "/pre_tokenizer/pretokenizers/1";
    return {
        {"/model/type", {"BPE"}},
        {"/model/byte_fallback", {false, nullptr}},
        {"/model/ignore_merges", {false, true, nullptr}},
        {"/model/dropout", {nullptr, 0.0}},
        {"/model/continuing_subword_prefix", {"", nullptr}},
        {"/model/end_of_word_suffix", {"", nullptr}},
        {"/normalizer/type", {"NFC"}},
        {"/pre_tokenizer/type", {"Sequence"}},
        {split + "/type", {"Split"}},
        {split + "/pattern/Regex", {kQwen2Expression}},
        {split + "/behavior", {"Isolated"}},
        {split + "/invert", {false}},
        {byteLevel + "/type", {"ByteLevel"}},
        {byteLevel + "/add_prefix_space", {false}},
        {byteLevel + "/use_regex", {false}},
        {"/pre_tokenizer/pretokenizers/2", {nullptr}},
        {"/post_processor/type", {"ByteLevel", nullptr}},
        {"/decoder/type", {"ByteLevel"}},
    };
}

std::string inWords(const json& value) {
    if (value.is_null()) return "nothing";
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list of " + std::to_string(value.size());
    const std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
    // The expressions of different families begin alike, so one is shown whole.
    constexpr std::size_t kLongest = 400;
    return text.size() <= kLongest ? text : printable(text);
}

/// "model.type" for "/model/type": as the other messages name keys.
std::string keyOf(std::string pointer) {
    pointer.erase(0, 1);
    std::replace(pointer.begin(), pointer.end(), '/', '.');
    return pointer;
}

}  // namespace

Status checkArchitecture(const json& rest, std::string_view file) {
    for (const Requirement& requirement : requirements()) {
        const json::json_pointer pointer(requirement.pointer);
        const json found = rest.contains(pointer) ? rest.at(pointer) : json();
        if (std::find(requirement.allowed.begin(), requirement.allowed.end(), found) != requirement.allowed.end())
            continue;
        return Error{ErrorCode::UnsupportedModel, std::string(file) + ": key `" + keyOf(requirement.pointer) +
                                                      "`: expected " + inWords(requirement.allowed.front()) +
                                                      " as in Qwen2, found " + inWords(found)};
    }
    return Done{};
}

}  // namespace msao::engine
