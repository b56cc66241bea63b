// SPDX-License-Identifier: Apache-2.0
// An archive that writes a message whose fields a survey found in bounds.
#pragma once

#include "protocol/codec/field_survey.h"

#include <QCborStreamWriter>

namespace msao::protocol {

class FieldWriter {
public:
    explicit FieldWriter(QCborStreamWriter& cbor) : m_cbor(cbor) {}

    /// A map of the fields that are not empty.
    void writeMap(const auto& value) {
        FieldSurvey survey;
        fields(survey, value);
        m_cbor.startMap(survey.count());
        FieldWriter inner(m_cbor);
        fields(inner, value);
        m_cbor.endMap();
    }

    void number(int key, const auto& value, auto /*max*/) {
        if (begins(key, toWire(value) != 0)) m_cbor.append(quint64{toWire(value)});
    }
    void real(int key, double value, double max);
    void flag(int key, bool value) {
        if (begins(key, value)) m_cbor.append(value);
    }
    void choice(int key, const auto& value, auto last) { number(key, value, last); }
    void mode(int key, engine::Mode value);
    void refusalCode(int key, const auto& value) { number(key, value, 0); }
    void text(int key, const std::string& value, std::size_t max);
    void bytes(int key, const QByteArray& value, std::size_t max);
    template <std::size_t Size>
    void octets(int key, const Octets<Size>& value) {
        if (!begins(key, value != Octets<Size>{})) return;
        m_cbor.appendByteString(reinterpret_cast<const char*>(value.data()), static_cast<qsizetype>(Size));
    }
    void tokens(int key, const std::vector<engine::TokenId>& value, std::size_t max);
    void fractions(int key, const std::vector<float>& value, std::size_t max);
    void bits(int key, const std::vector<bool>& value, std::size_t max);
    void positions(int key, const std::vector<engine::RopePosition>& value, std::size_t max);
    void part(int key, const auto& value) {
        FieldSurvey survey;
        fields(survey, value);
        if (begins(key, survey.count() > 0)) writeMap(value);
    }
    void parts(int key, const auto& values, std::size_t /*max*/) {
        if (!begins(key, !values.empty())) return;
        m_cbor.startArray(values.size());
        for (const auto& value : values) writeMap(value);
        m_cbor.endArray();
    }
    void maybe(int key, const auto& value, auto visit) {
        if (value) present(key, *value, visit);
    }
    template <std::size_t Index>
    void either(int key, int /*other*/, const auto& value, auto visit) {
        if (const auto* chosen = std::get_if<Index>(&value)) present(key, *chosen, visit);
    }

private:
    bool begins(int key, bool isSet) {
        if (!isSet && !m_keepsEmpty) return false;
        m_cbor.append(key);
        return true;
    }
    void present(int key, const auto& value, auto visit) {
        m_keepsEmpty = true;
        visit(*this, key, value);
        m_keepsEmpty = false;
    }

    QCborStreamWriter& m_cbor;
    bool m_keepsEmpty = false;
};

}  // namespace msao::protocol
