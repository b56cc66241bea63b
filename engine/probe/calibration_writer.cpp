// SPDX-License-Identifier: Apache-2.0
#include "engine/base/output_folder.h"
#include "msao/engine/calibration_file.h"

#include <nlohmann/json.hpp>

#include <string>
#include <system_error>

namespace msao::engine {
namespace {

using nlohmann::json;

json toJson(const QualityCurve& curve) {
    json points = json::array();
    for (const QualityPoint& point : curve) points.push_back({{"removed", point.removed}, {"loss", point.loss}});
    return points;
}

json toJson(const std::vector<MediaRate>& rates) {
    json list = json::array();
    for (const MediaRate& rate : rates)
        list.push_back({{"quality", rate.quality}, {"bytes_per_token", rate.bytesPerToken}});
    return list;
}

json toJson(const SpatialHead& head) {
    json object = {{"modality", modalityName(head.modality)}, {"weights", head.weights}, {"bias", head.bias}};
    const QuestionUnits& units = head.units;
    if (units != QuestionUnits{}) {
        object["units"] = {{"count", units.count},
                           {"seen", units.seen},
                           {"seen_bias", units.seenBias},
                           {"asked", units.asked},
                           {"asked_bias", units.askedBias}};
    }
    return object;
}

json toJson(const ProbeHeads& heads) {
    json spatial = json::array();
    for (const SpatialHead& head : heads.spatial) spatial.push_back(toJson(head));
    json object = {{"spatial", spatial},
                   {"temperature", heads.temperature},
                   {"expected_calibration_error", heads.expectedCalibrationError},
                   {"heard_by", heads.heardBy == HeardBy::Encoder ? "encoder" : "spectrum"}};
    const ModalHead& modal = heads.modal;
    if (modal != ModalHead{}) {
        object["modal"] = {{"input_width", modal.inputWidth},
                           {"hidden_width", modal.hiddenWidth},
                           {"first", modal.first},
                           {"first_bias", modal.firstBias},
                           {"second", modal.second},
                           {"second_bias", modal.secondBias}};
    }
    return object;
}

}  // namespace

std::string calibrationText(const CalibrationFile& calibration) {
    json root = {{"format", "msao-calibration"},
                 {"version", 1},
                 {"target", calibration.target},
                 {"samples", calibration.samples},
                 {"entropies", calibration.calibration.entropies},
                 {"acceptance", json::array()},
                 {"quality", json::array()}};
    for (const AcceptanceBin& bin : calibration.calibration.acceptance) {
        root["acceptance"].push_back(
            {{"upper_entropy", bin.upperEntropy}, {"drafted", bin.drafted}, {"accepted", bin.accepted}});
    }
    for (const ModalityQuality& quality : calibration.calibration.quality) {
        root["quality"].push_back({{"modality", modalityName(quality.modality)},
                                   {"of_pruning", toJson(quality.ofPruning)},
                                   {"of_compression", toJson(quality.ofCompression)},
                                   {"rates", toJson(quality.rates)}});
    }
    const LengthHead& length = calibration.calibration.answerLength;
    if (length != LengthHead{}) root["answer_length"] = {{"weights", length.weights}, {"bias", length.bias}};
    if (calibration.heads) root["probe"] = toJson(*calibration.heads);
    // A target's name may hold any bytes; what is no UTF-8 is replaced rather than thrown at.
    return root.dump(-1, ' ', false, json::error_handler_t::replace);
}

Status writeCalibrationFile(const std::filesystem::path& path, const CalibrationFile& calibration) {
    std::filesystem::path partial = path;
    partial += ".partial";
    std::error_code error;
    Status status = writeFile(partial, calibrationText(calibration));
    if (status) std::filesystem::rename(partial, path, error);
    if (status && !error) return status;
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    if (!status) return status;
    return Error{ErrorCode::FileUnreadable, path.string() + ": " + error.message()};
}

}  // namespace msao::engine
