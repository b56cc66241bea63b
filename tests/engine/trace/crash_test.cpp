// SPDX-License-Identifier: Apache-2.0
// The writer's process dies, or the disk takes no more: what was written before stays readable.
#include "engine/trace/file_format.h"
#include "tests/engine/trace/random_events.h"
#include "tests/engine/trace/trace_files.h"

#include <csignal>
#include <random>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace msao::tests {
namespace {

using namespace engine;

/// Records the stream of `seed` until it is killed; one byte on `mark` tells that `events` were recorded.
[[noreturn]] void recordUntilKilled(const std::filesystem::path& path, std::uint64_t seed, std::uint64_t events,
                                    int mark) {
    auto writer = TraceWriter::create(path);
    if (!writer) ::_exit(1);
    RandomEvents stream(seed);
    for (std::uint64_t i = 0; i < events; ++i) (*writer).record(stream.next());
    if (::write(mark, "!", 1) != 1) ::_exit(1);
    while (true) (*writer).record(stream.next());
}

/// Some events later than `events`: it goes on writing while the signal is on its way.
void killWriterBehind(const std::filesystem::path& path, std::uint64_t seed, std::uint64_t events) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) recordUntilKilled(path, seed, events, ends[1]);
    ::close(ends[1]);
    char mark = 0;
    const bool hasStarted = ::read(ends[0], &mark, 1) == 1;
    ::close(ends[0]);
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ASSERT_TRUE(hasStarted);
}

TEST(TraceCrashTest, AWriterKilledAtAnyMomentLeavesAReadableFile) {
    const std::uint64_t seed = testSeed();
    std::mt19937_64 random(seed);
    std::size_t filesWithEvents = 0;
    for (int i = 0; i < 100; ++i) {
        const TemporaryFile file;
        killWriterBehind(file.path(), seed + i, random() % (4 * kFullBlockEvents));
        const TraceContent content = readTrace(file.path());
        ASSERT_EQ(content.error, "");
        ASSERT_NE(content.damage, "");
        ASSERT_TRUE(isPrefix(content.events, RandomEvents(seed + i).take(content.events.size())));
        if (!content.events.empty()) ++filesWithEvents;
    }
    EXPECT_GT(filesWithEvents, 50u);
}

/// Records onto a disk that takes `limit` bytes of a file. 0: the error came exactly once, and all of the rest went
/// well.
int recordOntoFullDisk(const std::filesystem::path& path, const std::vector<TraceEvent>& events, rlim_t limit) {
    const rlimit size{limit, limit};
    std::signal(SIGXFSZ, SIG_IGN);
    if (::setrlimit(RLIMIT_FSIZE, &size) != 0) return 1;
    auto writer = TraceWriter::create(path);
    if (!writer) return limit < kFileHeaderBytes ? 0 : 2;
    int errors = 0;
    for (const TraceEvent& event : events) {
        (*writer).record(event);
        if (!(*writer).takeError()) ++errors;
    }
    if (!(*writer).close()) ++errors;
    if (!(*writer).takeError()) ++errors;
    return errors == 1 ? 0 : 3;
}

TEST(TraceCrashTest, AFullDiskIsToldOnceAndLeavesWholeBlocks) {
    const std::vector<TraceEvent> events = RandomEvents(testSeed()).take(2'000);
    const TemporaryFile file;
    recordTrace(file.path(), events);
    const std::size_t whole = file.bytes().size();
    for (std::size_t limit = 0; limit < whole; limit += 1 + whole / 40) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) ::_exit(recordOntoFullDisk(file.path(), events, limit));
        int state = 0;
        ASSERT_EQ(::waitpid(child, &state, 0), child);
        ASSERT_TRUE(WIFEXITED(state));
        ASSERT_EQ(WEXITSTATUS(state), 0) << "limit " << limit;
        const TraceContent content = readTrace(file.path());
        ASSERT_EQ(content.error, "");
        ASSERT_TRUE(isPrefix(content.events, events));
        const bool endsAtBlock = content.damage.find("was not closed") != std::string::npos;
        ASSERT_TRUE(endsAtBlock || limit < kFileHeaderBytes) << content.damage;
    }
}

TEST(TraceCrashTest, AFileThatCannotBeMadeIsAnError) {
    const auto writer = TraceWriter::create("/absent-folder/trace.msao");
    ASSERT_FALSE(writer);
    EXPECT_NE(writer.error().message.find("/absent-folder/trace.msao"), std::string::npos);
}

}  // namespace
}  // namespace msao::tests
