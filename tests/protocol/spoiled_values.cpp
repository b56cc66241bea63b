// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/spoiled_values.h"

#include "protocol/messages/limits.h"

#include <QtEndian>

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace msao::protocol::tests {
namespace {

// CBOR's major types.
constexpr int kNumber = 0;
constexpr int kBytes = 2;
constexpr int kText = 3;
constexpr int kList = 4;
constexpr int kMap = 5;
constexpr int kFlag = 7;     // of the simple values, those two
constexpr int kReal = 8;     // likewise the floats; no major type of its own
constexpr int kNothing = 9;  // neither is this

struct Sample {
    int kind;
    const char* hex;
    const char* why;
};

constexpr Sample kSamples[] = {{kNumber, "01", "a number"},
                               {kBytes, "4101", "bytes"},
                               {kText, "6131", "a text"},
                               {kList, "80", "a list"},
                               {kMap, "a0", "a map"},
                               {kFlag, "f5", "true"},
                               {kReal, "f93c00", "a real number"},
                               {kNothing, "20", "minus one"},
                               {kNothing, "f6", "null"},
                               {kNothing, "f7", "undefined"},
                               {kNothing, "c001", "a tag"},
                               {kNothing, "f8ff", "a simple value"},
                               {kNothing, "1c", "a reserved head"}};

Spoiled spoiled(const char* hex, const char* why) {
    return {QByteArray::fromHex(hex), why};
}

/// Everything that is of another kind.
std::vector<Spoiled> ofOtherKinds(int kind) {
    std::vector<Spoiled> bad;
    for (const Sample& sample : kSamples) {
        if (sample.kind != kind) bad.push_back(spoiled(sample.hex, sample.why));
    }
    return bad;
}

Spoiled filled(int major, std::size_t size, char filling, const char* why) {
    return {cborHead(major, size) + QByteArray(static_cast<qsizetype>(size), filling), why};
}

/// Strings that are announced and not there, or come in pieces.
void addBadLengths(int major, std::vector<Spoiled>& bad) {
    bad.push_back({cborHead(major, std::uint64_t{1} << 62), "2^62 bytes announced"});
    bad.push_back({cborHead(major, kMaxMessageBytes), "more announced than there is"});
    const auto pieces = static_cast<char>(major << 5 | 31);
    bad.push_back({QByteArray(1, pieces) + cborHead(major, 1) + "a\xff", "in pieces"});
}

std::vector<Spoiled> badPacked(std::initializer_list<std::pair<const char*, const char*>> contents) {
    std::vector<Spoiled> bad = ofOtherKinds(kBytes);
    addBadLengths(kBytes, bad);
    for (const auto& [hex, why] : contents) {
        const QByteArray packed = QByteArray::fromHex(hex);
        bad.push_back({cborHead(kBytes, static_cast<std::uint64_t>(packed.size())) + packed, why});
    }
    return bad;
}

QByteArray doubleOf(double value) {
    QByteArray bytes(9, '\xfb');
    qToBigEndian(std::bit_cast<std::uint64_t>(value), bytes.data() + 1);
    return bytes;
}

}  // namespace

QByteArray cborHead(int major, std::uint64_t value) {
    const auto first = [major](int low) { return QByteArray(1, static_cast<char>(major << 5 | low)); };
    const auto tail = [value](qsizetype bytes) {
        QByteArray big(8, '\0');
        qToBigEndian(value, big.data());
        return big.last(bytes);
    };
    if (value < 24) return first(static_cast<int>(value));
    if (value < 1u << 8) return first(24) + tail(1);
    if (value < 1u << 16) return first(25) + tail(2);
    if (value < std::uint64_t{1} << 32) return first(26) + tail(4);
    return first(27) + tail(8);
}

QByteArray listOf(const QByteArray& element) {
    return cborHead(kList, 1) + element;
}

std::vector<Spoiled> badNumbers(std::uint64_t max) {
    std::vector<Spoiled> bad = ofOtherKinds(kNumber);
    bad.push_back(spoiled("3bffffffffffffffff", "minus 2^64"));
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    if (max == kMost) return bad;
    bad.push_back({cborHead(kNumber, max + 1), "one more than the most"});
    if (max + 1 != kMost) bad.push_back({cborHead(kNumber, kMost), "2^64 - 1"});
    return bad;
}

std::vector<Spoiled> badReals(double max) {
    std::vector<Spoiled> bad = ofOtherKinds(kReal);
    bad.push_back(spoiled("f97e00", "no number"));
    bad.push_back(spoiled("fa7fc00000", "no number, of 32 bits"));
    bad.push_back(spoiled("f97c00", "infinity"));
    bad.push_back(spoiled("fbfff0000000000000", "minus infinity"));
    bad.push_back(spoiled("f9bc00", "minus one, real"));
    bad.push_back(
        {doubleOf(std::nextafter(max, std::numeric_limits<double>::infinity())), "a hair more than the most"});
    bad.push_back({doubleOf(-std::numeric_limits<double>::denorm_min()), "a hair less than zero"});
    return bad;
}

std::vector<Spoiled> badFlags() {
    return ofOtherKinds(kFlag);
}

std::vector<Spoiled> badModes() {
    std::vector<Spoiled> bad = badTexts(kMaxNameBytes);
    bad.push_back(spoiled("60", "no name"));
    bad.push_back(spoiled("646d6f6465", "a mode that nobody knows"));
    bad.push_back(spoiled("644d53414f", "MSAO in capitals"));
    bad.push_back(spoiled("656d73616f00", "msao and a zero"));
    return bad;
}

std::vector<Spoiled> badTexts(std::size_t max) {
    std::vector<Spoiled> bad = ofOtherKinds(kText);
    addBadLengths(kText, bad);
    bad.push_back(filled(kText, max + 1, 'a', "one byte too long"));
    bad.push_back(spoiled("61ff", "a byte that no UTF-8 has"));
    bad.push_back(spoiled("62c0af", "an overlong slash"));
    bad.push_back(spoiled("63eda080", "half of a surrogate pair"));
    bad.push_back(spoiled("61e2", "a character that is cut off"));
    return bad;
}

std::vector<Spoiled> badBytes(std::size_t max) {
    std::vector<Spoiled> bad = badPacked({});
    bad.push_back(filled(kBytes, max + 1, '\0', "one byte too long"));
    return bad;
}

std::vector<Spoiled> badOctets(std::size_t size) {
    std::vector<Spoiled> bad = badPacked({{"", "no byte"}});
    bad.push_back(filled(kBytes, size - 1, '\1', "one byte less"));
    bad.push_back(filled(kBytes, size + 1, '\1', "one byte more"));
    return bad;
}

std::vector<Spoiled> badTokens(std::size_t max) {
    std::vector<Spoiled> bad = badPacked({{"80", "a token that is cut off"},
                                          {"0180", "a second one that is"},
                                          {"8100", "longer than it must be"},
                                          {"80808008", "one more than the largest id"},
                                          {"ffffffff7f", "more than 32 bits"}});
    bad.push_back(filled(kBytes, max + 1, '\1', "one token too many"));
    return bad;
}

std::vector<Spoiled> badFractions(std::size_t max) {
    std::vector<Spoiled> bad = badPacked({{"0000003f00", "a fraction that is cut off"},
                                          {"0000c07f", "no number"},
                                          {"0000807f", "infinity"},
                                          {"0000c03f", "one and a half"},
                                          {"000080bf", "minus one, real"}});
    bad.push_back(filled(kBytes, 4 * (max + 1), '\0', "one too many"));
    return bad;
}

std::vector<Spoiled> badBits(std::size_t max) {
    const std::size_t count = max + 1;
    const QByteArray head = QByteArray(1, static_cast<char>(0x80 | (count & 0x7F))) +
                            static_cast<char>(0x80 | (count >> 7 & 0x7F)) + static_cast<char>(count >> 14);
    std::vector<Spoiled> bad = badPacked({{"09ff", "fewer bits than announced"},
                                          {"01ff01", "bytes behind the last bit"},
                                          {"0103", "a bit behind the last one"},
                                          {"810001", "a count longer than it must be"},
                                          {"80", "a count that is cut off"}});
    const QByteArray bits = head + QByteArray(static_cast<qsizetype>(max / 8 + 1), '\0');
    bad.push_back({cborHead(kBytes, static_cast<std::uint64_t>(bits.size())) + bits, "one bit too many"});
    return bad;
}

std::vector<Spoiled> badPositions() {
    return badPacked({{"0000", "two coordinates"},
                      {"000080", "a coordinate that is cut off"},
                      {"000100", "minus one, packed"},
                      {"00008100", "longer than it must be"},
                      {"000080808010", "one more than the largest"}});
}

std::vector<Spoiled> badMaps() {
    std::vector<Spoiled> bad = ofOtherKinds(kMap);
    bad.push_back(spoiled("bfff", "a map without a length"));
    bad.push_back({cborHead(kMap, kMaxFieldsOfMap + 1), "too many fields announced"});
    bad.push_back({cborHead(kMap, std::uint64_t{1} << 62), "2^62 fields announced"});
    return bad;
}

std::vector<Spoiled> badLists(std::size_t max) {
    std::vector<Spoiled> bad = ofOtherKinds(kList);
    bad.push_back(spoiled("9fff", "a list without a length"));
    bad.push_back(spoiled("8101", "a list of numbers"));
    bad.push_back(spoiled("8180", "a list of lists"));
    bad.push_back({cborHead(kList, std::uint64_t{1} << 62), "2^62 parts announced"});
    QByteArray tooMany = cborHead(kList, max + 1);
    for (std::size_t i = 0; i <= max; ++i) tooMany += cborHead(kMap, 0);
    bad.push_back({std::move(tooMany), "one part too many"});
    return bad;
}

}  // namespace msao::protocol::tests
