// SPDX-License-Identifier: Apache-2.0
// The very kernels of the CUDA decode step, run on the CPU thread by thread: their arithmetic, addresses and barriers.
#include "engine/cuda/device_decode_backend.h"
#include "tests/engine/cuda/backend_laws.h"
#include "tests/engine/cuda/emulated_runtime.h"
#include "tests/engine/cuda/tiny_source.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace msao::engine::test {
namespace {

using emulation::Schedule;

std::unique_ptr<DecodeBackend> makeEmulated(const TinyModel& model, WeightType type, unsigned blocks,
                                            Schedule schedule) {
    auto runtime = std::make_unique<EmulatedRuntime>(type, blocks, schedule);
    TinySource source(model, type);
    UploadingWriter writer(source, *runtime);
    const AssemblyOptions options{type, source.embeddingType(), source.groupSize(type)};
    auto backend = DeviceDecodeBackend::make(std::move(runtime), model.config, options, writer, std::size_t{4} << 20);
    if (!backend) throw std::runtime_error(backend.error().message);
    return *std::move(backend);
}

const MakeBackend kForward = [](const TinyModel& model, WeightType type) {
    return makeEmulated(model, type, 3, Schedule::Forward);
};
const MakeBackend kBackward = [](const TinyModel& model, WeightType type) {
    return makeEmulated(model, type, 2, Schedule::Backward);
};

class EmulatedDecodeTest : public ::testing::TestWithParam<WeightType> {
protected:
    LawSizes m_sizes{2, 16, 121};
};

TEST_P(EmulatedDecodeTest, LogitsEqualTheReferenceOnRandomModels) {
    logitsEqualTheReference(kForward, GetParam(), m_sizes);
}
TEST_P(EmulatedDecodeTest, LogitsEqualTheCpuBackend) {
    logitsEqualTheCpuBackend(kBackward, GetParam(), m_sizes);
}
TEST_P(EmulatedDecodeTest, ChunksOfAnySizeGiveTheSameBits) {
    chunksOfAnySizeGiveTheSameBits(kForward, GetParam(), m_sizes);
}
TEST_P(EmulatedDecodeTest, AStepOfManyRowsTakesSeveralPasses) {
    aStepOfManyRowsTakesSeveralPasses(kBackward, GetParam());
}
TEST_P(EmulatedDecodeTest, ShuffledSessionsGiveTheSameBits) {
    shuffledSessionsGiveTheSameBits(kBackward, GetParam(), m_sizes);
}
TEST_P(EmulatedDecodeTest, RollbackLeavesNoTrace) {
    rollbackLeavesNoTrace(kForward, GetParam(), m_sizes);
}
TEST_P(EmulatedDecodeTest, StoredKeysAndValuesComeBack) {
    storedKeysAndValuesComeBack(kBackward, GetParam());
}
TEST_P(EmulatedDecodeTest, WrongRowsAreRefused) {
    wrongRowsAreRefused(kForward, GetParam());
}

TEST_P(EmulatedDecodeTest, NeitherTheOrderOfThreadsNorTheNumberOfBlocksShows) {
    std::mt19937 random(11);
    const auto model = makeTinyModel(randomConfig(random), GetParam(), random);
    const TestPrompt prompt = randomPrompt(model->config, 9, random);
    std::vector<std::vector<float>> found;
    for (const unsigned blocks : {1u, 5u}) {
        for (const Schedule schedule : {Schedule::Forward, Schedule::Backward}) {
            Decoder decoder(makeEmulated(*model, GetParam(), blocks, schedule), model->config.vocabularySize);
            KvSequence sequence(decoder.pool());
            found.push_back(decoder.inChunks(sequence, prompt, 3));
        }
    }
    for (const auto& logits : found) EXPECT_EQ(logits, found.front());
}

INSTANTIATE_TEST_SUITE_P(AllTypes, EmulatedDecodeTest,
                         ::testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& type) { return typeName(type.param); });

}  // namespace
}  // namespace msao::engine::test
