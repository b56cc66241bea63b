// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace msao::engine {

/// Reads CBOR items from bytes that nobody vouches for. The first fault stays: every later call answers a zero value,
/// so that a caller may ask once, at the end. Strings are views into the bytes. Indefinite lengths and half-precision
/// floats are refused: no writer of traces makes them.
class CborReader {
public:
    explicit CborReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    bool isGood() const { return m_fault == nullptr; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }
    const char* fault() const { return m_fault; }  // what was wrong; null if nothing
    std::size_t at() const { return m_at; }        // where: the byte after the last good item

    std::uint64_t unsignedInteger();
    std::int64_t integer();
    std::span<const std::byte> bytes();  // a byte or text string
    bool boolean();
    double number();  // a float of either size, or an integer

    /// The count of items that follow, each at least a byte long, so never more than are there.
    std::uint64_t array();
    std::uint64_t map();  // of pairs

    /// Passes over one item of any kind, nested up to a limit.
    void skip();

    void fail(const char* fault);

private:
    struct Head {
        int majorType = 0;
        int info = 0;  // the low five bits: for simple values and floats the kind
        std::uint64_t argument = 0;
    };
    Head head();
    bool isNext(int majorType) const;
    std::uint64_t bigEndian(std::size_t byteCount);
    std::uint64_t count(const Head& head, std::uint64_t itemsEach);
    double floatingPoint(const Head& head);

    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    const char* m_fault = nullptr;
};

}  // namespace msao::engine
