// SPDX-License-Identifier: Apache-2.0
// For oracle_preprocess.py: reads jobs from standard input, one a line, and writes raw results to files.
//   decode FILE OUT                                   -> width height channels-last bytes
//   image  FILE OUT MIN MAX                           -> grid, then float32 patches
//   video  FOLDER OUT MIN MAX FPS                     -> the same
//   clip   FILE OUT FPS                               -> the first byte of every frame drawn
//   sample TOTAL RATE FPS OUT                         -> frame numbers, one a line
// Answers one line a job: "ok ..." or "error MESSAGE".
#include "engine/image/frame_sampling.h"
#include "msao/engine/visual_input.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace {

using namespace msao::engine;

void writeBytes(const std::string& path, const void* bytes, std::size_t count) {
    std::ofstream(path, std::ios::binary).write(static_cast<const char*>(bytes), std::streamsize(count));
}

Result<std::string> decodeJob(std::istream& line) {
    std::string file, out;
    line >> file >> out;
    MSAO_TRY(const RgbImage image, readImage(file));
    writeBytes(out, image.pixels.data(), image.pixels.size());
    return std::to_string(image.width) + " " + std::to_string(image.height);
}

std::string written(const VisualInput& input, const std::string& out) {
    writeBytes(out, input.patches.data(), input.patches.size() * sizeof(float));
    std::ostringstream text;
    text << input.grid.time << " " << input.grid.height << " " << input.grid.width << " " << input.secondsPerGridStep;
    return text.str();
}

Result<std::string> imageJob(std::istream& line) {
    std::string file, out;
    PreprocessorConfig config;
    line >> file >> out >> config.minPixels >> config.maxPixels;
    MSAO_TRY(const RgbImage image, readImage(file));
    MSAO_TRY(const VisualInput input, imageInput(image, config, VisionConfig()));
    return written(input, out);
}

Result<std::string> videoJob(std::istream& line) {
    std::string folder, out;
    double framesPerSecond = 0;
    PreprocessorConfig config;
    line >> folder >> out >> config.videoMinPixels >> config.videoMaxPixels >> framesPerSecond;
    MSAO_TRY(const RgbClip clip, readClip(folder, framesPerSecond));
    MSAO_TRY(const VisualInput input, videoInput(clip, config, VisionConfig()));
    return written(input, out);
}

Result<std::string> clipJob(std::istream& line) {
    std::string file, out;
    double framesPerSecond = 0;
    line >> file >> out >> framesPerSecond;
    MSAO_TRY(const RgbClip clip, readClip(file, framesPerSecond));
    std::ofstream stream(out, std::ios::binary);
    for (const RgbImage& frame : clip.frames) {
        stream.write(reinterpret_cast<const char*>(frame.pixels.data()), std::streamsize(frame.pixels.size()));
    }
    std::ostringstream text;
    text << clip.frames.size() << " " << clip.framesPerSecond;
    return text.str();
}

Result<std::string> sampleJob(std::istream& line) {
    std::size_t total = 0;
    double sourceRate = 0, wantedRate = 0;
    line >> total >> sourceRate >> wantedRate;
    std::string text;
    for (const std::size_t frame : sampledFrames(total, sourceRate, wantedRate)) text += std::to_string(frame) + " ";
    return text;
}

Result<std::string> runJob(std::istream& line) {
    std::string kind;
    line >> kind;
    if (kind == "decode") return decodeJob(line);
    if (kind == "image") return imageJob(line);
    if (kind == "video") return videoJob(line);
    if (kind == "clip") return clipJob(line);
    if (kind == "sample") return sampleJob(line);
    return Error{ErrorCode::InvalidArgument, "unknown job " + kind};
}

}  // namespace

int main() {
    for (std::string text; std::getline(std::cin, text);) {
        std::istringstream line(text);
        const auto answer = runJob(line);
        std::cout << (answer ? "ok " + *answer : "error " + answer.error().message) << std::endl;
    }
}
