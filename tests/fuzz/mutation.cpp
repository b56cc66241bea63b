// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

namespace msao::tests {

namespace {

constexpr std::size_t kLargestInput = std::size_t{1} << 20;

// The numbers that arithmetic on lengths and offsets goes wrong at.
constexpr std::array<std::uint64_t, 10> kEdgeNumbers = {
    0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x7fffffffffffffff, 0xffffffffffffffff};

}  // namespace

Bytes Mutator::next() {
    using Change = void (Mutator::*)(Bytes&);
    constexpr std::array<Change, 8> changes = {
        &Mutator::flipBit,  &Mutator::overwriteByte, &Mutator::overwriteLength, &Mutator::replaceDigit,
        &Mutator::truncate, &Mutator::erase,         &Mutator::repeat,          &Mutator::splice};
    const Bytes& original = m_corpus[below(m_corpus.size())];
    Bytes bytes = original;
    for (std::size_t left = 1 + below(6); left > 0; --left) (this->*changes[below(changes.size())])(bytes);
    bytes.resize(std::min(bytes.size(), std::max(kLargestInput, original.size())));
    return bytes;
}

std::size_t Mutator::below(std::size_t bound) {
    return static_cast<std::size_t>(m_random() % bound);
}

void Mutator::flipBit(Bytes& bytes) {
    if (bytes.empty()) return;
    bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1u << below(8));
}

void Mutator::overwriteByte(Bytes& bytes) {
    if (bytes.empty()) return;
    bytes[below(bytes.size())] = static_cast<std::uint8_t>(below(256));
}

void Mutator::overwriteLength(Bytes& bytes) {
    const std::uint64_t number = kEdgeNumbers[below(kEdgeNumbers.size())];
    const std::size_t width = std::size_t{1} << below(4);
    if (bytes.size() < width) return;
    // The first bytes hold most lengths, so half of the draws go there.
    const std::size_t places = bytes.size() - width + 1;
    const std::size_t place = below(2) == 0 ? below(std::min<std::size_t>(places, 64)) : below(places);
    std::memcpy(bytes.data() + place, &number, width);
}

void Mutator::replaceDigit(Bytes& bytes) {
    if (bytes.empty()) return;
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size()));
    const auto digit = std::find_if(from, bytes.end(), [](std::uint8_t byte) { return std::isdigit(byte) != 0; });
    if (digit != bytes.end()) *digit = static_cast<std::uint8_t>("0123456789-.e\"[{"[below(16)]);
}

void Mutator::truncate(Bytes& bytes) {
    if (!bytes.empty()) bytes.resize(below(bytes.size()));
}

void Mutator::erase(Bytes& bytes) {
    if (bytes.empty()) return;
    const std::size_t place = below(bytes.size());
    const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - place, 64));
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(place);
    bytes.erase(first, first + static_cast<std::ptrdiff_t>(length));
}

void Mutator::repeat(Bytes& bytes) {
    if (bytes.empty() || bytes.size() > kLargestInput) return;
    const std::size_t place = below(bytes.size());
    const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - place, 256));
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(place);
    const Bytes piece(first, first + static_cast<std::ptrdiff_t>(length));
    const std::size_t times = 1 + below(8);
    for (std::size_t i = 0; i < times; ++i) {
        bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place), piece.begin(), piece.end());
    }
}

void Mutator::splice(Bytes& bytes) {
    const Bytes& other = m_corpus[below(m_corpus.size())];
    if (other.empty()) return;
    bytes.resize(bytes.empty() ? 0 : below(bytes.size()));
    bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(below(other.size())), other.end());
}

}  // namespace msao::tests
