// SPDX-License-Identifier: Apache-2.0
// JSON from files nobody vouches for: bounded when parsed, and read field by field with type and range.
#pragma once

#include "msao/engine/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

struct JsonLimits {
    std::size_t depth = 32;        // nested objects and arrays
    std::size_t values = 200'000;  // keeps the parsed form small, however dense the text
};

/// Bytes of the longest string, number or run of blanks that is parsed at all: parsers copy tokens, also into messages.
inline constexpr std::size_t kMaxJsonTokenBytes = 64 * 1024;
/// One pass without memory; says where a token is too long. Call it before any parser sees a large text.
Status checkJsonTokenLengths(std::string_view text, std::string_view file);

/// Strict JSON in valid UTF-8; refuses duplicate keys. `file` is named in the message.
Result<nlohmann::json> parseJson(std::string_view text, std::string_view file, const JsonLimits& limits = {});

struct IntegerRange {
    std::int64_t least = 0;
    std::int64_t most = std::numeric_limits<std::int32_t>::max();
};

struct NumberRange {
    double least = 0;
    double most = 0;
};

/// One object of a parsed file. Views the JSON, which must outlive it. A key whose value is null counts as absent.
class JsonObject {
public:
    /// Refuses what is not an object.
    static Result<JsonObject> of(const nlohmann::json& value, std::string file, std::string path = {});

    bool has(std::string_view key) const { return find(key) != nullptr; }
    /// Null if absent.
    const nlohmann::json* find(std::string_view key) const;

    /// An absent key answers nullopt; a wrong type or a value out of range is an Error.
    Result<std::optional<std::int64_t>> optionalInteger(std::string_view key, IntegerRange range) const;
    Result<std::optional<double>> optionalNumber(std::string_view key, NumberRange range) const;
    Result<std::optional<bool>> optionalBool(std::string_view key) const;
    Result<std::optional<std::string>> optionalString(std::string_view key) const;
    Result<std::optional<JsonObject>> optionalObject(std::string_view key) const;
    Result<std::optional<std::vector<std::int64_t>>> optionalIntegers(std::string_view key, IntegerRange range,
                                                                      std::size_t maxCount) const;
    Result<std::optional<std::vector<double>>> optionalNumbers(std::string_view key, NumberRange range,
                                                               std::size_t maxCount) const;

    Result<std::int64_t> integer(std::string_view key, IntegerRange range) const;
    Result<std::string> string(std::string_view key) const;

    /// "file: key `a.b`: expected ..., found ..."
    Error wrong(std::string_view key, std::string_view expected, const std::string& found) const;
    Error wrong(std::string_view key, std::string_view expected) const;  // `found` is the value itself, shortened

    const std::string& file() const { return m_file; }

private:
    JsonObject(const nlohmann::json& value, std::string file, std::string path)
        : m_value(&value), m_file(std::move(file)), m_path(std::move(path)) {}

    const nlohmann::json* m_value;
    std::string m_file;
    std::string m_path;  // "" or "text_config."
};

}  // namespace msao::engine
