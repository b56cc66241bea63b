// SPDX-License-Identifier: Apache-2.0
// For oracle_log_mel.py: reads jobs from standard input, one a line,
//   FILE.wav OUT MELBINS SECONDS
// writes the spectrum as raw float32 to OUT and answers "ok FRAMES TOKENS" or "error MESSAGE".
#include "msao/engine/audio_input.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace {

using namespace msao::engine;

Result<std::string> job(std::istream& line) {
    std::string file, out;
    AudioConfig audio;
    PreprocessorConfig config;
    line >> file >> out >> audio.melBins >> config.audioSeconds;
    MSAO_TRY(const Sound sound, readSound(file));
    MSAO_TRY(const AudioInput input, audioInput(sound, config, audio));
    std::ofstream(out, std::ios::binary)
        .write(reinterpret_cast<const char*>(input.features.data()),
               static_cast<std::streamsize>(input.features.size() * sizeof(float)));
    return std::to_string(input.frames) + " " + std::to_string(input.tokens());
}

}  // namespace

int main() {
    for (std::string text; std::getline(std::cin, text);) {
        std::istringstream line(text);
        const auto answer = job(line);
        std::cout << (answer ? "ok " + *answer : "error " + answer.error().message) << std::endl;
    }
}
