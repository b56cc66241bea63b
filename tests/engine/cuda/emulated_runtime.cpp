// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/emulated_runtime.h"

#include "engine/cuda/kernels/attention.cuh"
#include "engine/cuda/kernels/kv_copy.cuh"
#include "engine/cuda/kernels/matvec.cuh"

#include <algorithm>
#include <cstring>
#include <new>

namespace msao::engine {
namespace {

constexpr std::align_val_t kAlignment{256};

template <typename Format, int Tile>
void emulateTile(const emulation::Launch& launch, const MatvecArguments& a) {
    emulation::run(launch, [&] { matvecKernel<Format, Tile>(a); });
}

template <typename Format>
void emulateProduct(const emulation::Launch& launch, const MatvecArguments& a) {
    switch (matvecTile(a.rows)) {
        case 1:
            return emulateTile<Format, 1>(launch, a);
        case 2:
            return emulateTile<Format, 2>(launch, a);
        case 4:
            return emulateTile<Format, 4>(launch, a);
        default:
            return emulateTile<Format, 8>(launch, a);
    }
}

unsigned copyBlocks(const KvCopyArguments& a) {
    const std::int64_t elements = a.count * a.kv.kvHeadCount * a.kv.headDim;
    return static_cast<unsigned>((elements + kKvCopyThreads - 1) / kKvCopyThreads);
}

}  // namespace

void EmulatedRuntime::Free::operator()(void* address) const {
    ::operator delete(address, kAlignment);
}

Result<void*> EmulatedRuntime::allocate(std::size_t bytes) {
    void* address = ::operator new(std::max<std::size_t>(bytes, 1), kAlignment);
    m_pieces.emplace_back(address);
    std::memset(address, 0, bytes);
    return address;
}

Status EmulatedRuntime::copyIn(void* device, const void* host, std::size_t bytes) {
    std::memcpy(device, host, bytes);
    return Done{};
}

Status EmulatedRuntime::copyOut(void* host, const void* device, std::size_t bytes) {
    std::memcpy(host, device, bytes);
    return Done{};
}

Status EmulatedRuntime::embed(const EmbeddingArguments& arguments, int rows) {
    emulation::run({{static_cast<unsigned>(rows), 1, 1}, kEmbeddingThreads, 0, m_schedule},
                   [&] { embeddingKernel(arguments); });
    return Done{};
}

Status EmulatedRuntime::multiply(const MatvecArguments& arguments) {
    const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(m_blocks, arguments.matrix.rowGroups()));
    const emulation::Launch launch{{blocks, 1, 1}, kMatvecThreads, 0, m_schedule};
    switch (m_type) {
        case WeightType::F32:
            emulateProduct<F32Format>(launch, arguments);
            break;
        case WeightType::BF16:
            emulateProduct<Bf16Format>(launch, arguments);
            break;
        case WeightType::Int8:
            emulateProduct<Int8Format>(launch, arguments);
            break;
        case WeightType::Int4:
            emulateProduct<Int4Format>(launch, arguments);
            break;
    }
    return Done{};
}

Status EmulatedRuntime::attend(const AttentionArguments& arguments) {
    const emulation::Index grid{static_cast<unsigned>(arguments.splits),
                                static_cast<unsigned>(arguments.kv.kvHeadCount), static_cast<unsigned>(arguments.rows)};
    const auto bytes = static_cast<std::size_t>(attentionSharedBytes(arguments.kv, arguments.headsPerKvHead()));
    emulation::run({grid, kAttentionThreads, bytes, m_schedule}, [&] {
        m_type == WeightType::F32 ? attentionKernel<FloatActivations>(arguments)
                                  : attentionKernel<Bf16Activations>(arguments);
    });
    return Done{};
}

Status EmulatedRuntime::storeKv(const KvCopyArguments& arguments) {
    emulation::run({{copyBlocks(arguments), 1, 1}, kKvCopyThreads, 0, m_schedule}, [&] { storeKvKernel(arguments); });
    return Done{};
}

Status EmulatedRuntime::loadKv(const KvCopyArguments& arguments) {
    emulation::run({{copyBlocks(arguments), 1, 1}, kKvCopyThreads, 0, m_schedule}, [&] { loadKvKernel(arguments); });
    return Done{};
}

Status EmulatedRuntime::replay(int, const std::function<Status()>& enqueue) {
    return enqueue();
}

int EmulatedRuntime::attentionSplits(int, int) const {
    return static_cast<int>(m_blocks);
}

}  // namespace msao::engine
