// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/config_fields.h"
#include "engine/checkpoint/model_config_reader.h"

#include <array>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

constexpr IntegerRange kPixels = {1, 1'000'000'000'000};

/// The least and the most pixels of an image or of a clip's frame.
struct PixelLimits {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

Status readPixelLimits(PixelLimits& limits, const JsonObject& file) {
    MSAO_TRY(const auto size, file.optionalObject("size"));
    if (size) {
        MSAO_TRY(const auto least, size->optionalInteger("shortest_edge", kPixels));
        MSAO_TRY(const auto most, size->optionalInteger("longest_edge", kPixels));
        limits = {least.value_or(limits.least), most.value_or(limits.most)};
    }
    // As in transformers, the older keys win where both are written.
    MSAO_TRY(const auto least, file.optionalInteger("min_pixels", kPixels));
    MSAO_TRY(const auto most, file.optionalInteger("max_pixels", kPixels));
    limits = {least.value_or(limits.least), most.value_or(limits.most)};
    if (limits.least > limits.most) {
        return inconsistent(file, "min_pixels", "at most max_pixels = " + std::to_string(limits.most), limits.least);
    }
    return Done{};
}

Status readChannels(std::array<float, 3>& channels, const JsonObject& file, std::string_view key, NumberRange range) {
    MSAO_TRY(const auto values, file.optionalNumbers(key, range, channels.size()));
    if (!values) return Done{};
    if (values->size() != channels.size()) return file.wrong(key, "three numbers: red, green, blue");
    for (std::size_t i = 0; i < channels.size(); ++i) channels[i] = static_cast<float>((*values)[i]);
    return Done{};
}

Status checkAgreement(const JsonObject& file, std::string_view key, std::int32_t expected) {
    MSAO_TRY(const auto value, file.optionalInteger(key, {}));
    if (value && *value != expected)
        return inconsistent(file, key, std::to_string(expected) + " as in config.json", *value);
    return Done{};
}

/// Steps that we always take, and take in one way.
Status checkFixedSteps(const JsonObject& file) {
    for (const std::string_view key : {"do_resize", "do_rescale", "do_normalize", "do_convert_rgb"}) {
        bool isDone = true;
        MSAO_CHECK(readInto(isDone, file, key));
        if (!isDone) return file.wrong(key, "true");
    }
    constexpr std::int32_t kBicubic = 3;
    std::int32_t resample = kBicubic;
    MSAO_CHECK(readInto(resample, file, "resample", {}));
    if (resample != kBicubic) return inconsistent(file, "resample", "3 (bicubic)", resample);
    double factor = 1.0 / 255;
    MSAO_CHECK(readInto(factor, file, "rescale_factor", {0, 1}));
    if (std::abs(factor * 255 - 1) > 1e-6) return file.wrong("rescale_factor", "1/255");
    return Done{};
}

/// Whisper's front end, whose steps we take in one way.
Status readAudio(PreprocessorConfig& preprocessor, const JsonObject& file, const AudioConfig& audio) {
    MSAO_CHECK(checkAgreement(file, "feature_size", audio.melBins));
    constexpr std::array<std::pair<std::string_view, std::int32_t>, 3> kFixed = {
        {{"sampling_rate", 16'000}, {"hop_length", 160}, {"n_fft", 400}}};
    for (const auto& [key, expected] : kFixed) {
        std::int32_t found = expected;
        MSAO_CHECK(readInto(found, file, key, {}));
        if (found != expected) return inconsistent(file, key, std::to_string(expected), found);
    }
    for (const std::string_view key : {"dither", "padding_value"}) {
        double value = 0;
        MSAO_CHECK(readInto(value, file, key, {-1, 1}));
        if (value != 0) return file.wrong(key, "0");
    }
    return readInto(preprocessor.audioSeconds, file, "chunk_length", {1, 300});
}

/// What pictures and clips have in common.
Status readFrames(PreprocessorConfig& preprocessor, const JsonObject& file, const VisionConfig& vision) {
    MSAO_CHECK(readChannels(preprocessor.mean, file, "image_mean", {-10, 10}));
    MSAO_CHECK(readChannels(preprocessor.deviation, file, "image_std", {1e-6, 10}));
    MSAO_CHECK(checkAgreement(file, "patch_size", vision.patchSize));
    MSAO_CHECK(checkAgreement(file, "temporal_patch_size", vision.temporalPatchSize));
    MSAO_CHECK(checkAgreement(file, "merge_size", vision.spatialMergeSize));
    return checkFixedSteps(file);
}

Status readImages(PreprocessorConfig& preprocessor, const JsonObject& file, const VisionConfig& vision) {
    PixelLimits limits{PreprocessorConfig{}.minPixels, PreprocessorConfig{}.maxPixels};
    MSAO_CHECK(readPixelLimits(limits, file));
    preprocessor.minPixels = limits.least;
    preprocessor.maxPixels = limits.most;
    return readFrames(preprocessor, file, vision);
}

Status readClips(PreprocessorConfig& preprocessor, const JsonObject& file, const VisionConfig& vision) {
    PixelLimits limits{PreprocessorConfig{}.videoMinPixels, PreprocessorConfig{}.videoMaxPixels};
    MSAO_CHECK(readPixelLimits(limits, file));
    preprocessor.videoMinPixels = limits.least;
    preprocessor.videoMaxPixels = limits.most;
    PreprocessorConfig asRead = preprocessor;
    MSAO_CHECK(readFrames(asRead, file, vision));
    if (asRead.mean != preprocessor.mean) return file.wrong("image_mean", "that of images");
    if (asRead.deviation != preprocessor.deviation) return file.wrong("image_std", "that of images");
    return Done{};
}

}  // namespace

Result<PreprocessorConfig> parsePreprocessorConfig(std::string_view text, std::string_view fileName,
                                                   const VisionConfig& vision,
                                                   const std::optional<AudioConfig>& audio) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    PreprocessorConfig preprocessor;
    MSAO_CHECK(readImages(preprocessor, file, vision));
    MSAO_CHECK(readClips(preprocessor, file, vision));
    if (audio) MSAO_CHECK(readAudio(preprocessor, file, *audio));
    return preprocessor;
}

Status readVideoPreprocessorConfig(PreprocessorConfig& preprocessor, std::string_view text, std::string_view fileName,
                                   const VisionConfig& vision) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    return readClips(preprocessor, file, vision);
}

Status readProcessorConfig(PreprocessorConfig& preprocessor, std::string_view text, std::string_view fileName,
                           const VisionConfig& vision, const std::optional<AudioConfig>& audio) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    MSAO_TRY(const auto images, file.optionalObject("image_processor"));
    if (images) MSAO_CHECK(readImages(preprocessor, *images, vision));
    MSAO_TRY(const auto clips, file.optionalObject("video_processor"));
    if (clips) MSAO_CHECK(readClips(preprocessor, *clips, vision));
    MSAO_TRY(const auto sound, file.optionalObject("feature_extractor"));
    if (sound && audio) MSAO_CHECK(readAudio(preprocessor, *sound, *audio));
    return Done{};
}

}  // namespace msao::engine
