// SPDX-License-Identifier: Apache-2.0
#include "engine/text/tokenizer_parts.h"

#include "engine/base/json.h"
#include "engine/base/printable.h"
#include "engine/text/json_scanner.h"

#include <optional>
#include <set>
#include <string>

namespace msao::engine {
namespace {

// The small parts of published files take 5 to 200 KB.
constexpr std::size_t kMostRestBytes = std::size_t{2} << 20;

/// Reads the file's members one after the other.
class Dissector {
public:
    Dissector(std::string_view text, std::string_view file) : m_file(file), m_scanner(text, file) {}

    Result<TokenizerParts> run() {
        m_parts.rest = nlohmann::json::object();
        MSAO_CHECK(m_scanner.forEachMember([this](std::string_view key) { return topMember(std::string(key)); }));
        MSAO_CHECK(m_scanner.end());
        if (m_parts.vocab.text.empty()) return missing("model.vocab", "an object of entries and ids");
        if (m_parts.merges.text.empty()) return missing("model.merges", "a list of pairs");
        return std::move(m_parts);
    }

private:
    Status topMember(const std::string& key) {
        MSAO_CHECK(onlyOnce(key));
        if (key != "model" || m_scanner.peek() != '{') return keepSmall(m_parts.rest, key, key);
        m_parts.rest["model"] = nlohmann::json::object();
        return m_scanner.forEachMember([this](std::string_view member) { return modelMember(std::string(member)); });
    }

    Status modelMember(const std::string& key) {
        MSAO_CHECK(onlyOnce("model." + key));
        if (key == "vocab") return keepUnread(m_parts.vocab);
        if (key == "merges") return keepUnread(m_parts.merges);
        return keepSmall(m_parts.rest["model"], key, "model." + key);
    }

    Status keepUnread(UnreadPart& part) {
        m_scanner.peek();
        part.begin = m_scanner.position();
        MSAO_TRY(part.text, m_scanner.skipValue());
        return Done{};
    }

    Status keepSmall(nlohmann::json& object, const std::string& key, const std::string& path) {
        MSAO_TRY(const std::string_view text, m_scanner.skipValue());
        m_restBytes += text.size();
        if (m_restBytes > kMostRestBytes) {
            return Error{ErrorCode::LimitExceeded,
                         std::string(m_file) + ": expected at most " + std::to_string(kMostRestBytes) +
                             " bytes besides model.vocab and model.merges, found more at key `" + printable(path) +
                             "`"};
        }
        MSAO_TRY(object[key], parseJson(text, std::string(m_file) + ": key `" + printable(path) + "`"));
        return Done{};
    }

    Status onlyOnce(const std::string& path) {
        if (m_seen.insert(path).second) return Done{};
        return Error{ErrorCode::MalformedFile,
                     std::string(m_file) + ": expected each key once, found `" + printable(path) + "` twice"};
    }

    Error missing(const std::string& key, const std::string& expected) const {
        return Error{ErrorCode::MalformedFile,
                     std::string(m_file) + ": key `" + key + "`: expected " + expected + ", found nothing"};
    }

    std::string_view m_file;
    JsonScanner m_scanner;
    TokenizerParts m_parts;
    std::set<std::string> m_seen;
    std::size_t m_restBytes = 0;
};

}  // namespace

Result<TokenizerParts> takeApart(std::string_view text, std::string_view file) {
    return Dissector(text, file).run();
}

}  // namespace msao::engine
