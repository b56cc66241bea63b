// SPDX-License-Identifier: Apache-2.0
// The laws of the emulation, on a GPU, at full length. Skipped where there is none.
#include "engine/cuda/cuda_decode_backend.h"
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/cuda_error.h"
#include "engine/cuda/memory_bandwidth.h"
#include "tests/engine/cuda/backend_laws.h"
#include "tests/engine/cuda/tiny_source.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace msao::engine::test {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

std::unique_ptr<DeviceDecodeBackend> makeOnDevice(const TinyModel& model, WeightType type) {
    TinySource source(model, type);
    auto backend = makeCudaDecodeBackend(model.config, source, type, kCacheBytes);
    if (!backend) throw std::runtime_error(backend.error().message);
    return *std::move(backend);
}

const MakeBackend kCuda = [](const TinyModel& model, WeightType type) -> std::unique_ptr<DecodeBackend> {
    return makeOnDevice(model, type);
};

#define MSAO_NEEDS_GPU() \
    if (cudaDeviceCount() == 0) GTEST_SKIP() << firstCudaDevice().error().message

class CudaDecodeTest : public ::testing::TestWithParam<WeightType> {
protected:
    LawSizes m_sizes{12, 60, 1000};
};

TEST_P(CudaDecodeTest, LogitsEqualTheReferenceOnRandomModels) {
    MSAO_NEEDS_GPU();
    logitsEqualTheReference(kCuda, GetParam(), m_sizes);
}

TEST_P(CudaDecodeTest, LogitsEqualTheCpuBackend) {
    MSAO_NEEDS_GPU();
    logitsEqualTheCpuBackend(kCuda, GetParam(), m_sizes);
}

TEST_P(CudaDecodeTest, ChunksOfAnySizeGiveTheSameBits) {
    MSAO_NEEDS_GPU();
    chunksOfAnySizeGiveTheSameBits(kCuda, GetParam(), m_sizes);
}

TEST_P(CudaDecodeTest, AStepOfManyRowsTakesSeveralPasses) {
    MSAO_NEEDS_GPU();
    aStepOfManyRowsTakesSeveralPasses(kCuda, GetParam());
}

TEST_P(CudaDecodeTest, ShuffledSessionsGiveTheSameBits) {
    MSAO_NEEDS_GPU();
    shuffledSessionsGiveTheSameBits(kCuda, GetParam(), m_sizes);
}

TEST_P(CudaDecodeTest, RollbackLeavesNoTrace) {
    MSAO_NEEDS_GPU();
    rollbackLeavesNoTrace(kCuda, GetParam(), m_sizes);
}

TEST_P(CudaDecodeTest, StoredKeysAndValuesComeBack) {
    MSAO_NEEDS_GPU();
    storedKeysAndValuesComeBack(kCuda, GetParam());
}

TEST_P(CudaDecodeTest, WrongRowsAreRefused) {
    MSAO_NEEDS_GPU();
    wrongRowsAreRefused(kCuda, GetParam());
}

INSTANTIATE_TEST_SUITE_P(AllTypes, CudaDecodeTest,
                         ::testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& type) { return typeName(type.param); });

TEST(CudaDeviceTest, SaysInOneSentenceThatThereIsNoDevice) {
    if (cudaDeviceCount() > 0) GTEST_SKIP() << "this machine has a CUDA device";
    const Result<CudaDevice> device = firstCudaDevice();
    ASSERT_FALSE(device);
    EXPECT_TRUE(device.error().message.starts_with("no CUDA device: ")) << device.error().message;
    std::mt19937 random(1);
    const auto model = makeTinyModel(randomConfig(random), WeightType::BF16, random);
    TinySource source(*model, WeightType::BF16);
    const auto backend = makeCudaDecodeBackend(model->config, source, WeightType::BF16, kCacheBytes);
    ASSERT_FALSE(backend);
    EXPECT_EQ(backend.error().message, device.error().message);
    EXPECT_FALSE(measureDeviceReadBandwidth());
}

TEST(CudaDeviceTest, ErrorsNameWhatWasDoneAndWhatCudaSays) {
    const Error error = cudaFailure(cudaErrorMemoryAllocation, "taking 7 bytes of device memory");
    EXPECT_EQ(error.code, ErrorCode::OutOfMemory);
    EXPECT_EQ(error.message, "taking 7 bytes of device memory: out of memory (cudaErrorMemoryAllocation)");
}

TEST(CudaDeviceTest, AModelThatDoesNotFitIsRefusedInWords) {
    MSAO_NEEDS_GPU();
    std::mt19937 random(1);
    TextConfig config = randomConfig(random);
    config.kvHeadCount = config.headCount = 8;
    config.headDim = 128;  // pages large enough that the number of pages is not what stops it
    const auto model = makeTinyModel(config, WeightType::BF16, random);
    TinySource source(*model, WeightType::BF16);
    const auto backend = makeCudaDecodeBackend(config, source, WeightType::BF16, std::size_t{1} << 42);
    ASSERT_FALSE(backend);
    EXPECT_EQ(backend.error().code, ErrorCode::OutOfMemory) << backend.error().message;
}

TEST(CudaDeviceTest, TheReadBandwidthIsOneThatADeviceCanHave) {
    MSAO_NEEDS_GPU();
    const Result<double> bandwidth = measureDeviceReadBandwidth();
    ASSERT_TRUE(bandwidth) << bandwidth.error().message;
    EXPECT_GT(*bandwidth, 50e9);
    EXPECT_LT(*bandwidth, 20e12);
}

}  // namespace
}  // namespace msao::engine::test
