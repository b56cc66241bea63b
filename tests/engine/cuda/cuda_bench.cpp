// SPDX-License-Identifier: Apache-2.0
// How fast the first CUDA device decodes at the two models' shapes, with random weights made there. Prints JSON.
//   cuda_bench [2b|7b]... [bf16|int8|int4|f32]... [--steps N] [--context N]
#include "engine/checkpoint/quantization.h"
#include "engine/cuda/cuda_device_runtime.h"
#include "engine/cuda/cuda_error.h"
#include "engine/cuda/device_decode_backend.h"
#include "engine/cuda/memory_bandwidth.h"
#include "tests/engine/cuda/random_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

using Json = nlohmann::ordered_json;

struct BenchOptions {
    std::vector<std::string> shapes;
    std::vector<std::string> types;
    int steps = 64;
    int context = 512;
};

constexpr int kRowCounts[] = {1, 2, 4, 6, 8, 16};
constexpr int kWarmSteps = 4;  // the first runs plainly, the second is recorded
constexpr std::size_t kKvCacheBytes = std::size_t{1} << 30;

TextConfig shapeOf(const std::string& name) {
    TextConfig config;  // the 2B model's as it stands
    config.tiedEmbeddings = name == "2b";
    if (name == "2b") return config;
    config.hiddenSize = 3584;
    config.intermediateSize = 18944;
    config.headCount = 28;
    config.kvHeadCount = 4;
    config.vocabularySize = 152064;
    return config;
}

WeightType typeOf(const std::string& name) {
    return name == "f32"    ? WeightType::F32
           : name == "int8" ? WeightType::Int8
           : name == "int4" ? WeightType::Int4
                            : WeightType::BF16;
}

class RandomWriter final : public WeightWriter {
public:
    explicit RandomWriter(CudaDeviceRuntime& runtime) : m_runtime(runtime) {}

    Status writeMatrix(std::span<const std::string>, const RowSource&, WeightType type,
                       const DeviceMatrix& matrix) override {
        const RandomFill fill = type == WeightType::F32    ? RandomFill::F32
                                : type == WeightType::BF16 ? RandomFill::Bf16
                                : type == WeightType::Int8 ? RandomFill::Int8Codes
                                                           : RandomFill::Int4Codes;
        return cudaStatus(fillRandom(matrix, fill, ++m_seed, m_runtime.stream()), "making random weights");
    }
    Status writeVector(std::span<const std::string> names, const RowSource&, float* values,
                       std::int64_t count) override {
        const bool isBias = names.front().ends_with("bias");
        return cudaStatus(fillConstant(values, count, isBias ? 0.01f : 1.0f, m_runtime.stream()), "making vectors");
    }

private:
    CudaDeviceRuntime& m_runtime;
    std::uint32_t m_seed = 0;
};

double secondsNow() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Rows behind a context of random content; the same slots again in every step, as after a rollback.
class Bench {
public:
    Bench(DeviceDecodeBackend& backend, const BenchOptions& options)
        : m_backend(backend), m_options(options), m_pool(backend.kvPageCount()), m_sequence(m_pool) {}

    Result<Json> measure(double bandwidth) {
        MSAO_CHECK(m_sequence.extend(m_options.context + kMaxDecodeTokens));
        MSAO_CHECK(fillContext());
        Json result;
        const auto bytes = static_cast<double>(m_backend.model().bytesPerStep());
        result["bytes_per_step"] = bytes;
        double single = 0;
        for (const int rows : kRowCounts) {
            MSAO_TRY(const double onDevice, secondsPerStep(rows, false));
            MSAO_TRY(const double toHost, secondsPerStep(rows, true));
            if (rows == 1) single = onDevice;
            result["rows"].push_back({{"rows", rows},
                                      {"step_ms", onDevice * 1e3},
                                      {"step_with_logits_on_host_ms", toHost * 1e3},
                                      {"memory_bandwidth_utilisation", bytes / onDevice / bandwidth},
                                      {"relative_to_one_row", onDevice / single}});
        }
        return result;
    }

private:
    Status fillContext() {
        for (int slot = 0; slot < m_options.context; slot += kMaxDecodeTokens) {
            const int count = std::min(kMaxDecodeTokens, m_options.context - slot);
            MSAO_TRY([[maybe_unused]] const float* logits, m_backend.stepOnDevice(rowsFrom(slot, count)));
        }
        return Done{};
    }

