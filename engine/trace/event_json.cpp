// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/event_json.h"

#include "engine/trace/enum_names.h"
#include "engine/trace/fact_fields.h"

#include "msao/engine/trace_export.h"

#include <ostream>
#include <string>
#include <type_traits>

namespace msao::engine {
namespace {

using Json = nlohmann::ordered_json;

/// Turns values into JSON by their type. A class, so that lists and structs find the overloads of what they hold.
struct JsonValue {
    static Json of(bool value) { return value; }
    static Json of(TokenId value) { return toIndex(value); }
    static Json of(TraceTime value) { return value.count(); }
    static Json of(const std::string& value) { return value; }

    template <typename T>
    requires std::is_arithmetic_v<T>
    static Json of(T value) { return value; }

    template <typename Enum>
    requires std::is_enum_v<Enum>
    static Json of(Enum value) { return enumName(value); }

    static Json of(const std::vector<bool>& bits) {
        std::string digits;
        for (const bool bit : bits) digits += bit ? '1' : '0';
        return digits;
    }

    template <typename T>
    static Json of(const std::vector<T>& values) {
        Json list = Json::array();
        for (const T& value : values) list.push_back(of(value));
        return list;
    }

    template <typename T>
    requires HasFields<T>
    static Json of(const T& value) {
        Json object = Json::object();
        addFields(object, value);
        return object;
    }

    template <typename T>
    static void addFields(Json& object, const T& value) {
        Fields<T>::each(value,
                        [&](std::uint64_t, std::string_view name, const auto& field) { add(object, name, field); });
    }

private:
    template <typename T>
    static void add(Json& object, std::string_view name, const T& value) {
        object.emplace(std::string(name), of(value));
    }
    template <typename T>
    static void add(Json& object, std::string_view name, const std::optional<T>& value) {
        if (value) add(object, name, *value);
    }
};

}  // namespace

Json factJson(const TraceFact& fact) {
    return std::visit([](const auto& known) { return JsonValue::of(known); }, fact);
}

std::string jsonText(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string traceEventJson(const TraceEvent& event) {
    Json line = {{"time_ns", event.time.count()},
                 {"request", static_cast<std::uint64_t>(event.request)},
                 {"type", traceFactName(event.fact)}};
    std::visit([&](const auto& fact) { JsonValue::addFields(line, fact); }, event.fact);
    return jsonText(line);
}

}  // namespace msao::engine
