// SPDX-License-Identifier: Apache-2.0
// audio_tower_dump CHECKPOINT OUT FRAMES FILE [FRAMES FILE...]: takes spectra (raw float32, [melBins, frames]) through
// the audio tower in float32 and writes its language tokens to OUT.
#include "engine/model/audio_tower.h"
#include "msao/engine/checkpoint.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace msao::engine;

namespace {

template <typename T>
T valueOrExit(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "audio_tower_dump: %s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

AudioInput readSpectrum(const std::string& file, std::int64_t frames, std::int32_t melBins) {
    AudioInput input{melBins, frames, std::vector<float>(static_cast<std::size_t>(melBins * frames))};
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(input.features.data()),
                static_cast<std::streamsize>(input.features.size() * sizeof(float)));
    if (!stream) valueOrExit<Done>(Error{ErrorCode::FileUnreadable, file + ": too short"});
    return input;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5 || argc % 2 == 0)
        return std::fputs("usage: audio_tower_dump CHECKPOINT OUT FRAMES FILE [FRAMES FILE...]\n", stderr), 2;
    const c10::InferenceMode inference;
    const Checkpoint checkpoint = valueOrExit(Checkpoint::open(argv[1]));
    const AudioTensors tower = valueOrExit(readAudioTensors(checkpoint, at::kFloat));
    const AudioConfig& config = *checkpoint.config().audio;
    std::vector<AudioInput> sounds;
    for (int i = 3; i + 1 < argc; i += 2)
        sounds.push_back(readSpectrum(argv[i + 1], std::stoll(argv[i]), config.melBins));

    AudioState state = embedSpectra(tower, config, sounds);
    for (std::int32_t block = 0; block < config.depth; ++block) runAudioBlock(tower, config, block, state);
    const at::Tensor tokens = poolPositions(tower, state).contiguous();
    std::ofstream(argv[2], std::ios::binary)
        .write(reinterpret_cast<const char*>(tokens.data_ptr<float>()),
               static_cast<std::streamsize>(tokens.numel() * static_cast<std::int64_t>(sizeof(float))));
    return 0;
}
