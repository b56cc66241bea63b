// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/quantize_checkpoint.h"

#include "engine/base/json.h"
#include "engine/base/output_folder.h"
#include "engine/base/parallel_for.h"
#include "engine/base/small_file.h"
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/tensor_values.h"
#include "engine/checkpoint/weights_writer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

namespace msao::engine {
namespace {

constexpr const char* kEmbedding = "model.embed_tokens.weight";
constexpr const char* kHead = "lm_head.weight";

/// A piece of work for one thread: rows of a matrix to quantise, or bytes to copy.
struct Piece {
    const ExpectedTensor* matrix = nullptr;  // null: copy
    std::string name;
    std::int64_t first = 0;  // row or byte
    std::int64_t count = 0;
};

struct SquaredSums {
    double difference = 0;
    double original = 0;
};

class Quantizer {
public:
    Quantizer(const Checkpoint& checkpoint, const QuantizationConfig& config)
        : m_checkpoint(checkpoint), m_config(config), m_matrices(languageMatrices(checkpoint.config())) {
        for (const ExpectedTensor& tensor : expectedTensors(checkpoint.config())) {
            if (!tensor.isLanguageMatrix) m_copied.push_back(tensor.name);
        }
    }

    std::vector<PlannedTensor> planned() const {
        std::vector<PlannedTensor> tensors;
        for (const ExpectedTensor& matrix : m_matrices) {
            tensors.push_back({codesName(matrix.name),
                               ElementType::U8,
                               {matrix.shape[0], codeBytesPerRow(m_config, matrix.shape[1])}});
            tensors.push_back({scalesName(matrix.name),
                               ElementType::F32,
                               {matrix.shape[0], groupsPerRow(m_config, matrix.shape[1])}});
        }
        for (const std::string& name : m_copied) {
            const TensorView& view = *m_checkpoint.find(name);
            tensors.push_back({name, view.type, view.shape});
        }
        return tensors;
    }

    std::vector<Piece> pieces() const {
        std::vector<Piece> all;
        for (const ExpectedTensor& matrix : m_matrices) {
            constexpr std::int64_t kPieceValues = 1 << 20;
            const std::int64_t step = std::max<std::int64_t>(1, kPieceValues / matrix.shape[1]);
            for (std::int64_t row = 0; row < matrix.shape[0]; row += step)
                all.push_back({&matrix, matrix.name, row, std::min(step, matrix.shape[0] - row)});
        }
        for (const std::string& name : m_copied) {
            constexpr std::int64_t kPieceBytes = 4 << 20;
            const auto size = static_cast<std::int64_t>(m_checkpoint.find(name)->bytes.size());
            for (std::int64_t byte = 0; byte < size; byte += kPieceBytes)
                all.push_back({nullptr, name, byte, std::min(kPieceBytes, size - byte)});
        }
        return all;
    }

    Status run(const Piece& piece, WeightsWriter& writer) {
        if (piece.matrix) return quantize(piece, writer);
        const auto bytes =
            m_checkpoint.find(piece.name)
                ->bytes.subspan(static_cast<std::size_t>(piece.first), static_cast<std::size_t>(piece.count));
        return writer.write(piece.name, static_cast<std::uint64_t>(piece.first), bytes);
    }

    QuantizationReport report() const {
        QuantizationReport report;
        for (const auto& [name, sums] : m_sums) {
            const double error = sums.original > 0 ? std::sqrt(sums.difference / sums.original) : 0;
            report.meanError += error;
            if (error > report.worstError || report.matrices == 0) {
                report.worstError = error;
                report.worstName = name;
            }
            ++report.matrices;
        }
        if (report.matrices > 0) report.meanError /= report.matrices;
        return report;
    }

private:
    const TensorView& originalOf(const ExpectedTensor& matrix) const {
        // A tied head is the embedding.
        const TensorView* own = m_checkpoint.config().text.tiedEmbeddings && matrix.name == kHead
                                    ? nullptr
                                    : m_checkpoint.find(matrix.name);
        return own ? *own : *m_checkpoint.find(kEmbedding);
    }

