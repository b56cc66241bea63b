// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/checkpoint_report.h"

#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/tokenizer_end.h"

#include <numeric>

namespace msao::engine {
namespace {

std::uint64_t elements(const ExpectedTensor& tensor) {
    return std::accumulate(
        tensor.shape.begin(), tensor.shape.end(), std::uint64_t{1},
        [](std::uint64_t product, std::int64_t size) { return product * static_cast<std::uint64_t>(size); });
}

std::uint64_t quantizedBytes(const ExpectedTensor& matrix, int bits) {
    const QuantizationConfig config{bits, defaultGroupSize(bits)};
    const std::int64_t row = codeBytesPerRow(config, matrix.shape[1]) +
                             groupsPerRow(config, matrix.shape[1]) * static_cast<std::int64_t>(sizeof(float));
    return static_cast<std::uint64_t>(matrix.shape[0] * row);
}

/// The towers and the embedding are kept as bf16 beside quantised matrices; small vectors are float32 everywhere.
MemoryNeed memoryNeed(const ModelConfig& config, const std::string& type, int bits) {
    const std::uint64_t plainBytes = bits == 32 ? 4 : 2;
    MemoryNeed need{type, 0, 0};
    std::uint64_t embeddingBytes = 0;
    for (const ExpectedTensor& tensor : expectedTensors(config)) {
        if (tensor.isLanguageMatrix) continue;
        const std::uint64_t bytes = elements(tensor) * (tensor.shape.size() == 1 ? 4 : plainBytes);
        if (tensor.name == "model.embed_tokens.weight") embeddingBytes = bytes;
        need.cpuBytes += bytes;
    }
    for (const ExpectedTensor& matrix : languageMatrices(config)) {
        const bool isEmbedding = config.text.tiedEmbeddings && matrix.name == "lm_head.weight";
        if (bits >= 16 && isEmbedding) continue;
        need.cpuBytes += bits >= 16 ? elements(matrix) * plainBytes : quantizedBytes(matrix, bits);
    }
    const bool headIsEmbedding = bits >= 16 && config.text.tiedEmbeddings;
    need.gpuBytes = need.cpuBytes - (headIsEmbedding ? 0 : embeddingBytes);
    return need;
}

void describe(CheckpointReport& report, const Checkpoint& checkpoint) {
    const ModelConfig& config = checkpoint.config();
    report.config = config;
    report.quantization = checkpoint.quantization();
    report.fileBytes = checkpoint.totalBytes();
    for (const ExpectedTensor& tensor : expectedTensors(config)) {
        report.parameters += elements(tensor);
        if (tensor.name.starts_with("visual.")) report.visionParameters += elements(tensor);
        if (tensor.name.starts_with("audio_tower.")) report.audioParameters += elements(tensor);
    }
    for (const std::string& name : checkpoint.names())
        ++report.tensorsOfType[std::string(elementName(checkpoint.find(name)->type))];
    report.memory = {memoryNeed(config, "f32", 32), memoryNeed(config, "bf16", 16), memoryNeed(config, "int8", 8),
                     memoryNeed(config, "int4", 4)};
    const auto perToken =
        static_cast<std::uint64_t>(config.text.layerCount) * static_cast<std::uint64_t>(config.text.kvWidth()) * 2;
    report.kvBytesPer1000TokensF32 = perToken * 4 * 1000;
    report.kvBytesPer1000TokensBf16 = perToken * 2 * 1000;
}

void checkTokenizer(CheckpointReport& report, const std::filesystem::path& folder) {
    const Result<std::int32_t> end = readTokenizerEnd(folder / "tokenizer.json");
    if (!end) {
        report.problems.push_back(end.error().message);
        return;
    }
    report.tokenizerEnd = *end;
    if (!report.config) return;
    const std::int32_t rows = report.config->text.vocabularySize;
    if (*end > rows) {
        report.problems.push_back(folder.string() + ": tokenizer.json: expected at most the " + std::to_string(rows) +
                                  " tokens of config.json's vocab_size, found ids up to " + std::to_string(*end - 1));
    }
    for (const TokenId token : report.config->generation.endOfText) {
        if (toIndex(token) < *end) continue;
        report.problems.push_back(folder.string() + ": eos_token_id: expected a token of the tokenizer, below " +
                                  std::to_string(*end) + ", found " + std::to_string(toIndex(token)));
    }
}

}  // namespace

CheckpointReport inspectCheckpoint(const std::filesystem::path& folder) {
    CheckpointReport report;
    const Result<Checkpoint> checkpoint = Checkpoint::open(folder);
    if (checkpoint) {
        describe(report, *checkpoint);
    } else {
        report.problems.push_back(checkpoint.error().message);
    }
    std::error_code failure;
    if (std::filesystem::is_directory(folder, failure)) checkTokenizer(report, folder);
    return report;
}

}  // namespace msao::engine
