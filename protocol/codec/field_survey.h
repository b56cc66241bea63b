// SPDX-License-Identifier: Apache-2.0
// An archive that looks at a message before it is written: how many fields it has, and whether they are in bounds.
#pragma once

#include "protocol/codec/fields/field_rules.h"
#include "protocol/codec/numbers.h"
#include "protocol/messages/ids.h"
#include "protocol/messages/limits.h"

#include "msao/engine/ids.h"
#include "msao/engine/mode.h"

#include <QByteArray>
#include <QUtf8StringView>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace msao::protocol {

class FieldSurvey {
public:
    /// Of the outermost struct.
    std::size_t count() const { return m_count; }
    /// The key of the first field out of bounds.
    std::optional<int> fault() const { return m_fault; }

    void number(int key, const auto& value, auto max) { note(key, toWire(value) != 0, toWire(value) <= toWire(max)); }
    void real(int key, double value, double max) { note(key, value != 0, value >= 0 && value <= max); }
    void flag(int key, bool value) { note(key, value, true); }
    void choice(int key, const auto& value, auto last) { number(key, value, last); }
    void mode(int key, engine::Mode value) { note(key, true, !engine::modeName(value).empty()); }
    void refusalCode(int key, const auto& value) { note(key, toWire(value) != 0, true); }
    void text(int key, const std::string& value, std::size_t max) {
        const QUtf8StringView view(value.data(), static_cast<qsizetype>(value.size()));
        note(key, !value.empty(), value.size() <= max && view.isValidUtf8());
    }
    void bytes(int key, const QByteArray& value, std::size_t max) {
        note(key, !value.isEmpty(), static_cast<std::size_t>(value.size()) <= max);
    }
    template <std::size_t Size>
    void octets(int key, const Octets<Size>& value) {
        note(key, value != Octets<Size>{}, true);
    }
    void tokens(int key, const std::vector<engine::TokenId>& value, std::size_t max) {
        const auto isId = [](engine::TokenId id) { return toWire(id) <= toWire(kMaxTokenId); };
        note(key, !value.empty(), value.size() <= max && std::ranges::all_of(value, isId));
    }
    void fractions(int key, const std::vector<float>& value, std::size_t max) {
        const auto isFraction = [](float x) { return x >= 0.0f && x <= 1.0f; };
        note(key, !value.empty(), value.size() <= max && std::ranges::all_of(value, isFraction));
    }
    void bits(int key, const std::vector<bool>& value, std::size_t max) { list(key, value, max); }
    void positions(int key, const std::vector<engine::RopePosition>& value, std::size_t max) {
        const auto isInBounds = [](const engine::RopePosition& position) {
            return std::ranges::all_of(position, [](std::int32_t p) { return p >= 0 && p <= kMaxPosition; });
        };
        note(key, !value.empty(), value.size() <= max && std::ranges::all_of(value, isInBounds));
    }
    void part(int key, const auto& value) {
        FieldSurvey inner;
        fields(inner, value);
        note(key, inner.count() > 0, !inner.fault());
    }
    void parts(int key, const auto& values, std::size_t max) {
        note(key, !values.empty(), values.size() <= max);
        for (const auto& value : values) {
            FieldSurvey inner;
            fields(inner, value);
            if (inner.fault()) refuse(key);
        }
    }
    void maybe(int key, const auto& value, auto visit) {
        if (value) present(key, *value, visit);
    }
    template <std::size_t Index>
    void either(int key, int /*other*/, const auto& value, auto visit) {
        if (const auto* chosen = std::get_if<Index>(&value)) present(key, *chosen, visit);
    }

private:
    void list(int key, const auto& value, std::size_t max) { note(key, !value.empty(), value.size() <= max); }
    void present(int key, const auto& value, auto visit) {
        m_keepsEmpty = true;
        visit(*this, key, value);
        m_keepsEmpty = false;
    }
    void note(int key, bool isSet, bool isInBounds) {
        if (isSet || m_keepsEmpty) ++m_count;
        if (!isInBounds) refuse(key);
    }
    void refuse(int key) {
        if (!m_fault) m_fault = key;
    }

    std::size_t m_count = 0;
    std::optional<int> m_fault;
    bool m_keepsEmpty = false;  // an optional's value is written even where it is zero
};

}  // namespace msao::protocol
