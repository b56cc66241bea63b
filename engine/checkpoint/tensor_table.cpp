// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/tensor_table.h"

#include "engine/base/printable.h"
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/shape_text.h"
#include "engine/checkpoint/tensor_names.h"

#include <cstring>
#include <set>

namespace msao::engine {
namespace {

std::string quoted(const std::string& tensor) {
    return "tensor `" + printable(tensor) + "`";
}

bool isFloat(ElementType type) {
    return type == ElementType::F32 || type == ElementType::BF16 || type == ElementType::F16;
}

/// Checks tensors off one by one, so that what is left over is what nobody expects.
class TensorChecker {
public:
    TensorChecker(const TensorTable& table, const std::string& folder) : m_table(table), m_folder(folder) {}

    Status expectFloat(const std::string& name, const std::vector<std::int64_t>& shape) {
        MSAO_TRY(const TensorView* tensor, shaped(name, shape));
        if (!isFloat(tensor->type)) return wrongType(name, "F32, BF16 or F16", tensor->type);
        return Done{};
    }

    Status expectType(const std::string& name, const std::vector<std::int64_t>& shape, ElementType type) {
        MSAO_TRY(const TensorView* tensor, shaped(name, shape));
        if (tensor->type != type) return wrongType(name, std::string(elementName(type)), tensor->type);
        return Done{};
    }

    Status expectQuantized(const ExpectedTensor& matrix, const QuantizationConfig& config) {
        const std::int64_t rows = matrix.shape[0];
        const std::int64_t cols = matrix.shape[1];
        MSAO_CHECK(expectType(codesName(matrix.name), {rows, codeBytesPerRow(config, cols)}, ElementType::U8));
        return expectType(scalesName(matrix.name), {rows, groupsPerRow(config, cols)}, ElementType::F32);
    }

    /// Some versions save the tied head too. It must then be what it is tied to.
    Status allowTiedHead() {
        const auto head = m_table.find("lm_head.weight");
        const auto embedding = m_table.find("model.embed_tokens.weight");
        if (head == m_table.end()) return Done{};
        m_seen.insert("lm_head.weight");
        const TensorView& a = head->second;
        const TensorView& b = embedding->second;
        const bool same =
            a.type == b.type && a.shape == b.shape && std::memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size()) == 0;
        if (same) return Done{};
        return Error{ErrorCode::MalformedFile,
                     m_folder + ": config.json ties lm_head.weight to model.embed_tokens.weight, but the two differ"};
    }

    Status refuseTheRest() const {
        for (const auto& [name, tensor] : m_table) {
            if (m_seen.contains(name) || isHarmlessExtra(name)) continue;
            return Error{ErrorCode::ShapeMismatch,
                         m_folder + ": " + quoted(name) + ": not part of the model that config.json describes"};
        }
        return Done{};
    }

private:
    Result<const TensorView*> shaped(const std::string& name, const std::vector<std::int64_t>& shape) {
        const auto entry = m_table.find(name);
        if (entry == m_table.end()) {
            return Error{ErrorCode::ShapeMismatch, m_folder + ": " + quoted(name) + ": expected shape " +
                                                       shapeText(shape) +
                                                       " as config.json implies, found no such tensor"};
        }
        if (entry->second.shape != shape) {
            return Error{ErrorCode::ShapeMismatch, m_folder + ": " + quoted(name) + ": expected shape " +
                                                       shapeText(shape) + " as config.json implies, found " +
                                                       shapeText(entry->second.shape)};
        }
        m_seen.insert(entry->first);
        return &entry->second;
    }

    Error wrongType(const std::string& name, const std::string& expected, ElementType found) const {
        return Error{ErrorCode::ShapeMismatch, m_folder + ": " + quoted(name) + ": expected type " + expected +
                                                   ", found " + std::string(elementName(found))};
    }

    const TensorTable& m_table;
    const std::string& m_folder;
    std::set<std::string_view> m_seen;
};

}  // namespace

Result<TensorTable> tabulate(const std::vector<SafetensorsFile>& files) {
    TensorTable table;
    for (const SafetensorsFile& file : files) {
        for (const SafetensorsEntry& entry : file.entries()) {
            const std::string name = canonicalTensorName(entry.name);
            if (table.try_emplace(name, TensorView{entry.type, entry.shape, file.bytesOf(entry)}).second) continue;
            return Error{ErrorCode::MalformedFile, file.path().string() + ": " + quoted(entry.name) +
                                                       ": found twice, both mean `" + printable(name) + "`"};
        }
    }
    return table;
}

Status checkTensors(const TensorTable& table, const ConfigFile& config, const std::string& folder) {
    TensorChecker checker(table, folder);
    for (const ExpectedTensor& expected : expectedTensors(config.model)) {
        if (!config.quantization || !expected.isLanguageMatrix)
            MSAO_CHECK(checker.expectFloat(expected.name, expected.shape));
    }
    if (config.quantization) {
        for (const ExpectedTensor& matrix : languageMatrices(config.model)) {
            MSAO_CHECK(checker.expectQuantized(matrix, *config.quantization));
        }
    } else if (config.model.text.tiedEmbeddings) {
        MSAO_CHECK(checker.allowTiedHead());
    }
    return checker.refuseTheRest();
}

}  // namespace msao::engine
