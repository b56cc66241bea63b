// SPDX-License-Identifier: Apache-2.0
// Kernel template: one new token against one KV head's pages. Heads that share the KV head share its loads.
#pragma once

#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/decode/cpu/elementwise.h"

#include <cstdint>
#include <limits>

namespace msao::engine {

template <typename S, typename Element>
struct Attention {
    using F = typename S::Floats;
    static constexpr int kHeads = 6;  // at once
    static constexpr int kParts = kKvPageTokens / S::kWidth;

    static void attend(const AttentionTask& task) {
        for (std::int64_t h = 0; h < task.heads; h += kHeads) {
            const std::int64_t count = task.heads - h < kHeads ? task.heads - h : kHeads;
            someHeads<kHeads>(task, h, count);
        }
    }

private:
    static F load(const float* p) { return S::load(p); }
    static F load(const std::uint16_t* p) { return S::loadBf16(p); }

    template <int H>
    static void someHeads(const AttentionTask& task, std::int64_t first, std::int64_t count) {
        if (count == H) {
            scoreAll<H>(task, first);
            for (std::int64_t h = first; h < first + H; ++h) softmax(task, h);
            weigh<H>(task, first);
        } else if constexpr (H > 1) {
            someHeads<H - 1>(task, first, count);
        }
    }

    static std::int64_t scoreStride(const AttentionTask& task) {
        return (task.length + kKvPageTokens - 1) / kKvPageTokens * kKvPageTokens;
    }

    static const Element* page(const AttentionTask& task, std::int64_t index) {
        return reinterpret_cast<const Element*>(task.cache + task.pages[index] * task.pageBytes);
    }

    template <int H>
    static void scoreAll(const AttentionTask& task, std::int64_t first) {
        const std::int64_t stride = scoreStride(task);
        const float* queries = task.queries + first * task.headDim;
        for (std::int64_t slot = 0; slot < stride; slot += kKvPageTokens) {
            const Element* keys = page(task, slot / kKvPageTokens);
            for (int part = 0; part < kParts; ++part) {
                const std::int64_t offset = part * S::kWidth;
                scorePart<H>(keys + offset, queries, task.headDim, task.scores + first * stride + slot + offset,
                             stride);
            }
        }
    }

    template <int H>
    static void scorePart(const Element* keys, const float* queries, std::int64_t headDim, float* scores,
                          std::int64_t stride) {
        F sums[H];
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) sums[h] = S::zero();
        for (std::int64_t d = 0; d < headDim; ++d) {
            const F key = load(keys + d * kKvPageTokens);
#pragma GCC unroll 8
            for (int h = 0; h < H; ++h) sums[h] = S::fma(S::set(queries[h * headDim + d]), key, sums[h]);
        }
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) S::store(scores + h * stride, sums[h]);
    }

    /// Leaves e^(score - largest) in place, divided by their sum.
    static void softmax(const AttentionTask& task, std::int64_t head) {
        const std::int64_t stride = scoreStride(task);
        float* scores = task.scores + head * stride;
        for (std::int64_t t = task.length; t < stride; ++t) scores[t] = -std::numeric_limits<float>::infinity();
        F largest = S::load(scores);
        for (std::int64_t t = S::kWidth; t < stride; t += S::kWidth) largest = S::larger(S::load(scores + t), largest);
        const F shift = S::set(S::largest(largest));
        F sums = S::zero();
        for (std::int64_t t = 0; t < stride; t += S::kWidth) {
            const F e = exponential<S>(S::subtract(S::load(scores + t), shift));
            S::store(scores + t, e);
            sums = S::add(sums, e);
        }
        const F inverse = S::set(1.0F / S::sum(sums));
        for (std::int64_t t = 0; t < stride; t += S::kWidth) {
            S::store(scores + t, S::multiply(S::load(scores + t), inverse));
        }
    }

    template <int H>
    static void weigh(const AttentionTask& task, std::int64_t first) {
        float* weighted = task.weighted + first * task.paddedHeadDim;
        for (std::int64_t i = 0; i < H * task.paddedHeadDim; ++i) weighted[i] = 0.0F;
        for (std::int64_t slot = 0; slot < task.length; slot += kKvPageTokens) {
            const std::int64_t left = task.length - slot;
            const std::int64_t count = left < kKvPageTokens ? left : kKvPageTokens;
            const Element* values = page(task, slot / kKvPageTokens) + task.headDim * kKvPageTokens;
            const float* scores = task.scores + first * scoreStride(task) + slot;
            for (std::int64_t d = 0; d < task.paddedHeadDim; d += S::kWidth) {
                weighPart<H>(values + d, count, task, scores, weighted + d);
            }
        }
        for (int h = 0; h < H; ++h) {
            float* output = task.output + (first + h) * task.headDim;
            for (std::int64_t d = 0; d < task.headDim; ++d) output[d] = weighted[h * task.paddedHeadDim + d];
        }
    }

    template <int H>
    static void weighPart(const Element* values, std::int64_t count, const AttentionTask& task, const float* scores,
                          float* weighted) {
        const std::int64_t stride = scoreStride(task);
        F sums[H];
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) sums[h] = S::load(weighted + h * task.paddedHeadDim);
        for (std::int64_t t = 0; t < count; ++t) {
            const F value = load(values + t * task.paddedHeadDim);
#pragma GCC unroll 8
            for (int h = 0; h < H; ++h) sums[h] = S::fma(S::set(scores[h * stride + t]), value, sums[h]);
        }
#pragma GCC unroll 8
        for (int h = 0; h < H; ++h) S::store(weighted + h * task.paddedHeadDim, sums[h]);
    }
};

}  // namespace msao::engine