    Status quantize(const Piece& piece, WeightsWriter& writer) {
        const std::int64_t cols = piece.matrix->shape[1];
        std::vector<float> values(static_cast<std::size_t>(piece.count * cols));
        MSAO_CHECK(toFloat(originalOf(*piece.matrix), piece.first * cols, values));
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); })) {
            return Error{ErrorCode::MalformedFile, m_checkpoint.folder().string() + ": tensor `" + piece.name +
                                                       "`: expected finite weights, found infinity or NaN"};
        }
        QuantizedRows rows = makeQuantizedRows(m_config, piece.count, cols);
        quantizeRows(std::span<const float>(values), 0, piece.count, rows);
        addError(piece.name, values, rows);
        const auto first = static_cast<std::uint64_t>(piece.first);
        MSAO_CHECK(writer.write(codesName(piece.name),
                                first * static_cast<std::uint64_t>(codeBytesPerRow(m_config, cols)),
                                std::as_bytes(std::span(rows.codes))));
        return writer.write(scalesName(piece.name),
                            first * static_cast<std::uint64_t>(groupsPerRow(m_config, cols)) * sizeof(float),
                            std::as_bytes(std::span(rows.scales)));
    }

    void addError(const std::string& name, std::span<const float> original, const QuantizedRows& rows) {
        std::vector<float> restored(original.size());
        dequantizeRows(viewOf(rows), 0, rows.rows, restored);
        SquaredSums sums;
        for (std::size_t i = 0; i < original.size(); ++i) {
            const double difference = static_cast<double>(original[i]) - static_cast<double>(restored[i]);
            sums.difference += difference * difference;
            sums.original += static_cast<double>(original[i]) * static_cast<double>(original[i]);
        }
        const std::lock_guard lock(m_mutex);
        m_sums[name].difference += sums.difference;
        m_sums[name].original += sums.original;
    }

    const Checkpoint& m_checkpoint;
    QuantizationConfig m_config;
    std::vector<ExpectedTensor> m_matrices;
    std::vector<std::string> m_copied;
    std::mutex m_mutex;  // guards m_sums
    std::map<std::string, SquaredSums> m_sums;
};

Status writeConfig(const std::filesystem::path& folder, const QuantizationConfig& config,
                   const std::filesystem::path& out) {
    MSAO_TRY(const std::string text, readSmallFile(folder / "config.json", kMaxConfigBytes));
    MSAO_TRY(nlohmann::json json, parseJson(text, (folder / "config.json").string()));
    json["msao_quantization"] = {{"bits", config.bits}, {"group_size", config.groupSize}};
    return writeFile(out / "config.json", json.dump(2) + "\n");
}

/// Tokenizer, templates, other configuration: every regular file that is neither weights nor config.json.
Status copyOtherFiles(const std::filesystem::path& folder, const std::filesystem::path& out) {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string name = entry.path().filename().string();
        const bool isWeights =
            name.ends_with(".safetensors") || name.ends_with(".safetensors.index.json") || name.ends_with(".bin");
        if (isWeights || name == "config.json" || !entry.is_regular_file(failure)) continue;
        if (!std::filesystem::copy_file(entry.path(), out / name, failure)) {
            return Error{ErrorCode::FileUnreadable, entry.path().string() + ": cannot be copied: " + failure.message()};
        }
    }
    if (failure) return Error{ErrorCode::FileUnreadable, folder.string() + ": " + failure.message()};
    return Done{};
}

}  // namespace

Result<QuantizationReport> quantizeCheckpoint(const std::filesystem::path& folder, const QuantizationConfig& config,
                                              const std::filesystem::path& out, int threads, const Progress& progress) {
    MSAO_CHECK(checkQuantizationConfig(config));
    MSAO_TRY(const Checkpoint checkpoint, Checkpoint::open(folder));
    if (checkpoint.quantization()) {
        return Error{ErrorCode::InvalidArgument, folder.string() + ": is quantised already, to " +
                                                     std::to_string(checkpoint.quantization()->bits) + " bits"};
    }
    MSAO_TRY(OutputFolder output, OutputFolder::create(out));
    MSAO_CHECK(writeConfig(folder, config, output.path()));
    MSAO_CHECK(copyOtherFiles(folder, output.path()));
    Quantizer quantizer(checkpoint, config);
    MSAO_TRY(WeightsWriter writer, WeightsWriter::create(output.path(), quantizer.planned(), 1));
    const std::vector<Piece> pieces = quantizer.pieces();
    MSAO_CHECK(parallelFor(pieces.size(), threads, progress, "quantising",
                           [&](std::size_t i) { return quantizer.run(pieces[i], writer); }));
    MSAO_CHECK(writer.finish());
    MSAO_CHECK(output.finish());
    return quantizer.report();
}

}  // namespace msao::engine
