// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_runtime.h"
#include "msao/engine/engine.h"
#include "tests/engine/cuda/cuda_emulation.h"

#include <memory>
#include <vector>

namespace msao::engine {

/// The kernels of a step on the CPU. Every allocation is a piece of its own, so that a sanitizer sees what lies beside.
class EmulatedRuntime final : public DeviceRuntime {
public:
    /// `blocks`: how many blocks share a product. No result may depend on it or on the schedule.
    EmulatedRuntime(WeightType type, unsigned blocks, emulation::Schedule schedule)
        : m_type(type), m_blocks(blocks), m_schedule(schedule) {}

    std::string name() const override { return "emulation"; }
    Result<void*> allocate(std::size_t bytes) override;
    Status copyIn(void* device, const void* host, std::size_t bytes) override;
    Status copyOut(void* host, const void* device, std::size_t bytes) override;
    Status embed(const EmbeddingArguments& arguments, int rows) override;
    Status multiply(const MatvecArguments& arguments) override;
    Status attend(const AttentionArguments& arguments) override;
    Status storeKv(const KvCopyArguments& arguments) override;
    Status loadKv(const KvCopyArguments& arguments) override;
    Status replay(int key, const std::function<Status()>& enqueue) override;
    int attentionSplits(int rows, int kvHeads) const override;

private:
    struct Free {
        void operator()(void* address) const;
    };

    WeightType m_type;
    unsigned m_blocks;
    emulation::Schedule m_schedule;
    std::vector<std::unique_ptr<void, Free>> m_pieces;
};

}  // namespace msao::engine
