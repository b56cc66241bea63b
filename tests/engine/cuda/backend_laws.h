// SPDX-License-Identifier: Apache-2.0
// What holds for a DecodeBackend on any device. The same laws are tested on the CPU's emulation of the kernels and on a
// GPU.
#pragma once

#include "engine/decode/decode_backend.h"
#include "tests/engine/decode/decoding.h"
#include "tests/engine/decode/tiny_model.h"

#include <functional>
#include <memory>

namespace msao::engine::test {

using MakeBackend = std::function<std::unique_ptr<DecodeBackend>(const TinyModel& model, WeightType type)>;

/// How far the work of a test goes: emulation is a thousand times slower than a GPU.
struct LawSizes {
    int rounds = 2;
    int promptLength = 40;
    int storedContext = 120;  // slots that prefill left: the prompt goes on across the end of a chunk of attention
};

void logitsEqualTheReference(const MakeBackend& make, WeightType type, const LawSizes& sizes);
void logitsEqualTheCpuBackend(const MakeBackend& make, WeightType type, const LawSizes& sizes);
void chunksOfAnySizeGiveTheSameBits(const MakeBackend& make, WeightType type, const LawSizes& sizes);
void aStepOfManyRowsTakesSeveralPasses(const MakeBackend& make, WeightType type);
void shuffledSessionsGiveTheSameBits(const MakeBackend& make, WeightType type, const LawSizes& sizes);
void rollbackLeavesNoTrace(const MakeBackend& make, WeightType type, const LawSizes& sizes);
void storedKeysAndValuesComeBack(const MakeBackend& make, WeightType type);
void wrongRowsAreRefused(const MakeBackend& make, WeightType type);

}  // namespace msao::engine::test
