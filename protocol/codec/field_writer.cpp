// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/field_writer.h"

#include "protocol/codec/packed.h"

namespace msao::protocol {
namespace {

/// The shortest of the three CBOR floats that holds the value exactly.
void appendReal(QCborStreamWriter& cbor, double value) {
    const auto single = static_cast<float>(value);
    if (double{single} != value) {
        cbor.append(value);
    } else if (const qfloat16 half(single); float{half} == single) {
        cbor.append(half);
    } else {
        cbor.append(single);
    }
}

}  // namespace

void FieldWriter::real(int key, double value, double /*max*/) {
    if (begins(key, value != 0)) appendReal(m_cbor, value);
}

void FieldWriter::mode(int key, engine::Mode value) {
    const std::string_view name = engine::modeName(value);
    m_cbor.append(key);
    m_cbor.appendTextString(name.data(), static_cast<qsizetype>(name.size()));
}

void FieldWriter::text(int key, const std::string& value, std::size_t /*max*/) {
    if (begins(key, !value.empty())) m_cbor.appendTextString(value.data(), static_cast<qsizetype>(value.size()));
}

void FieldWriter::bytes(int key, const QByteArray& value, std::size_t /*max*/) {
    if (begins(key, !value.isEmpty())) m_cbor.append(value);
}

void FieldWriter::tokens(int key, const std::vector<engine::TokenId>& value, std::size_t /*max*/) {
    if (begins(key, !value.empty())) m_cbor.append(packTokens(value));
}

void FieldWriter::fractions(int key, const std::vector<float>& value, std::size_t /*max*/) {
    if (begins(key, !value.empty())) m_cbor.append(packFractions(value));
}

void FieldWriter::bits(int key, const std::vector<bool>& value, std::size_t /*max*/) {
    if (begins(key, !value.empty())) m_cbor.append(packBits(value));
}

void FieldWriter::positions(int key, const std::vector<engine::RopePosition>& value, std::size_t /*max*/) {
    if (begins(key, !value.empty())) m_cbor.append(packPositions(value));
}

}  // namespace msao::protocol
