// SPDX-License-Identifier: Apache-2.0
#include "engine/base/json.h"

#include "engine/base/printable.h"

#include <utility>

namespace msao::engine {
namespace {

using nlohmann::json;

/// Builds the values as the parser meets them, and stops it at the first thing that must not be.
class BoundedJsonBuilder {
public:
    BoundedJsonBuilder(json& root, const JsonLimits& limits) : m_root(root), m_limits(limits) {}

    const std::string& complaint() const { return m_complaint; }

    bool null() { return place(json(nullptr)); }
    bool boolean(bool value) { return place(json(value)); }
    bool number_integer(json::number_integer_t value) { return place(json(value)); }
    bool number_unsigned(json::number_unsigned_t value) { return place(json(value)); }
    bool number_float(json::number_float_t value, const json::string_t&) { return place(json(value)); }
    bool string(json::string_t& value) { return place(json(std::move(value))); }
    bool binary(json::binary_t&) { return refuse("binary values are not JSON"); }
    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(json::string_t& name) {
        json& object = *m_open.back();
        if (object.contains(name)) return refuse("key `" + printable(name) + "` stands twice in one object");
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& reason) {
        static_cast<void>(reason);  // its text repeats position and token in the library's own words
        return refuse("not valid JSON at byte " + std::to_string(position) + ", near `" + printable(token) + "`");
    }

private:
    bool refuse(std::string complaint) {
        m_complaint = std::move(complaint);
        return false;
    }

    json* put(json value) {
        if (m_open.empty()) return &(m_root = std::move(value));
        json& parent = *m_open.back();
        if (parent.is_object()) return &(parent[std::exchange(m_key, {})] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }

    bool count() {
        if (++m_values <= m_limits.values) return true;
        return refuse("holds more than " + std::to_string(m_limits.values) + " values");
    }

    bool place(json value) {
        if (!count()) return false;
        put(std::move(value));
        return true;
    }

    bool open(json container) {
        if (!count()) return false;
        if (m_open.size() >= m_limits.depth) return refuse("nested deeper than " + std::to_string(m_limits.depth));
        // A pointer into a parent array stays valid: nothing is appended to the parent while the child is open.
        m_open.push_back(put(std::move(container)));
        return true;
    }

    bool close() {
        m_open.pop_back();
        return true;
    }

    json& m_root;
    JsonLimits m_limits;
    std::vector<json*> m_open;
    std::string m_key;
    std::size_t m_values = 0;
    std::string m_complaint;
};

}  // namespace

Status checkJsonTokenLengths(std::string_view text, std::string_view file) {
    bool isInString = false;
    std::size_t tokenBegin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || (!isInString && (c == ',' || c == ':' || c == '[' || c == ']' || c == '{' || c == '}'))) {
            if (c == '"') isInString = !isInString;
            tokenBegin = i;
        } else if (isInString && c == '\\') {
            ++i;
        }
        if (i - tokenBegin > kMaxJsonTokenBytes) {
            return Error{ErrorCode::LimitExceeded, std::string(file) + ": the JSON text at byte " +
                                                       std::to_string(tokenBegin) +
                                                       " runs on without end: expected at most " +
                                                       std::to_string(kMaxJsonTokenBytes) + " bytes a token"};
        }
    }
    return Done{};
}

Result<nlohmann::json> parseJson(std::string_view text, std::string_view file, const JsonLimits& limits) {
    MSAO_CHECK(checkJsonTokenLengths(text, file));
    json root;
    BoundedJsonBuilder builder(root, limits);
    if (!json::sax_parse(text.begin(), text.end(), &builder)) {
        return Error{ErrorCode::MalformedFile, std::string(file) + ": " + builder.complaint()};
    }
    return root;
}

}  // namespace msao::engine
