// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/field_reader.h"

#include "protocol/codec/packed.h"

namespace msao::protocol {

static_assert(kMaxFieldsOfMap == 64, "seen keys are bits of one word");

bool FieldReader::isNew() {
    if (hasSeen(*m_key)) refuse("a key twice");
    m_seenKeys |= std::uint64_t{1} << *m_key;
    return m_cbor.isGood();
}

void FieldReader::finish() {
    if (!m_isTaken) m_cbor.skip();
}

void FieldReader::mode(int key, engine::Mode& value) {
    if (!takes(key)) return;
    const auto mode = engine::parseMode(m_cbor.text(kMaxNameBytes));
    if (!mode) return refuse("no such mode");
    value = *mode;
}

void FieldReader::refusalCode(int key, RefusalCode& value) {
    if (!takes(key)) return;
    const auto code = static_cast<RefusalCode>(m_cbor.number(UINT32_MAX));
    const auto isCode = [&](const RefusalKey& entry) { return entry.code == code; };
    value = std::ranges::any_of(kRefusalKeys, isCode) ? code : RefusalCode::Unspecified;
}

void FieldReader::tokens(int key, std::vector<engine::TokenId>& value, std::size_t max) {
    if (!takes(key)) return;
    auto tokens = unpackTokens(m_cbor.bytes(5 * max), max);
    if (!tokens) return refuse("not a list of token ids");
    value = *std::move(tokens);
}

void FieldReader::fractions(int key, std::vector<float>& value, std::size_t max) {
    if (!takes(key)) return;
    auto fractions = unpackFractions(m_cbor.bytes(sizeof(float) * max), max);
    if (!fractions) return refuse("not a list of fractions");
    value = *std::move(fractions);
}

void FieldReader::bits(int key, std::vector<bool>& value, std::size_t max) {
    if (!takes(key)) return;
    auto bits = unpackBits(m_cbor.bytes(max / 8 + 6), max);
    if (!bits) return refuse("not a bitmap");
    value = *std::move(bits);
}

void FieldReader::positions(int key, std::vector<engine::RopePosition>& value, std::size_t max) {
    if (!takes(key)) return;
    auto positions = unpackPositions(m_cbor.bytes(kLongestPosition * max), max);
    if (!positions) return refuse("not a list of positions");
    value = *std::move(positions);
}

}  // namespace msao::protocol
