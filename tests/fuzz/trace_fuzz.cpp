// SPDX-License-Identifier: Apache-2.0
// The trace reader, from three sides: the input as a file, the input as the events of a block whose checksums are right
// (or nothing behind them would ever be reached), and both through every export.
#include "engine/trace/compression.h"
#include "engine/trace/file_format.h"

#include "msao/engine/trace_export.h"
#include "msao/engine/trace_statistics.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace msao::engine;

/// A file in memory.
class MemoryFile {
public:
    explicit MemoryFile(std::span<const std::byte> bytes) : m_number(::memfd_create("trace", MFD_CLOEXEC)) {
        if (m_number < 0 || ::write(m_number, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
            std::perror("memory file");
            std::abort();
        }
    }
    MemoryFile(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(m_number); }

    std::string path() const { return "/proc/self/fd/" + std::to_string(m_number); }

private:
    int m_number;
};

void read(std::span<const std::byte> bytes) {
    const MemoryFile file(bytes);
    auto reader = TraceReader::open(file.path());
    if (!reader) return;
    std::ostringstream lines;
    std::ostringstream chrome;
    const bool isReadable = static_cast<bool>(exportTraceJsonLines(*reader, lines));
    const bool hasTimeline = static_cast<bool>(exportChromeTrace(*reader, chrome));
    const bool isCounted = static_cast<bool>(traceStatistics(*reader));
    if (isReadable != hasTimeline || isReadable != isCounted) std::abort();  // they read the same events
}

std::vector<std::byte> fileOf(std::span<const std::byte> events, std::uint32_t eventCount) {
    static BlockCompressor compressor;
    const auto payload = compressor.compress(events);
    const TraceBlock block{.storedBytes = static_cast<std::uint32_t>(payload->size()),
                           .eventBytes = static_cast<std::uint32_t>(events.size()),
                           .eventCount = eventCount,
                           .last = TraceTime::max()};
    std::vector<std::byte> bytes = encodeFileHeader();
    appendBlockHeader(bytes, block, *payload);
    bytes.insert(bytes.end(), payload->begin(), payload->end());
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span(data, size));
    read(input);
    const auto events = input.first(std::min<std::size_t>(size, kMaxBlockEventBytes));
    read(fileOf(events, 1));
    read(fileOf(events, kMaxBlockEvents));
    return 0;
}