    std::vector<DecodeRow> rowsFrom(int slot, int count) const {
        std::vector<DecodeRow> rows;
        for (int i = 0; i < count; ++i) {
            const std::int32_t p = slot + i;
            rows.push_back(
                {TokenId{(p * 7919 + 13) % m_backend.model().config.vocabularySize}, {p, p, p}, &m_sequence, p});
        }
        return rows;
    }

    Result<double> secondsPerStep(int rows, bool bringsLogits) {
        const std::vector<DecodeRow> step = rowsFrom(m_options.context, rows);
        std::vector<float> logits(static_cast<std::size_t>(rows) *
                                  static_cast<std::size_t>(m_backend.model().config.vocabularySize));
        double begin = 0;
        for (int i = -kWarmSteps; i < m_options.steps; ++i) {
            if (i == 0) {
                MSAO_CHECK(wait());
                begin = secondsNow();
            }
            if (bringsLogits) {
                MSAO_CHECK(m_backend.step(step, logits));
            } else {
                MSAO_TRY([[maybe_unused]] const float* stay, m_backend.stepOnDevice(step));
            }
        }
        MSAO_CHECK(wait());
        return (secondsNow() - begin) / m_options.steps;
    }

    Status wait() const {
        float any = 0;
        return m_backend.runtime().copyOut(&any, m_backend.model().finalNorm, sizeof any);
    }

    DeviceDecodeBackend& m_backend;
    const BenchOptions& m_options;
    KvPool m_pool;
    KvSequence m_sequence;
};

Result<Json> measureModel(const std::string& shape, const std::string& type, const BenchOptions& options) {
    const WeightType weights = typeOf(type);
    // Before the model and behind it: a device's clocks drift, and only the same run's bandwidth is a measure.
    MSAO_TRY(const double before, measureDeviceReadBandwidth());
    MSAO_TRY(std::unique_ptr<CudaDeviceRuntime> runtime, CudaDeviceRuntime::make(weights));
    RandomWriter writer(*runtime);
    const AssemblyOptions assembly{weights, weights == WeightType::F32 ? WeightType::F32 : WeightType::BF16,
                                   weights == WeightType::Int4 ? kInt4GroupSize : kInt8GroupSize};
    MSAO_TRY(const auto backend,
             DeviceDecodeBackend::make(std::move(runtime), shapeOf(shape), assembly, writer, kKvCacheBytes));
    MSAO_TRY(Json result, Bench(*backend, options).measure(before));
    MSAO_TRY(const double after, measureDeviceReadBandwidth());
    Json entry{{"shape", shape},
               {"weights", type},
               {"context", options.context},
               {"steps", options.steps},
               {"read_bytes_per_second_before", before},
               {"read_bytes_per_second_after", after}};
    entry.update(result);
    return entry;
}

Result<BenchOptions> readOptions(const std::vector<std::string>& words) {
    BenchOptions options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "2b" || word == "7b") {
            options.shapes.push_back(word);
        } else if (word == "f32" || word == "bf16" || word == "int8" || word == "int4") {
            options.types.push_back(word);
        } else if ((word == "--steps" || word == "--context") && i + 1 < words.size()) {
            const int value = std::atoi(words[++i].c_str());
            if (value < 1 || value > 30000) return Error{ErrorCode::InvalidArgument, word + " takes 1 to 30000"};
            (word == "--steps" ? options.steps : options.context) = value;
        } else {
            return Error{ErrorCode::InvalidArgument,
                         "usage: cuda_bench [2b|7b]... [bf16|int8|int4|f32]... [--steps N] [--context N]"};
        }
    }
    if (options.shapes.empty()) options.shapes = {"2b", "7b"};
    if (options.types.empty()) options.types = {"bf16", "int8", "int4"};
    return options;
}

Result<Json> measureAll(const std::vector<std::string>& words) {
    MSAO_TRY(const BenchOptions options, readOptions(words));
    MSAO_TRY(const CudaDevice device, firstCudaDevice());
    Json report{{"device", device.name},
                {"compute_capability", device.computeCapability},
                {"multiprocessors", device.multiprocessors}};
    for (const std::string& shape : options.shapes) {
        for (const std::string& type : options.types) {
            MSAO_TRY(Json entry, measureModel(shape, type, options));
            report["models"].push_back(std::move(entry));
        }
    }
    return report;
}

}  // namespace
}  // namespace msao::engine

int main(int argc, char** argv) {
    const auto report = msao::engine::measureAll(std::vector<std::string>(argv + 1, argv + argc));
    if (!report) {
        std::cerr << report.error().message << '\n';
        return 1;
    }
    std::cout << report->dump(2) << '\n';
    return 0;
}
