// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/cbor_reader.h"

#include <array>
#include <bit>
#include <limits>

namespace msao::engine {
namespace {

enum MajorType { kUnsigned, kNegative, kBytes, kText, kArray, kMap, kTag, kSimple };

constexpr std::size_t kDeepest = 16;  // facts nest three deep

}  // namespace

void CborReader::fail(const char* fault) {
    if (m_fault == nullptr) m_fault = fault;
}

std::uint64_t CborReader::bigEndian(std::size_t byteCount) {
    if (m_bytes.size() - m_at < byteCount) {
        fail("the bytes end within an item");
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < byteCount; ++i) value = value << 8 | static_cast<std::uint64_t>(m_bytes[m_at++]);
    return value;
}

CborReader::Head CborReader::head() {
    if (!isGood()) return {};
    const auto first = static_cast<int>(bigEndian(1));
    Head head{first >> 5, first & 31, 0};
    if (head.info < 24) {
        head.argument = static_cast<std::uint64_t>(head.info);
    } else if (head.info < 28) {
        head.argument = bigEndian(std::size_t{1} << (head.info - 24));
    } else {
        fail("an indefinite or reserved length");
    }
    return isGood() ? head : Head{};
}

bool CborReader::isNext(int majorType) const {
    return isGood() && !isAtEnd() && static_cast<int>(m_bytes[m_at]) >> 5 == majorType;
}

std::uint64_t CborReader::unsignedInteger() {
    const Head next = head();
    if (next.majorType != kUnsigned) fail("expected an unsigned integer");
    return isGood() ? next.argument : 0;
}

std::int64_t CborReader::integer() {
    const Head next = head();
    if (next.majorType != kUnsigned && next.majorType != kNegative) fail("expected an integer");
    if (next.argument > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) fail("an integer out of range");
    if (!isGood()) return 0;
    const auto value = static_cast<std::int64_t>(next.argument);
    return next.majorType == kUnsigned ? value : -1 - value;
}

std::span<const std::byte> CborReader::bytes() {
    const Head next = head();
    if (next.majorType != kBytes && next.majorType != kText) fail("expected a string");
    if (next.argument > m_bytes.size() - m_at) fail("a string longer than the bytes that are left");
    if (!isGood()) return {};
    const auto size = static_cast<std::size_t>(next.argument);
    const std::span<const std::byte> value = m_bytes.subspan(m_at, size);
    m_at += size;
    return value;
}

bool CborReader::boolean() {
    const Head next = head();
    if (next.majorType != kSimple || (next.info != 20 && next.info != 21)) fail("expected true or false");
    return isGood() && next.info == 21;
}

double CborReader::number() {
    if (isNext(kUnsigned)) return static_cast<double>(unsignedInteger());
    if (isNext(kNegative)) return static_cast<double>(integer());
    const Head next = head();
    if (next.majorType != kSimple || (next.info != 26 && next.info != 27)) fail("expected a number");
    return isGood() ? floatingPoint(next) : 0;
}

double CborReader::floatingPoint(const Head& head) {
    if (head.info == 27) return std::bit_cast<double>(head.argument);
    return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
}

std::uint64_t CborReader::count(const Head& head, std::uint64_t itemsEach) {
    if (isGood() && head.argument > (m_bytes.size() - m_at) / itemsEach) fail("more items than bytes that are left");
    return isGood() ? head.argument : 0;
}

std::uint64_t CborReader::array() {
    const Head next = head();
    if (next.majorType != kArray) fail("expected an array");
    return count(next, 1);
}

std::uint64_t CborReader::map() {
    const Head next = head();
    if (next.majorType != kMap) fail("expected a map");
    return count(next, 2);
}

void CborReader::skip() {
    std::array<std::uint64_t, kDeepest> left;  // items still to pass at each level
    std::size_t depth = 0;
    left[0] = 1;
    while (isGood()) {
        if (left[depth] == 0) {
            if (depth == 0) return;
            --depth;
            continue;
        }
        --left[depth];
        if (isNext(kBytes) || isNext(kText)) {
            bytes();
            continue;
        }
        const Head next = head();
        std::uint64_t children = 0;
        if (next.majorType == kArray) children = count(next, 1);
        if (next.majorType == kMap) children = 2 * count(next, 2);
        if (next.majorType == kTag) children = 1;
        if (children == 0) continue;
        if (depth + 1 == kDeepest) return fail("items nested too deep");
        left[++depth] = children;
    }
}

}  // namespace msao::engine
