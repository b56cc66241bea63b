// SPDX-License-Identifier: Apache-2.0
// A small random checkpoint that hears, on disk while the test runs, and a sound for it.
#pragma once

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "msao/engine/audio_input.h"
#include "msao/engine/engine.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace msao::engine {

class HearingCheckpoint {
public:
    HearingCheckpoint()
        : m_folder(std::filesystem::temp_directory_path() / ("msao-hearing-" + std::to_string(getpid()))) {
        const Status status =
            synthesizeCheckpoint(tinyAudioModel(ModelFamily::Qwen2VL), m_folder, {.seed = 3, .progress = {}});
        if (!status) ADD_FAILURE() << status.error().message;
    }
    HearingCheckpoint(const HearingCheckpoint&) = delete;
    HearingCheckpoint& operator=(const HearingCheckpoint&) = delete;
    ~HearingCheckpoint() { std::filesystem::remove_all(m_folder); }

    std::unique_ptr<Engine> load(WeightType weights) const {
        LoadOptions options;
        options.weights = weights;
        options.threads = 2;
        options.kvCacheBytes = std::size_t{64} << 20;
        auto engine = Engine::load(m_folder, options);
        if (!engine) ADD_FAILURE() << engine.error().message;
        return engine ? std::move(*engine) : nullptr;
    }

private:
    std::filesystem::path m_folder;
};

inline AudioInput chirp(const ModelConfig& config, float pitch, std::size_t samples = 9000) {
    Sound sound{kAudioSampleRate, {}};
    for (std::size_t i = 0; i < samples; ++i) {
        const float time = static_cast<float>(i) / kAudioSampleRate;
        sound.samples.push_back(0.3f * std::sin(pitch * time * (1 + time)));
    }
    auto input = audioInput(sound, config);
    if (!input) throw std::runtime_error(input.error().message);
    return *std::move(input);
}

}  // namespace msao::engine
