// SPDX-License-Identifier: Apache-2.0
#include "engine/base/json.h"
#include "engine/base/small_file.h"
#include "msao/engine/calibration_file.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

constexpr std::size_t kMaxFileBytes = 64 * 1024 * 1024;
constexpr JsonLimits kLimits{.depth = 8, .values = 4'000'000};
constexpr std::size_t kMaxNumbers = 2'000'000;  // of one list: a head of 2 x 3584 inputs and 256 hidden units fits
constexpr std::size_t kMaxObjects = 4096;       // of one list
constexpr NumberRange kShare{0, 1};
constexpr NumberRange kAnyFloat{-3.4e38, 3.4e38};
constexpr IntegerRange kCount{0, std::int64_t{1} << 48};
constexpr IntegerRange kWidth{0, 65'536};

Result<std::vector<float>> floats(const JsonObject& object, std::string_view key, NumberRange range) {
    MSAO_TRY(const auto values, object.optionalNumbers(key, range, kMaxNumbers));
    std::vector<float> numbers;
    if (values) numbers.assign(values->begin(), values->end());
    return numbers;
}

Result<float> number(const JsonObject& object, std::string_view key) {
    MSAO_TRY(const auto value, object.optionalNumber(key, kAnyFloat));
    if (!value) return object.wrong(key, "a number");
    return static_cast<float>(*value);
}

Result<double> share(const JsonObject& object, std::string_view key) {
    MSAO_TRY(const auto value, object.optionalNumber(key, kShare));
    if (!value) return object.wrong(key, "a number of 0 to 1");
    return *value;
}

/// What `read` makes of every object of a list; an absent list has none.
template <typename Item>
Result<std::vector<Item>> readList(const JsonObject& object, std::string_view key,
                                   Result<Item> (*read)(const JsonObject&)) {
    std::vector<Item> items;
    const nlohmann::json* list = object.find(key);
    if (list == nullptr) return items;
    if (!list->is_array() || list->size() > kMaxObjects)
        return object.wrong(key, "a list of at most " + std::to_string(kMaxObjects) + " objects");
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string path = std::string(key) + "[" + std::to_string(i) + "].";
        MSAO_TRY(const JsonObject member, JsonObject::of((*list)[i], object.file(), path));
        MSAO_TRY(Item item, read(member));
        items.push_back(std::move(item));
    }
    return items;
}

Result<Modality> modality(const JsonObject& object) {
    MSAO_TRY(const std::string name, object.string("modality"));
    const auto known = std::ranges::find(kModalities, name, modalityName);
    if (known == kModalities.end()) return object.wrong("modality", "text, image, video or audio");
    return *known;
}

Result<QualityPoint> qualityPoint(const JsonObject& object) {
    QualityPoint point;
    MSAO_TRY(point.removed, share(object, "removed"));
    MSAO_TRY(const auto loss, object.optionalNumber("loss", {-1e6, 1e6}));
    if (!loss) return object.wrong("loss", "a number");
    point.loss = *loss;
    return point;
}

Result<AcceptanceBin> acceptanceBin(const JsonObject& object) {
    AcceptanceBin bin;
    MSAO_TRY(bin.upperEntropy, share(object, "upper_entropy"));
    MSAO_TRY(bin.drafted, object.integer("drafted", kCount));
    MSAO_TRY(bin.accepted, object.integer("accepted", kCount));
    return bin;
}

Result<MediaRate> mediaRate(const JsonObject& object) {
    MediaRate rate;
    MSAO_TRY(const std::int64_t quality, object.integer("quality", {1, 100}));
    rate.quality = static_cast<std::int32_t>(quality);
    MSAO_TRY(const auto bytes, object.optionalNumber("bytes_per_token", {0, 1e12}));
    if (!bytes) return object.wrong("bytes_per_token", "a number");
    rate.bytesPerToken = *bytes;
    return rate;
}

Result<ModalityQuality> modalityQuality(const JsonObject& object) {
    ModalityQuality quality;
    MSAO_TRY(quality.modality, modality(object));
    MSAO_TRY(quality.ofPruning, readList(object, "of_pruning", qualityPoint));
    MSAO_TRY(quality.ofCompression, readList(object, "of_compression", qualityPoint));
    MSAO_TRY(quality.rates, readList(object, "rates", mediaRate));
    return quality;
}

Result<QuestionUnits> questionUnits(const JsonObject& object) {
    QuestionUnits units;
    MSAO_TRY(const std::int64_t count, object.integer("count", kWidth));
    units.count = static_cast<std::int32_t>(count);
    MSAO_TRY(units.seen, floats(object, "seen", kAnyFloat));
    MSAO_TRY(units.seenBias, floats(object, "seen_bias", kAnyFloat));
    MSAO_TRY(units.asked, floats(object, "asked", kAnyFloat));
    MSAO_TRY(units.askedBias, floats(object, "asked_bias", kAnyFloat));
    return units;
}

