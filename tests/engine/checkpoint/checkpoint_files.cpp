// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/checkpoint/checkpoint_files.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/safetensors_writer.h"
#include "engine/checkpoint/synthesize.h"

#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

namespace msao::engine::testing_files {

TemporaryFolder::TemporaryFolder() {
    static std::atomic<int> count = 0;
    m_path = std::filesystem::temp_directory_path() /
             ("msao-checkpoint-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(m_path);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

ModelConfig validConfig(ModelFamily family) {
    ModelConfig model = tinyModel(family);
    model.vision.depth = 1;
    model.text.layerCount = 1;
    return model;
}

void copyValidCheckpoint(ModelFamily family, const std::filesystem::path& folder) {
    static const TemporaryFolder originals;
    const std::filesystem::path original = originals.path() / (family == ModelFamily::Qwen2VL ? "qwen2" : "qwen25");
    if (!std::filesystem::exists(original)) {
        const Status made =
            synthesizeCheckpoint(validConfig(family), original, {.seed = 5, .threads = 1, .progress = {}});
        if (!made) throw std::runtime_error(made.error().message);
    }
    std::filesystem::copy(original, folder, std::filesystem::copy_options::recursive);
}

std::string safetensorsBytes(const std::string& header, std::size_t dataBytes) {
    std::string bytes;
    for (std::size_t i = 0; i < 8; ++i) bytes += static_cast<char>(header.size() >> (8 * i) & 0xFF);
    return bytes + header + std::string(dataBytes, '\0');
}

void writeText(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

std::string readText(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void editJson(const std::filesystem::path& file, const std::function<void(nlohmann::json&)>& edit) {
    nlohmann::json json = nlohmann::json::parse(readText(file));
    edit(json);
    writeText(file, json.dump());
}

void rewriteTensors(const std::filesystem::path& folder, std::vector<ExpectedTensor> tensors, ElementType type,
                    const std::string& odd, ElementType oddType) {
    std::vector<PlannedTensor> planned;
    for (const ExpectedTensor& tensor : tensors)
        planned.push_back({tensor.name, tensor.name == odd ? oddType : type, tensor.shape});
    auto writer = SafetensorsWriter::create(folder / "model.safetensors", planned);
    if (!writer) throw std::runtime_error(writer.error().message);
    for (const PlannedTensor& tensor : planned) {
        const std::vector<std::byte> zeros(plannedBytes(tensor));
        const Status written = (*writer)->write(tensor.name, 0, zeros);
        if (!written) throw std::runtime_error(written.error().message);
    }
    const Status finished = (*writer)->finish();
    if (!finished) throw std::runtime_error(finished.error().message);
}

}  // namespace msao::engine::testing_files
