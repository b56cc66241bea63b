// SPDX-License-Identifier: Apache-2.0
// How fast memory can be read right now: what a decode step is measured against.
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <memory>

namespace msao::engine {

/// Reads a buffer far larger than any cache with all threads. Memory speed drifts within minutes on shared machines, so
/// benchmarks call this between their own repetitions. One caller at a time.
class ReadBandwidth {
public:
    /// `threads` 0: one per core.
    static Result<ReadBandwidth> make(int threads, std::size_t bytes = std::size_t{5} << 28);
    ReadBandwidth(ReadBandwidth&&) noexcept;
    ~ReadBandwidth();

    /// One pass over the buffer, in bytes per second.
    double measure();
    /// The median of several passes.
    double median(int passes);

private:
    struct Reader;
    explicit ReadBandwidth(std::unique_ptr<Reader> reader);
    std::unique_ptr<Reader> m_reader;
};

}  // namespace msao::engine
