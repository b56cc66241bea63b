// SPDX-License-Identifier: Apache-2.0
#include "engine/base/json.h"

#include "engine/base/printable.h"

#include <cmath>
#include <sstream>

namespace msao::engine {
namespace {

using nlohmann::json;

std::string describe(const json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list of " + std::to_string(value.size());
    return printable(value.dump(-1, ' ', true, json::error_handler_t::replace));
}

std::string describe(const IntegerRange& range) {
    return "an integer from " + std::to_string(range.least) + " to " + std::to_string(range.most);
}

std::string describe(const NumberRange& range) {
    std::ostringstream text;
    text << "a number from " << range.least << " to " << range.most;
    return text.str();
}

std::optional<std::int64_t> integerIn(const json& value, const IntegerRange& range) {
    if (!value.is_number_integer()) return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    const auto number = value.get<std::int64_t>();
    if (number < range.least || number > range.most) return std::nullopt;
    return number;
}

std::optional<double> numberIn(const json& value, const NumberRange& range) {
    if (!value.is_number()) return std::nullopt;
    const auto number = value.get<double>();
    if (!std::isfinite(number) || number < range.least || number > range.most) return std::nullopt;
    return number;
}

/// Every element of a list by `read`; nullopt if the value is no list, too long, or one element is refused.
template <typename T, typename Read>
std::optional<std::vector<T>> listOf(const json& value, std::size_t maxCount, Read read) {
    if (!value.is_array() || value.size() > maxCount) return std::nullopt;
    std::vector<T> list;
    list.reserve(value.size());
    for (const json& element : value) {
        const std::optional<T> number = read(element);
        if (!number) return std::nullopt;
        list.push_back(*number);
    }
    return list;
}

}  // namespace

Result<JsonObject> JsonObject::of(const json& value, std::string file, std::string path) {
    if (!value.is_object()) {
        const std::string where = path.empty() ? file : file + ": key `" + path.substr(0, path.size() - 1) + "`";
        return Error{ErrorCode::MalformedFile, where + ": expected an object, found " + describe(value)};
    }
    return JsonObject(value, std::move(file), std::move(path));
}

const json* JsonObject::find(std::string_view key) const {
    const auto entry = m_value->find(key);
    return entry == m_value->end() || entry->is_null() ? nullptr : &*entry;
}

Error JsonObject::wrong(std::string_view key, std::string_view expected, const std::string& found) const {
    return Error{ErrorCode::MalformedFile, m_file + ": key `" + m_path + std::string(key) + "`: expected " +
                                               std::string(expected) + ", found " + found};
}

Error JsonObject::wrong(std::string_view key, std::string_view expected) const {
    const json* value = find(key);
    return wrong(key, expected, value ? describe(*value) : "nothing");
}

Result<std::optional<std::int64_t>> JsonObject::optionalInteger(std::string_view key, IntegerRange range) const {
    const json* value = find(key);
    if (!value) return std::optional<std::int64_t>{};
    const auto number = integerIn(*value, range);
    if (!number) return wrong(key, describe(range));
    return number;
}

Result<std::optional<double>> JsonObject::optionalNumber(std::string_view key, NumberRange range) const {
    const json* value = find(key);
    if (!value) return std::optional<double>{};
    const auto number = numberIn(*value, range);
    if (!number) return wrong(key, describe(range));
    return number;
}

Result<std::optional<bool>> JsonObject::optionalBool(std::string_view key) const {
    const json* value = find(key);
    if (!value) return std::optional<bool>{};
    if (!value->is_boolean()) return wrong(key, "true or false");
    return std::optional<bool>(value->get<bool>());
}

Result<std::optional<std::string>> JsonObject::optionalString(std::string_view key) const {
    const json* value = find(key);
    if (!value) return std::optional<std::string>{};
    if (!value->is_string()) return wrong(key, "a string");
    return std::optional<std::string>(value->get<std::string>());
}

Result<std::optional<JsonObject>> JsonObject::optionalObject(std::string_view key) const {
    const json* value = find(key);
    if (!value) return std::optional<JsonObject>{};
    MSAO_TRY(JsonObject object, of(*value, m_file, m_path + std::string(key) + "."));
    return std::optional<JsonObject>(std::move(object));
}

Result<std::optional<std::vector<std::int64_t>>> JsonObject::optionalIntegers(std::string_view key, IntegerRange range,
                                                                              std::size_t maxCount) const {
    const json* value = find(key);
    if (!value) return std::optional<std::vector<std::int64_t>>{};
    auto list = listOf<std::int64_t>(*value, maxCount, [&](const json& element) { return integerIn(element, range); });
    if (!list) return wrong(key, "a list of at most " + std::to_string(maxCount) + ", each " + describe(range));
    return list;
}

Result<std::optional<std::vector<double>>> JsonObject::optionalNumbers(std::string_view key, NumberRange range,
                                                                       std::size_t maxCount) const {
    const json* value = find(key);
    if (!value) return std::optional<std::vector<double>>{};
    auto list = listOf<double>(*value, maxCount, [&](const json& element) { return numberIn(element, range); });
    if (!list) return wrong(key, "a list of at most " + std::to_string(maxCount) + ", each " + describe(range));
    return list;
}

Result<std::int64_t> JsonObject::integer(std::string_view key, IntegerRange range) const {
    MSAO_TRY(const auto number, optionalInteger(key, range));
    if (!number) return wrong(key, describe(range));
    return *number;
}

Result<std::string> JsonObject::string(std::string_view key) const {
    MSAO_TRY(auto text, optionalString(key));
    if (!text) return wrong(key, "a string");
    return *std::move(text);
}

}  // namespace msao::engine
