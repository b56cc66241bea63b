// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/json_fields.h"

namespace msao::evaluation {

using nlohmann::json;

namespace {

RowFault expected(const char* what, const char* name) {
    return {std::string("expected ") + what + " `" + name + "`"};
}

}  // namespace

const json& member(const json& row, const char* name) {
    if (!row.is_object()) throw RowFault{"expected an object"};
    const auto found = row.find(name);
    if (found == row.end()) throw expected("a member", name);
    return *found;
}

std::string textOf(const json& row, const char* name) {
    const json& value = member(row, name);
    if (!value.is_string()) throw expected("text as", name);
    const auto& text = value.get_ref<const std::string&>();
    if (text.size() > kMaxRowTextBytes)
        throw RowFault{"expected at most " + std::to_string(kMaxRowTextBytes) + " bytes as `" + name + "`"};
    return text;
}

std::int64_t countOf(const json& row, const char* name) {
    const json& value = member(row, name);
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > INT64_MAX)
        throw expected("a whole number from 0 on as", name);
    return value.get<std::int64_t>();
}

const json& listOf(const json& row, const char* name) {
    const json& value = member(row, name);
    if (!value.is_array()) throw expected("a list", name);
    return value;
}

}  // namespace msao::evaluation
