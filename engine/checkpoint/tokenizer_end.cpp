// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/tokenizer_end.h"

#include "engine/base/json.h"
#include "engine/base/small_file.h"

#include <algorithm>
#include <limits>

namespace msao::engine {
namespace {

/// Watches the numbers under model.vocab and the ids of added_tokens go by; keeps none of the 300,000 strings.
class IdWatcher {
public:
    using json = nlohmann::json;

    std::int64_t largest() const { return m_largest; }

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(json::number_integer_t) { return true; }
    bool number_float(json::number_float_t, const json::string_t&) { return true; }
    bool string(json::string_t&) { return true; }
    bool binary(json::binary_t&) { return false; }

    bool number_unsigned(json::number_unsigned_t value) {
        const bool isVocabulary = m_path.size() == 3 && m_path[0] == "model" && m_path[1] == "vocab";
        const bool isAdded = m_path.size() == 2 + 1 && m_path[0] == "added_tokens" && m_path[2] == "id";
        if (!isVocabulary && !isAdded) return true;
        if (value >= static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) return false;
        m_largest = std::max(m_largest, static_cast<std::int64_t>(value));
        return true;
    }

    bool start_object(std::size_t) { return enter(); }
    bool end_object() { return leave(); }
    bool start_array(std::size_t) { return enter(); }
    bool end_array() { return leave(); }

    bool key(json::string_t& name) {
        m_path.back() = std::move(name);
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

private:
    /// One place a level: the key of an object, empty in an array.
    bool enter() {
        constexpr std::size_t kDeepest = 32;
        m_path.emplace_back();
        return m_path.size() <= kDeepest;
    }
    bool leave() {
        m_path.pop_back();
        return true;
    }

    std::vector<std::string> m_path;
    std::int64_t m_largest = -1;
};

}  // namespace

Result<std::int32_t> readTokenizerEnd(const std::filesystem::path& tokenizerJson) {
    constexpr std::size_t kMaxTokenizerBytes = 64 << 20;
    MSAO_TRY(const std::string text, readSmallFile(tokenizerJson, kMaxTokenizerBytes));
    MSAO_CHECK(checkJsonTokenLengths(text, tokenizerJson.string()));
    IdWatcher watcher;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &watcher) || watcher.largest() < 0) {
        return Error{ErrorCode::MalformedFile,
                     tokenizerJson.string() +
                         ": expected a tokenizer with the keys `model.vocab` and `added_tokens`, found none"};
    }
    return static_cast<std::int32_t>(watcher.largest() + 1);
}

}  // namespace msao::engine
