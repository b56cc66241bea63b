// SPDX-License-Identifier: Apache-2.0
// What a cut or altered file still gives: whole blocks from the front, and never an event that was not recorded.
#include "engine/trace/file_format.h"
#include "tests/engine/trace/random_events.h"
#include "tests/engine/trace/trace_files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace msao::tests {
namespace {

using namespace engine;

struct Recorded {
    std::vector<TraceEvent> events;
    std::vector<std::byte> bytes;
    std::vector<TraceBlock> blocks;
};

Recorded record(const TemporaryFile& file, std::uint64_t seed, std::size_t eventCount) {
    Recorded recorded{RandomEvents(seed).take(eventCount), {}, {}};
    // Pauses, so that even a small file has several blocks.
    for (std::size_t i = 0; i < eventCount; ++i) recorded.events[i].time += std::chrono::milliseconds(300) * i;
    recordTrace(file.path(), recorded.events);
    recorded.bytes = file.bytes();
    auto reader = TraceReader::open(file.path());
    recorded.blocks.assign((*reader).blocks().begin(), (*reader).blocks().end());
    return recorded;
}

/// Events of the blocks that lie whole within the first `size` bytes.
std::size_t wholeEvents(const Recorded& recorded, std::size_t size) {
    std::size_t count = 0;
    for (const TraceBlock& block : recorded.blocks) {
        if (block.offset + kBlockHeaderBytes + block.storedBytes <= size) count += block.eventCount;
    }
    return count;
}

void expectPrefixAfterCut(const Recorded& recorded, const TemporaryFile& file, std::size_t size) {
    file.write(std::span(recorded.bytes).first(size));
    const TraceContent content = readTrace(file.path());
    ASSERT_EQ(content.error, "") << "cut at byte " << size;
    ASSERT_NE(content.damage, "") << "cut at byte " << size;
    ASSERT_EQ(content.events.size(), wholeEvents(recorded, size)) << "cut at byte " << size;
    ASSERT_TRUE(isPrefix(content.events, recorded.events)) << "cut at byte " << size;
}

TEST(TraceDamageTest, ASmallFileCutAtEveryByteGivesItsWholeBlocks) {
    const TemporaryFile file;
    const Recorded recorded = record(file, testSeed(), 24);
    ASSERT_GE(recorded.blocks.size(), 5u);
    for (std::size_t size = 0; size < recorded.bytes.size(); ++size) expectPrefixAfterCut(recorded, file, size);
}

TEST(TraceDamageTest, ALargeFileCutAnywhereGivesItsWholeBlocks) {
    const TemporaryFile file;
    const std::uint64_t seed = testSeed();
    const Recorded recorded = record(file, seed, 5'000);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 100; ++i) expectPrefixAfterCut(recorded, file, random() % recorded.bytes.size());
}

TEST(TraceDamageTest, EveryFlippedBitIsNoticed) {
    const TemporaryFile file;
    const Recorded recorded = record(file, testSeed(), 12);
    for (std::size_t bit = 0; bit < recorded.bytes.size() * 8; ++bit) {
        std::vector<std::byte> bytes = recorded.bytes;
        bytes[bit / 8] ^= std::byte(1 << (bit % 8));
        file.write(bytes);
        const TraceContent content = readTrace(file.path());
        ASSERT_NE(content.error + content.damage, "") << "bit " << bit;
        ASSERT_TRUE(isPrefix(content.events, recorded.events)) << "bit " << bit;
    }
}

TEST(TraceDamageTest, BehindADamagedBlockTheOthersAreReadable) {
    const TemporaryFile file;
    const Recorded recorded = record(file, testSeed(), 24);
    std::vector<std::byte> bytes = recorded.bytes;
    bytes[recorded.blocks[1].offset + kBlockHeaderBytes] ^= std::byte{1};
    file.write(bytes);
    auto reader = TraceReader::open(file.path());
    ASSERT_TRUE(reader);
    EXPECT_FALSE((*reader).visitBlock(recorded.blocks[1], [](const TraceEvent&) -> Status { return Done{}; }));
    std::size_t seen = 0;
    EXPECT_TRUE((*reader).visitBlock(recorded.blocks[2], [&](const TraceEvent&) -> Status { return ++seen, Done{}; }));
    EXPECT_EQ(seen, recorded.blocks[2].eventCount);
}

TEST(TraceDamageTest, WithoutTheIndexTheSameBlocksAreFound) {
    const TemporaryFile file;
    const Recorded recorded = record(file, testSeed(), 500);
    const TraceBlock& last = recorded.blocks.back();
    file.write(std::span(recorded.bytes).first(last.offset + kBlockHeaderBytes + last.storedBytes));
    auto reader = TraceReader::open(file.path());
    ASSERT_TRUE(reader);
    EXPECT_TRUE(std::ranges::equal((*reader).blocks(), recorded.blocks));
    EXPECT_THAT(*(*reader).damage(), testing::HasSubstr("was not closed"));
}

TEST(TraceDamageTest, RefusesWhatIsNoTrace) {
    const TemporaryFile file;
    const std::string text = "a text file that is no trace";
    file.write(std::as_bytes(std::span(text)));
    EXPECT_THAT(readTrace(file.path()).error, testing::HasSubstr("not a trace"));
    EXPECT_FALSE(TraceReader::open("/"));
    EXPECT_FALSE(TraceReader::open(file.path().string() + ".absent"));
}

TEST(TraceDamageTest, RefusesANewerMajorVersionInWords) {
    const TemporaryFile file;
    file.write(encodeFileHeader(2, 7));
    EXPECT_THAT(readTrace(file.path()).error,
                testing::AllOf(testing::HasSubstr("format 2.7"), testing::HasSubstr("newer MSAO Studio")));
    file.write(encodeFileHeader(kTraceMajor, 7));
    EXPECT_EQ(readTrace(file.path()).error, "");
}

}  // namespace
}  // namespace msao::tests
