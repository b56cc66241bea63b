// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/synthesize.h"

#include "engine/base/bfloat16.h"
#include "engine/base/output_folder.h"
#include "engine/base/parallel_for.h"
#include "engine/checkpoint/config_writer.h"
#include "engine/checkpoint/synthetic_tokenizer.h"
#include "engine/checkpoint/synthetic_weights.h"
#include "engine/checkpoint/weights_writer.h"

#include <algorithm>

namespace msao::engine {
namespace {

/// Rows that one thread draws and writes at a time.
struct Chunk {
    const ExpectedTensor* tensor = nullptr;
    std::int64_t firstRow = 0;
    std::int64_t rows = 0;
};

std::vector<Chunk> chunksOf(const std::vector<ExpectedTensor>& tensors) {
    constexpr std::int64_t kChunkValues = 1 << 20;
    std::vector<Chunk> chunks;
    for (const ExpectedTensor& tensor : tensors) {
        const std::int64_t step = std::max<std::int64_t>(1, kChunkValues / rowValues(tensor));
        for (std::int64_t row = 0; row < rowCount(tensor); row += step)
            chunks.push_back({&tensor, row, std::min(step, rowCount(tensor) - row)});
    }
    return chunks;
}

Status writeChunk(const Chunk& chunk, const SyntheticWeights& weights, bool isFloat32, WeightsWriter& writer) {
    const std::int64_t width = rowValues(*chunk.tensor);
    std::vector<float> values(static_cast<std::size_t>(chunk.rows * width));
    weights.fillRows(*chunk.tensor, chunk.firstRow, values);
    const auto firstValue = static_cast<std::uint64_t>(chunk.firstRow * width);
    if (isFloat32)
        return writer.write(chunk.tensor->name, firstValue * sizeof(float), std::as_bytes(std::span(values)));
    std::vector<std::uint16_t> rounded(values.size());
    std::transform(values.begin(), values.end(), rounded.begin(), floatToBfloat16);
    return writer.write(chunk.tensor->name, firstValue * sizeof(std::uint16_t), std::as_bytes(std::span(rounded)));
}

Status writeWeights(const ModelConfig& model, const SyntheticWeights& weights, const std::filesystem::path& folder,
                    const SynthesisOptions& options) {
    const std::vector<ExpectedTensor> tensors = expectedTensors(model);
    std::vector<PlannedTensor> planned;
    for (const ExpectedTensor& tensor : tensors)
        planned.push_back({tensor.name, options.isFloat32 ? ElementType::F32 : ElementType::BF16, tensor.shape});
    MSAO_TRY(WeightsWriter writer, WeightsWriter::create(folder, planned, options.shards));
    const std::vector<Chunk> chunks = chunksOf(tensors);
    MSAO_CHECK(parallelFor(chunks.size(), options.threads, options.progress, "writing weights",
                           [&](std::size_t i) { return writeChunk(chunks[i], weights, options.isFloat32, writer); }));
    return writer.finish();
}

Status writeModel(ModelConfig model, std::optional<SuccessorTable> successors, const std::filesystem::path& folder,
                  const SynthesisOptions& options) {
    if (const std::string obstacle = syntheticTokenizerObstacle(model); !obstacle.empty()) {
        return Error{ErrorCode::InvalidArgument, "no tokenizer can be made up for this configuration: " + obstacle};
    }
    model.weightType = options.isFloat32 ? "float32" : "bfloat16";
    MSAO_CHECK(writeFile(folder / "config.json", configJson(model)));
    MSAO_CHECK(writeFile(folder / "generation_config.json", generationConfigJson(model)));
    MSAO_CHECK(writeFile(folder / "preprocessor_config.json", preprocessorConfigJson(model)));
    MSAO_CHECK(writeFile(folder / "chat_template.json", chatTemplateJson()));
    MSAO_CHECK(writeFile(folder / "tokenizer.json", syntheticTokenizerJson(model)));
    return writeWeights(model, SyntheticWeights(options.seed, model, std::move(successors)), folder, options);
}

}  // namespace

Status synthesizeCheckpoint(const ModelConfig& model, const std::filesystem::path& folder,
                            const SynthesisOptions& options) {
    MSAO_TRY(OutputFolder output, OutputFolder::create(folder));
    MSAO_CHECK(writeModel(model, std::nullopt, output.path(), options));
    return output.finish();
}

Status synthesizePair(const ModelConfig& draft, const ModelConfig& target, double agreement,
                      const std::filesystem::path& folder, const SynthesisOptions& options) {
    if (!(agreement >= 0 && agreement <= 1))
        return Error{ErrorCode::InvalidArgument,
                     "expected an agreement from 0 to 1, found " + std::to_string(agreement)};
    if (firstSpecialToken(draft) != firstSpecialToken(target)) {
        return Error{ErrorCode::InvalidArgument, "draft and target need the same regular tokens, found " +
                                                     std::to_string(firstSpecialToken(draft)) + " and " +
                                                     std::to_string(firstSpecialToken(target))};
    }
    MSAO_TRY(OutputFolder output, OutputFolder::create(folder));
    const auto write = [&](ModelConfig model, PairRole role, const char* name) -> Status {
        model.text.tiedEmbeddings = false;  // a tied head would make every token its own successor
        std::error_code failure;
        std::filesystem::create_directory(output.path() / name, failure);
        const std::int32_t regularTokens = std::max(1, firstSpecialToken(model));
        SuccessorTable successors = successorTable(options.seed, regularTokens, agreement, role);
        SynthesisOptions weights = options;  // the two share their tables, never their weights
        weights.seed = 2 * options.seed + (role == PairRole::Draft ? 1 : 0);
        return writeModel(std::move(model), std::move(successors), output.path() / name, weights);
    };
    MSAO_CHECK(write(draft, PairRole::Draft, "draft"));
    MSAO_CHECK(write(target, PairRole::Target, "target"));
    return output.finish();
}

}  // namespace msao::engine
