// SPDX-License-Identifier: Apache-2.0
// CBOR values that a field may not have, by the field's kind and bounds.
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace msao::protocol::tests {

/// Bytes that are wrong, and why.
struct Spoiled {
    QByteArray bytes;
    std::string why;
};

/// The first bytes of an item: its major type and its length or value.
QByteArray cborHead(int major, std::uint64_t value);
QByteArray listOf(const QByteArray& element);

std::vector<Spoiled> badNumbers(std::uint64_t max);
std::vector<Spoiled> badReals(double max);
std::vector<Spoiled> badFlags();
std::vector<Spoiled> badModes();
std::vector<Spoiled> badTexts(std::size_t max);
std::vector<Spoiled> badBytes(std::size_t max);
std::vector<Spoiled> badOctets(std::size_t size);
std::vector<Spoiled> badTokens(std::size_t max);
std::vector<Spoiled> badFractions(std::size_t max);
std::vector<Spoiled> badBits(std::size_t max);
std::vector<Spoiled> badPositions();
std::vector<Spoiled> badMaps();
std::vector<Spoiled> badLists(std::size_t max);

}  // namespace msao::protocol::tests
