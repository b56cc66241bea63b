// SPDX-License-Identifier: Apache-2.0
// Blocks that our writer does not make: of newer minor versions, and of nobody's.
#include "engine/trace/cbor_writer.h"
#include "engine/trace/compression.h"
#include "engine/trace/event_encoder.h"
#include "engine/trace/file_format.h"
#include "tests/engine/trace/trace_files.h"

#include <gmock/gmock.h>

#include <functional>

namespace msao::tests {
namespace {

using namespace engine;

const TraceEvent kKnown{TraceTime{7}, RequestId{1}, OptionChanged{"theta", "0.4"}};

void appendKnown(std::vector<std::byte>& events) {
    encodeEvent(kKnown, TraceTime{0}, events);
}

/// A file of one block at 7 ns with these CBOR events.
void writeFile(const TemporaryFile& file, std::span<const std::byte> events, std::uint32_t eventCount) {
    BlockCompressor compressor;
    const auto payload = *compressor.compress(events);
    const TraceBlock block{0,
                           static_cast<std::uint32_t>(payload.size()),
                           static_cast<std::uint32_t>(events.size()),
                           eventCount,
                           TraceTime{7},
                           TraceTime{7}};
    std::vector<std::byte> bytes = encodeFileHeader();
    appendBlockHeader(bytes, block, payload);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    file.write(bytes);
}

/// Reads one event that `write` made between two known ones.
TraceContent readBetweenKnown(const std::function<void(CborWriter&)>& write, std::uint64_t* unknown = nullptr) {
    std::vector<std::byte> events;
    appendKnown(events);
    CborWriter cbor(events);
    write(cbor);
    appendKnown(events);
    const TemporaryFile file;
    writeFile(file, events, 3);
    if (unknown != nullptr) {
        auto reader = TraceReader::open(file.path());
        EXPECT_TRUE((*reader).visit({}, [](const TraceEvent&) -> Status { return Done{}; }));
        *unknown = (*reader).unknownEvents();
    }
    return readTrace(file.path());
}

void beginEvent(CborWriter& cbor, std::uint64_t type) {
    cbor.array(4);
    cbor.unsignedInteger(type);
    cbor.unsignedInteger(0);
    cbor.unsignedInteger(1);
}

/// Something nested, as a later version may add.
void writeNested(CborWriter& cbor) {
    cbor.array(3);
    cbor.bytes("bytes");
    cbor.array(1);
    cbor.number(0.1);
    const std::size_t begin = cbor.beginMap();
    cbor.unsignedInteger(1);
    cbor.boolean(true);
    cbor.endMap(begin, 1);
}

TEST(TraceForeignBlocksTest, SkipsEventsOfUnknownTypes) {
    std::uint64_t unknown = 0;
    const TraceContent content = readBetweenKnown(
        [](CborWriter& cbor) {
            beginEvent(cbor, 999);
            writeNested(cbor);
        },
        &unknown);
    EXPECT_EQ(content.error, "");
    EXPECT_EQ(content.events, (std::vector{kKnown, kKnown}));
    EXPECT_EQ(unknown, 1u);
}

TEST(TraceForeignBlocksTest, SkipsEventsWithUnknownEnumerators) {
    std::uint64_t unknown = 0;
    const TraceContent content = readBetweenKnown(
        [](CborWriter& cbor) {
            beginEvent(cbor, 2);  // request_ended
            const std::size_t begin = cbor.beginMap();
            cbor.unsignedInteger(1);
            cbor.unsignedInteger(200);
            cbor.endMap(begin, 1);
        },
        &unknown);
    EXPECT_EQ(content.events, (std::vector{kKnown, kKnown})) << content.error;
    EXPECT_EQ(unknown, 1u);
}

TEST(TraceForeignBlocksTest, SkipsUnknownFieldsAndKeepsTheKnownOnes) {
    const TraceContent content = readBetweenKnown([](CborWriter& cbor) {
        cbor.array(5);  // one item more than today
        cbor.unsignedInteger(2);
        cbor.unsignedInteger(0);
        cbor.unsignedInteger(1);
        const std::size_t begin = cbor.beginMap();
        cbor.unsignedInteger(0);
        writeNested(cbor);
        cbor.unsignedInteger(2);
        cbor.unsignedInteger(17);
        cbor.unsignedInteger(23);
        writeNested(cbor);
        cbor.endMap(begin, 3);
        writeNested(cbor);
    });
    const TraceEvent ended{TraceTime{7}, RequestId{1}, RequestEnded{.tokenCount = 17}};
    EXPECT_EQ(content.events, (std::vector{kKnown, ended, kKnown})) << content.error;
}

TEST(TraceForeignBlocksTest, RefusesFieldsThatDoNotRise) {
    const TraceContent content = readBetweenKnown([](CborWriter& cbor) {
        beginEvent(cbor, 2);
        const std::size_t begin = cbor.beginMap();
        for (int i = 0; i < 2; ++i) {
            cbor.unsignedInteger(2);
            cbor.unsignedInteger(17);
        }
        cbor.endMap(begin, 2);
    });
    EXPECT_THAT(content.error, testing::HasSubstr("do not rise"));
    EXPECT_EQ(content.events, std::vector{kKnown});
}

TEST(TraceForeignBlocksTest, RefusesNestingWithoutEnd) {
    const TraceContent content = readBetweenKnown([](CborWriter& cbor) {
        beginEvent(cbor, 999);
        for (int i = 0; i < 100'000; ++i) cbor.array(1);
        cbor.unsignedInteger(0);
    });
    EXPECT_THAT(content.error, testing::HasSubstr("too deep"));
}

TEST(TraceForeignBlocksTest, RefusesListsLongerThanTheBlock) {
    const TraceContent content = readBetweenKnown([](CborWriter& cbor) {
        beginEvent(cbor, 9);  // rolled_back
        const std::size_t begin = cbor.beginMap();
        cbor.unsignedInteger(3);
        cbor.array(std::uint64_t{1} << 60);
        cbor.endMap(begin, 1);
    });
    EXPECT_THAT(content.error, testing::HasSubstr("more items than bytes"));
}

TEST(TraceForeignBlocksTest, RefusesACountOfEventsThatIsNotTheirNumber) {
    std::vector<std::byte> events;
    appendKnown(events);
    appendKnown(events);
    const TemporaryFile file;
    writeFile(file, events, 1);
    EXPECT_THAT(readTrace(file.path()).error, testing::HasSubstr("its header tells"));
    writeFile(file, events, 3);
    EXPECT_THAT(readTrace(file.path()).error, testing::HasSubstr("the bytes end"));
}

TEST(TraceForeignBlocksTest, RefusesAFrameThatStatesAnotherSize) {
    const std::vector<std::byte> zeros(100'000);
    BlockCompressor compressor;
    const auto payload = *compressor.compress(zeros);
    const TraceBlock lying{0, static_cast<std::uint32_t>(payload.size()), 100, 1, TraceTime{7}, TraceTime{7}};
    std::vector<std::byte> bytes = encodeFileHeader();
    appendBlockHeader(bytes, lying, payload);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    const TemporaryFile file;
    file.write(bytes);
    EXPECT_THAT(readTrace(file.path()).error, testing::HasSubstr("zstd frame of 100 bytes"));
}

}  // namespace
}  // namespace msao::tests
