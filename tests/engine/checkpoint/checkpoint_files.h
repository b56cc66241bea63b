// SPDX-License-Identifier: Apache-2.0
// Checkpoints to break: folders of their own, and safetensors bytes written by hand.
#pragma once

#include "engine/checkpoint/expected_tensors.h"
#include "msao/engine/checkpoint.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace msao::engine::testing_files {

/// A folder that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A copy of a small valid checkpoint (one vision block, one layer), made once a process and family.
void copyValidCheckpoint(ModelFamily family, const std::filesystem::path& folder);
ModelConfig validConfig(ModelFamily family);

/// Header length, header, then `dataBytes` zeros.
std::string safetensorsBytes(const std::string& header, std::size_t dataBytes);

void writeText(const std::filesystem::path& file, const std::string& text);
std::string readText(const std::filesystem::path& file);

/// Changes a JSON file in place.
void editJson(const std::filesystem::path& file, const std::function<void(nlohmann::json&)>& edit);

/// Writes model.safetensors anew with all tensors zero, after `edit` has changed their list.
void rewriteTensors(const std::filesystem::path& folder, std::vector<ExpectedTensor> tensors, ElementType type,
                    const std::string& odd = {}, ElementType oddType = ElementType::F32);

}  // namespace msao::engine::testing_files
