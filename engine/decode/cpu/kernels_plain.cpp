// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/make_kernels.h"
#include "engine/decode/cpu/simd_plain.h"

#include <cstring>

namespace msao::engine {

namespace {

struct PackedPlain {
    static constexpr int kTokenRows = 2;

    template <int Bits, int M>
    static void tile(const std::byte* block, const PackedLayout& layout, const QuantisedRows& x, std::int64_t validRows,
                     ProductRows out) {
        float sums[M][kPackedRows] = {};
        for (std::int64_t g = 0; g < layout.groups(); ++g) {
            float scales[kPackedRows];
            std::memcpy(scales, block, sizeof scales);
            const std::int64_t runs = layout.runs(g);
            for (int m = 0; m < M; ++m) {
                addGroup<Bits>(block + kScaleBytes, runs, x.codes + m * x.stride + g * layout.groupSize, scales,
                               x.scales[m * x.groups + g], sums[m]);
            }
            block += kScaleBytes + runs * kRunBytes;
        }
        for (int m = 0; m < M; ++m) {
            for (std::int64_t r = 0; r < validRows; ++r) out.values[m * out.stride + r] = sums[m][r];
        }
    }

private:
    template <int Bits>
    static void addGroup(const std::byte* weights, std::int64_t runs, const std::int8_t* codes, const float* scales,
                         float codeScale, float* sums) {
        std::int32_t whole[kPackedRows] = {};
        for (std::int64_t run = 0; run < runs; ++run, weights += kRunBytes) {
            for (int byte = 0; byte < kRunBytes; ++byte) {
                const int stored = std::to_integer<int>(weights[byte]);
                const int k = byte % 4;
                if constexpr (Bits == 8) {
                    whole[byte / 4] += (stored - 128) * codes[run * 4 + k];
                } else {
                    whole[byte / 4] += ((stored & 15) - 8) * codes[run * 8 + k];
                    whole[byte / 4] += ((stored >> 4) - 8) * codes[run * 8 + 4 + k];
                }
            }
        }
        for (int r = 0; r < kPackedRows; ++r) sums[r] += static_cast<float>(whole[r]) * (scales[r] * codeScale);
    }
};

}  // namespace

const CpuKernels& plainKernels() {
    static constexpr CpuKernels kKernels = makeKernels<SimdPlain, PackedPlain>();
    return kKernels;
}

}  // namespace msao::engine
