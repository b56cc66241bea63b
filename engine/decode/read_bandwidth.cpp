// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/read_bandwidth.h"

#include "engine/decode/cpu/thread_team.h"
#include "engine/decode/huge_buffer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

namespace msao::engine {

namespace {

constexpr std::int64_t kLine = 64;
constexpr std::int64_t kPiece = std::int64_t{4} << 20;
// As far ahead as the kernels look: a ceiling that a kernel could beat would be none.
constexpr std::int64_t kPrefetchAhead = 4096;

/// Sums eight words of every cache line, which no core does more slowly than memory delivers them.
std::uint64_t sumOf(const std::byte* begin, const std::byte* end) {
    std::uint64_t sums[8] = {};
    for (const std::byte* line = begin; line < end; line += kLine) {
        __builtin_prefetch(line + kPrefetchAhead, 0, 2);
        std::uint64_t words[8];
        std::memcpy(words, line, sizeof words);
        for (int i = 0; i < 8; ++i) sums[i] += words[i];
    }
    std::uint64_t sum = 0;
    for (const std::uint64_t s : sums) sum += s;
    return sum;
}

}  // namespace

struct ReadBandwidth::Reader {
    Reader(int threads, HugeBuffer memory) : team(threads), buffer(std::move(memory)) {}

    ThreadTeam team;
    HugeBuffer buffer;
    WorkQueue pieces;
    std::atomic<std::uint64_t> sum{0};  // keeps the reads from being left out
};

Result<ReadBandwidth> ReadBandwidth::make(int threads, std::size_t bytes) {
    if (threads <= 0) threads = static_cast<int>(std::thread::hardware_concurrency());
    MSAO_TRY(HugeBuffer buffer, HugeBuffer::make(bytes / kLine * kLine));
    std::memset(buffer.data(), 1, buffer.size());
    return ReadBandwidth(std::make_unique<Reader>(threads, std::move(buffer)));
}

ReadBandwidth::ReadBandwidth(std::unique_ptr<Reader> reader) : m_reader(std::move(reader)) {}
ReadBandwidth::ReadBandwidth(ReadBandwidth&&) noexcept = default;
ReadBandwidth::~ReadBandwidth() = default;

double ReadBandwidth::measure() {
    Reader& reader = *m_reader;
    const auto bytes = static_cast<std::int64_t>(reader.buffer.size());
    reader.pieces.fill(bytes, kLine, kPiece, reader.team.size());
    const auto start = std::chrono::steady_clock::now();
    reader.team.run([&reader](int) {
        std::uint64_t sum = 0;
        for (auto piece = reader.pieces.take(); piece.begin < piece.end; piece = reader.pieces.take()) {
            sum += sumOf(reader.buffer.data() + piece.begin, reader.buffer.data() + piece.end);
        }
        reader.sum += sum;
    });
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    return static_cast<double>(bytes) / seconds.count();
}

double ReadBandwidth::median(int passes) {
    std::vector<double> rates;
    for (int i = 0; i < std::max(1, passes); ++i) rates.push_back(measure());
    const auto middle = rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2);
    std::nth_element(rates.begin(), middle, rates.end());
    return *middle;
}

}  // namespace msao::engine
