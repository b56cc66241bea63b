// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/checkpoint.h"

#include "engine/base/small_file.h"
#include "engine/checkpoint/element_type.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/tensor_table.h"
#include "engine/checkpoint/weight_files.h"
#include "msao/engine/model_folder.h"
#include "msao/engine/weight_types.h"

#include <cstring>

namespace msao::engine {
namespace {

/// Files by older writers may place a tensor at an odd address. Whoever reads a view as numbers relies on alignment, so
/// such a tensor is copied; all others stay where they are in the mapped file.
std::vector<std::vector<std::uint64_t>> copyMisaligned(TensorTable& table) {
    std::vector<std::vector<std::uint64_t>> copies;
    for (auto& [name, tensor] : table) {
        if (reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % elementBytes(tensor.type) == 0) continue;
        std::vector<std::uint64_t>& copy = copies.emplace_back((tensor.bytes.size() + 7) / 8);
        std::memcpy(copy.data(), tensor.bytes.data(), tensor.bytes.size());
        tensor.bytes = std::as_bytes(std::span(copy)).first(tensor.bytes.size());
    }
    return copies;
}

bool isThere(const std::filesystem::path& path) {
    std::error_code failure;
    return std::filesystem::symlink_status(path, failure).type() != std::filesystem::file_type::not_found && !failure;
}

Status readPreprocessorFiles(ModelConfig& model, const std::filesystem::path& folder) {
    if (const auto path = folder / "preprocessor_config.json"; isThere(path)) {
        MSAO_TRY(const std::string text, readSmallFile(path, kMaxConfigBytes));
        MSAO_TRY(model.preprocessor, parsePreprocessorConfig(text, path.string(), model.vision, model.audio));
    }
    if (const auto path = folder / "video_preprocessor_config.json"; isThere(path)) {
        MSAO_TRY(const std::string text, readSmallFile(path, kMaxConfigBytes));
        MSAO_CHECK(readVideoPreprocessorConfig(model.preprocessor, text, path.string(), model.vision));
    }
    if (const auto path = folder / "processor_config.json"; isThere(path)) {
        MSAO_TRY(const std::string text, readSmallFile(path, kMaxConfigBytes));
        MSAO_CHECK(readProcessorConfig(model.preprocessor, text, path.string(), model.vision, model.audio));
    }
    return Done{};
}

Result<ConfigFile> readConfigFiles(const std::filesystem::path& folder) {
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure)) {
        return Error{ErrorCode::FileNotFound, folder.string() + ": expected a folder with a checkpoint, found none"};
    }
    MSAO_TRY(const std::string text, readSmallFile(folder / "config.json", kMaxConfigBytes));
    MSAO_TRY(ConfigFile config, parseConfigFile(text, (folder / "config.json").string()));
    ModelConfig& model = config.model;
    if (const auto path = folder / "generation_config.json"; isThere(path)) {
        MSAO_TRY(const std::string generation, readSmallFile(path, kMaxConfigBytes));
        MSAO_TRY(model.generation, parseGenerationConfig(generation, path.string(), model.generation));
    }
    MSAO_CHECK(readPreprocessorFiles(model, folder));
    return config;
}

}  // namespace

Result<ModelConfig> readModelConfig(const std::filesystem::path& folder) {
    MSAO_TRY(ConfigFile config, readConfigFiles(folder));
    return std::move(config.model);
}

Result<std::optional<WeightType>> storedQuantized(const std::filesystem::path& folder) {
    MSAO_TRY(const ConfigFile config, readConfigFiles(folder));
    if (!config.quantization) return std::optional<WeightType>();
    return std::optional(config.quantization->bits == 8 ? WeightType::Int8 : WeightType::Int4);
}

struct Checkpoint::Files {
    std::filesystem::path folder;
    ConfigFile config;
    std::vector<SafetensorsFile> files;
    TensorTable table;
    std::vector<std::vector<std::uint64_t>> copies;  // of tensors that are misaligned in their file
};

Result<Checkpoint> Checkpoint::open(const std::filesystem::path& folder) {
    auto files = std::make_unique<Files>();
    files->folder = folder;
    MSAO_TRY(files->config, readConfigFiles(folder));
    MSAO_TRY(files->files, openWeightFiles(folder));
    MSAO_TRY(files->table, tabulate(files->files));
    MSAO_CHECK(checkTensors(files->table, files->config, folder.string()));
    files->copies = copyMisaligned(files->table);
    return Checkpoint(std::move(files));
}

Checkpoint::Checkpoint(std::unique_ptr<Files> files) : m_files(std::move(files)) {}
Checkpoint::Checkpoint(Checkpoint&&) noexcept = default;
Checkpoint& Checkpoint::operator=(Checkpoint&&) noexcept = default;
Checkpoint::~Checkpoint() = default;

const std::filesystem::path& Checkpoint::folder() const {
    return m_files->folder;
}
const ModelConfig& Checkpoint::config() const {
    return m_files->config.model;
}
const std::optional<QuantizationConfig>& Checkpoint::quantization() const {
    return m_files->config.quantization;
}

const TensorView* Checkpoint::find(std::string_view canonicalName) const {
    const auto entry = m_files->table.find(canonicalName);
    return entry == m_files->table.end() ? nullptr : &entry->second;
}

Result<TensorView> Checkpoint::tensor(std::string_view canonicalName) const {
    if (const TensorView* view = find(canonicalName)) return *view;
    return Error{ErrorCode::InvalidArgument,
                 folder().string() + ": tensor `" + std::string(canonicalName) + "`: not found"};
}

std::vector<std::string> Checkpoint::names() const {
    std::vector<std::string> names;
    names.reserve(m_files->table.size());
    for (const auto& [name, tensor] : m_files->table) names.push_back(name);
    return names;
}

std::uint64_t Checkpoint::totalBytes() const {
    std::uint64_t total = 0;
    for (const auto& [name, tensor] : m_files->table) total += tensor.bytes.size();
    return total;
}

}  // namespace msao::engine