Result<SpatialHead> spatialHead(const JsonObject& object) {
    SpatialHead head;
    MSAO_TRY(head.modality, modality(object));
    MSAO_TRY(head.weights, floats(object, "weights", kAnyFloat));
    MSAO_TRY(head.bias, number(object, "bias"));
    MSAO_TRY(const auto units, object.optionalObject("units"));
    if (units) {
        MSAO_TRY(head.units, questionUnits(*units));
    }
    return head;
}

Result<LengthHead> readLengthHead(const JsonObject& object) {
    LengthHead head;
    MSAO_TRY(head.weights, floats(object, "weights", kAnyFloat));
    MSAO_TRY(head.bias, number(object, "bias"));
    return head;
}

Result<Calibration> readCalibration(const JsonObject& root) {
    Calibration calibration;
    MSAO_TRY(calibration.entropies, floats(root, "entropies", kShare));
    MSAO_TRY(calibration.acceptance, readList(root, "acceptance", acceptanceBin));
    MSAO_TRY(calibration.quality, readList(root, "quality", modalityQuality));
    MSAO_TRY(const auto length, root.optionalObject("answer_length"));
    if (length) {
        MSAO_TRY(calibration.answerLength, readLengthHead(*length));
    }
    return calibration;
}

Result<ModalHead> readModalHead(const JsonObject& object) {
    ModalHead head;
    MSAO_TRY(const std::int64_t inputWidth, object.integer("input_width", kWidth));
    MSAO_TRY(const std::int64_t hiddenWidth, object.integer("hidden_width", kWidth));
    head.inputWidth = static_cast<std::int32_t>(inputWidth);
    head.hiddenWidth = static_cast<std::int32_t>(hiddenWidth);
    MSAO_TRY(head.first, floats(object, "first", kAnyFloat));
    MSAO_TRY(head.firstBias, floats(object, "first_bias", kAnyFloat));
    MSAO_TRY(head.second, floats(object, "second", kAnyFloat));
    MSAO_TRY(head.secondBias, number(object, "second_bias"));
    return head;
}

/// Files from before the audio encoder belonged to the probe do not say.
Result<HeardBy> heardBy(const JsonObject& object) {
    MSAO_TRY(const auto name, object.optionalString("heard_by"));
    if (!name || *name == "spectrum") return HeardBy::Spectrum;
    if (*name == "encoder") return HeardBy::Encoder;
    return object.wrong("heard_by", "encoder or spectrum");
}

Result<ProbeHeads> readHeads(const JsonObject& object) {
    ProbeHeads heads;
    MSAO_TRY(heads.spatial, readList(object, "spatial", spatialHead));
    MSAO_TRY(const auto modal, object.optionalObject("modal"));
    if (modal) {
        MSAO_TRY(heads.modal, readModalHead(*modal));
    }
    MSAO_TRY(const auto temperature, object.optionalNumber("temperature", {1e-6, 1e6}));
    heads.temperature = temperature.value_or(1);
    MSAO_TRY(heads.expectedCalibrationError, share(object, "expected_calibration_error"));
    MSAO_TRY(heads.heardBy, heardBy(object));
    MSAO_CHECK(checkProbeHeads(heads));
    return heads;
}

Status checkHeader(const JsonObject& root) {
    MSAO_TRY(const std::string format, root.string("format"));
    if (format != "msao-calibration") return root.wrong("format", "msao-calibration");
    MSAO_TRY(const std::int64_t version, root.integer("version", {}));
    if (version != 1) return root.wrong("version", "1, the only one that this program reads");
    return Done{};
}

Error named(std::string_view file, const Error& error) {
    return {ErrorCode::MalformedFile, std::string(file) + ": " + error.message};
}

}  // namespace

Result<CalibrationFile> parseCalibrationFile(std::string_view text, std::string_view file) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, file, kLimits));
    MSAO_TRY(const JsonObject root, JsonObject::of(json, std::string(file)));
    MSAO_CHECK(checkHeader(root));
    CalibrationFile read;
    MSAO_TRY(const auto target, root.optionalString("target"));
    read.target = target.value_or("");
    MSAO_TRY(const auto samples, root.optionalInteger("samples", kCount));
    read.samples = samples.value_or(0);
    MSAO_TRY(read.calibration, readCalibration(root));
    if (const Status status = checkCalibration(read.calibration); !status) return named(file, status.error());
    MSAO_TRY(const auto heads, root.optionalObject("probe"));
    if (heads) {
        MSAO_TRY(read.heads, readHeads(*heads));
    }
    return read;
}

Result<CalibrationFile> readCalibrationFile(const std::filesystem::path& path) {
    MSAO_TRY(const std::string text, readSmallFile(path, kMaxFileBytes));
    return parseCalibrationFile(text, path.string());
}

Result<std::optional<CalibrationFile>> readCalibrationBeside(const std::filesystem::path& checkpoint) {
    const std::filesystem::path path = checkpoint / kCalibrationFileName;
    std::error_code notThere;
    if (!std::filesystem::exists(path, notThere)) return std::optional<CalibrationFile>();
    MSAO_TRY(CalibrationFile file, readCalibrationFile(path));
    return std::optional(std::move(file));
}

}  // namespace msao::engine
