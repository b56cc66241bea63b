// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/probe_heads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::size_t kMaxWidth = 65'536;  // four times the widest published model
constexpr std::int32_t kMaxUnits = 1024;   // many times what `msao calibrate` trains

Error invalid(std::string message) {
    return {ErrorCode::InvalidArgument, "probe heads: " + std::move(message)};
}

bool areFinite(const std::vector<float>& values) {
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

Status expectCount(const std::vector<float>& values, std::size_t count, const std::string& key) {
    if (values.size() != count) {
        return invalid(key + ": expected " + std::to_string(count) + " numbers, found " +
                       std::to_string(values.size()));
    }
    if (!areFinite(values)) return invalid(key + ": expected finite numbers");
    return Done{};
}

Status checkUnits(const QuestionUnits& units, std::size_t width, const std::string& key) {
    if (units == QuestionUnits{}) return Done{};  // none: the head knows the tokens alone
    if (units.count < 1 || units.count > kMaxUnits) {
        return invalid(key + ".count: expected 1 to " + std::to_string(kMaxUnits) + ", found " +
                       std::to_string(units.count));
    }
    const auto count = static_cast<std::size_t>(units.count);
    MSAO_CHECK(expectCount(units.seen, count * width, key + ".seen"));
    MSAO_CHECK(expectCount(units.seenBias, count, key + ".seen_bias"));
    MSAO_CHECK(expectCount(units.askedBias, count, key + ".asked_bias"));
    const std::size_t promptWidth = units.asked.size() / count;
    if (promptWidth < 1 || promptWidth > kMaxWidth) {
        return invalid(key + ".asked: expected the embedding's width for each of " + std::to_string(count) +
                       " units, found " + std::to_string(units.asked.size()) + " numbers");
    }
    return expectCount(units.asked, count * promptWidth, key + ".asked");
}

Status checkSpatial(const std::vector<SpatialHead>& heads) {
    std::array<bool, kModalities.size()> seen{};
    for (const SpatialHead& head : heads) {
        const std::string key = "spatial." + std::string(modalityName(head.modality));
        if (std::exchange(seen[static_cast<std::size_t>(head.modality)], true)) return invalid(key + ": given twice");
        if (head.weights.empty() || head.weights.size() > kMaxWidth) {
            return invalid(key + ".weights: expected 1 to " + std::to_string(kMaxWidth) + " numbers, found " +
                           std::to_string(head.weights.size()));
        }
        if (!areFinite(head.weights) || !std::isfinite(head.bias)) return invalid(key + ": expected finite numbers");
        MSAO_CHECK(checkUnits(head.units, head.weights.size(), key + ".units"));
    }
    return Done{};
}

Status checkModal(const ModalHead& head) {
    if (head == ModalHead{}) return Done{};  // no head: modalities count alike
    const auto isWidth = [](std::int32_t width) { return width >= 1 && std::cmp_less_equal(width, kMaxWidth); };
    if (!isWidth(head.inputWidth) || !isWidth(head.hiddenWidth)) {
        return invalid("modal: expected widths of 1 to " + std::to_string(kMaxWidth) + ", found " +
                       std::to_string(head.inputWidth) + " and " + std::to_string(head.hiddenWidth));
    }
    const auto hidden = static_cast<std::size_t>(head.hiddenWidth);
    MSAO_CHECK(expectCount(head.first, hidden * 2 * static_cast<std::size_t>(head.inputWidth), "modal.first"));
    MSAO_CHECK(expectCount(head.firstBias, hidden, "modal.firstBias"));
    MSAO_CHECK(expectCount(head.second, hidden, "modal.second"));
    if (!std::isfinite(head.secondBias)) return invalid("modal.secondBias: expected a finite number");
    return Done{};
}

}  // namespace

Status checkProbeHeads(const ProbeHeads& heads) {
    MSAO_CHECK(checkSpatial(heads.spatial));
    MSAO_CHECK(checkModal(heads.modal));
    if (!std::isfinite(heads.temperature) || heads.temperature <= 0) {
        return invalid("temperature: expected a positive number, found " + std::to_string(heads.temperature));
    }
    if (!(heads.expectedCalibrationError >= 0 && heads.expectedCalibrationError <= 1)) {
        return invalid("expectedCalibrationError: expected 0...1, found " +
                       std::to_string(heads.expectedCalibrationError));
    }
    return Done{};
}

}  // namespace msao::engine
