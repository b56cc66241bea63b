// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/step_arguments.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <functional>
#include <string>

namespace msao::engine {

/// One device: its memory and the kernels of a step, in one stream of work. CudaDeviceRuntime is the real one; the
/// tests have one that runs the same kernels on the CPU. Used by one thread at a time.
class DeviceRuntime {
public:
    virtual ~DeviceRuntime() = default;

    virtual std::string name() const = 0;

    /// Zeroed, aligned to 256 bytes, and the runtime's until it goes.
    virtual Result<void*> allocate(std::size_t bytes) = 0;
    /// Behind the work already enqueued; the host bytes may change as soon as this returns.
    virtual Status copyIn(void* device, const void* host, std::size_t bytes) = 0;
    /// Waits for everything enqueued before.
    virtual Status copyOut(void* host, const void* device, std::size_t bytes) = 0;

    virtual Status embed(const EmbeddingArguments& arguments, int rows) = 0;
    virtual Status multiply(const MatvecArguments& arguments) = 0;
    virtual Status attend(const AttentionArguments& arguments) = 0;
    virtual Status storeKv(const KvCopyArguments& arguments) = 0;
    virtual Status loadKv(const KvCopyArguments& arguments) = 0;

    /// Does what `enqueue` enqueues; a device that can record work records it once under `key` and replays it from then
    /// on. The same key always means the same work on the same addresses.
    virtual Status replay(int key, const std::function<Status()>& enqueue) = 0;
    /// Blocks of one row and kv head that keep the device busy when `rows` rows are attended to at once.
    virtual int attentionSplits(int rows, int kvHeads) const = 0;
};

}  // namespace msao::engine
