// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Element types of safetensors files that a Qwen checkpoint may hold.
enum class ElementType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };
std::size_t elementBytes(ElementType type);
std::string_view elementName(ElementType type);

/// One tensor in a memory-mapped file. Valid while its Checkpoint lives.
struct TensorView {
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;  // row-major, little-endian
};

/// How the matrices of a checkpoint quantised ahead of time (`msao models quantize`) are stored.
struct QuantizationConfig {
    int bits = 8;        // 8 or 4
    int groupSize = 64;  // weights along a row that share one scale
    bool operator==(const QuantizationConfig&) const = default;
};

/// A Hugging Face folder, memory-mapped and validated: every tensor that config.json implies is there with its shape.
/// Immutable; any thread may read it. Names are canonical, as in the published files ("visual.blocks.0.norm1.weight",
/// "model.layers.0.self_attn.q_proj.weight", "lm_head.weight"), whatever prefixes the file itself uses.
class Checkpoint {
public:
    static Result<Checkpoint> open(const std::filesystem::path& folder);

    Checkpoint(Checkpoint&&) noexcept;
    Checkpoint& operator=(Checkpoint&&) noexcept;
    ~Checkpoint();

    const std::filesystem::path& folder() const;
    const ModelConfig& config() const;
    const std::optional<QuantizationConfig>& quantization() const;

    /// Null if there is no such tensor.
    const TensorView* find(std::string_view canonicalName) const;
    Result<TensorView> tensor(std::string_view canonicalName) const;
    std::vector<std::string> names() const;
    std::uint64_t totalBytes() const;

private:
    struct Files;
    explicit Checkpoint(std::unique_ptr<Files> files);
    std::unique_ptr<Files> m_files;
};

}  // namespace msao::engine
