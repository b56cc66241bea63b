// SPDX-License-Identifier: Apache-2.0
// Against the examples of RFC 8949, appendix A, and the check value of CRC-32C.
#include "engine/trace/cbor_reader.h"
#include "engine/trace/cbor_writer.h"
#include "engine/trace/crc32c.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace msao::tests {
namespace {

using namespace engine;

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> all;
    for (const int value : values) all.push_back(static_cast<std::byte>(value));
    return all;
}

std::vector<std::byte> written(const std::function<void(CborWriter&)>& write) {
    std::vector<std::byte> out;
    CborWriter cbor(out);
    write(cbor);
    return out;
}

TEST(CborTest, WritesIntegersInTheirShortestForm) {
    const auto integer = [](std::int64_t value) { return written([=](CborWriter& cbor) { cbor.integer(value); }); };
    EXPECT_EQ(integer(0), bytes({0x00}));
    EXPECT_EQ(integer(23), bytes({0x17}));
    EXPECT_EQ(integer(24), bytes({0x18, 0x18}));
    EXPECT_EQ(integer(1000), bytes({0x19, 0x03, 0xe8}));
    EXPECT_EQ(integer(1'000'000), bytes({0x1a, 0x00, 0x0f, 0x42, 0x40}));
    EXPECT_EQ(integer(1'000'000'000'000), bytes({0x1b, 0x00, 0x00, 0x00, 0xe8, 0xd4, 0xa5, 0x10, 0x00}));
    EXPECT_EQ(integer(-1), bytes({0x20}));
    EXPECT_EQ(integer(-1000), bytes({0x39, 0x03, 0xe7}));
}

TEST(CborTest, WritesNumbersAsFloatsWhereThatIsExact) {
    const auto number = [](double value) { return written([=](CborWriter& cbor) { cbor.number(value); }); };
    EXPECT_EQ(number(100000.0), bytes({0xfa, 0x47, 0xc3, 0x50, 0x00}));
    EXPECT_EQ(number(1.1), bytes({0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a}));
    EXPECT_EQ(number(1.0e300), bytes({0xfb, 0x7e, 0x37, 0xe4, 0x3c, 0x88, 0x00, 0x75, 0x9c}));
}

TEST(CborTest, ReadsBackTheEndsOfTheIntegers) {
    for (const std::int64_t value :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        const auto item = written([=](CborWriter& cbor) { cbor.integer(value); });
        CborReader cbor(item);
        EXPECT_EQ(cbor.integer(), value);
        EXPECT_TRUE(cbor.isGood() && cbor.isAtEnd());
    }
}

TEST(CborTest, TheFirstFaultStays) {
    const auto item = bytes({0x01, 0x02});
    CborReader cbor(item);
    EXPECT_FALSE(cbor.boolean());
    EXPECT_FALSE(cbor.isGood());
    EXPECT_EQ(cbor.unsignedInteger(), 0u);
    EXPECT_STREQ(cbor.fault(), "expected true or false");
}

TEST(CborTest, SkipsItemsOfEveryKind) {
    // {"a": [1, -1, h'00', "x", true, null, 1.5 (half), 1(0)], 2: {}} and an integer behind it
    const auto items = bytes({0xa2, 0x61, 0x61, 0x88, 0x01, 0x20, 0x41, 0x00, 0x61, 0x78,
                              0xf5, 0xf6, 0xf9, 0x3e, 0x00, 0xc1, 0x00, 0x02, 0xa0, 0x07});
    CborReader cbor(items);
    cbor.skip();
    EXPECT_EQ(cbor.unsignedInteger(), 7u);
    EXPECT_TRUE(cbor.isGood() && cbor.isAtEnd()) << cbor.fault();
}

TEST(CborTest, RefusesWhatEndsEarlyOrHasNoEnd) {
    for (const auto& item : {bytes({}), bytes({0x19, 0x01}), bytes({0x42, 0x00}), bytes({0x82, 0x01}),
                             bytes({0x9f, 0xff}), bytes({0x5f, 0xff}), bytes({0x1c}), bytes({0xa1, 0x01})}) {
        CborReader cbor(item);
        cbor.skip();
        EXPECT_FALSE(cbor.isGood());
    }
}

TEST(Crc32cTest, GivesTheStandardsCheckValue) {
    const std::string_view digits = "123456789";
    EXPECT_EQ(crc32c(std::as_bytes(std::span(digits))), 0xE3069283u);
    EXPECT_EQ(crc32c({}), 0u);
}

}  // namespace
}  // namespace msao::tests
