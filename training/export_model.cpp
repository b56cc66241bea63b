// SPDX-License-Identifier: Apache-2.0
#include "training/export_model.h"

#include "engine/base/output_folder.h"
#include "engine/checkpoint/config_writer.h"
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/safetensors_file.h"
#include "engine/checkpoint/weights_writer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace msao::training {
namespace {

engine::Status writeWeights(const engine::ModelConfig& config, const ParameterSet& parameters,
                            const std::filesystem::path& folder) {
    std::vector<engine::PlannedTensor> planned;
    for (const engine::ExpectedTensor& tensor : engine::expectedTensors(config))
        planned.push_back({tensor.name, engine::ElementType::BF16, tensor.shape});
    MSAO_TRY(engine::WeightsWriter writer, engine::WeightsWriter::create(folder, planned, 1));
    const at::Tensor rounded = parameters.rounded.cpu();
    for (const engine::PlannedTensor& tensor : planned) {
        const Parameter& parameter = parameters.named(tensor.name);
        const auto* first = static_cast<const std::byte*>(rounded.const_data_ptr()) + parameter.offset * 2;
        MSAO_CHECK(writer.write(tensor.name, 0, {first, static_cast<std::size_t>(parameter.count) * 2}));
    }
    return writer.finish();
}

}  // namespace

engine::Status exportModel(const engine::ModelConfig& config, const ParameterSet& parameters,
                           const std::string& tokenizerJson, const std::filesystem::path& folder) {
    std::filesystem::path fresh = folder;
    fresh += ".new";
    std::error_code failure;
    std::filesystem::remove_all(fresh, failure);
    MSAO_TRY(engine::OutputFolder output, engine::OutputFolder::create(fresh));
    MSAO_CHECK(engine::writeFile(output.path() / "config.json", engine::configJson(config)));
    MSAO_CHECK(engine::writeFile(output.path() / "generation_config.json", engine::generationConfigJson(config)));
    MSAO_CHECK(engine::writeFile(output.path() / "preprocessor_config.json", engine::preprocessorConfigJson(config)));
    MSAO_CHECK(engine::writeFile(output.path() / "chat_template.json", engine::chatTemplateJson()));
    MSAO_CHECK(engine::writeFile(output.path() / "tokenizer.json", tokenizerJson));
    MSAO_CHECK(writeWeights(config, parameters, output.path()));
    MSAO_CHECK(output.finish());
    std::filesystem::remove_all(folder, failure);
    std::filesystem::rename(fresh, folder, failure);
    if (failure) return engine::Error{engine::ErrorCode::FileUnreadable, folder.string() + ": " + failure.message()};
    return engine::Done{};
}

engine::Status importWeights(engine::ModelConfig config, const std::filesystem::path& folder,
                             ParameterSet& parameters) {
    MSAO_TRY(const engine::SafetensorsFile file, engine::SafetensorsFile::open(folder / "model.safetensors"));
    const std::vector<engine::SafetensorsEntry>& entries = file.entries();
    if (engine::expectedTensors(config).size() > entries.size()) config.audio.reset();
    const std::vector<engine::ExpectedTensor> expected = engine::expectedTensors(config);
    const auto isThere = [&](const engine::ExpectedTensor& tensor) {
        const auto entry = std::ranges::find(entries, tensor.name, &engine::SafetensorsEntry::name);
        return entry != entries.end() && entry->type == engine::ElementType::BF16 && entry->shape == tensor.shape;
    };
    if (expected.size() != entries.size() || !std::ranges::all_of(expected, isThere))
        return engine::Error{engine::ErrorCode::ShapeMismatch,
                             file.path().string() + ": not the bfloat16 weights of a model that is trained here"};
    for (const engine::SafetensorsEntry& entry : entries) {
        const Parameter& parameter = parameters.named(entry.name);
        auto* bytes = const_cast<std::byte*>(file.bytesOf(entry).data());  // from_blob takes no const; it is only read
        const at::Tensor values = at::from_blob(bytes, {parameter.count}, at::kBFloat16);
        parameters.masters.narrow(0, parameter.offset, parameter.count).copy_(values);
    }
    parameters.round();
    return engine::Done{};
}

}  // namespace msao::training
