// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/sample_journal.h"

#include "engine/base/output_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

namespace msao::calibration {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::string_view kSuffix = ".sample.json";

bool isShare(double value) {
    return value >= 0 && value <= 1;
}

std::optional<Modality> modalityNamed(const std::string& name) {
    const auto found = std::ranges::find(kModalities, name, modalityName);
    if (found == kModalities.end()) return std::nullopt;
    return *found;
}

json toJson(const SampleMeasurement& measurement) {
    json drafts = json::array();
    json losses = json::array();
    for (const MeasuredDraft& draft : measurement.drafts)
        drafts.push_back({draft.normalisedEntropy, draft.wasAccepted});
    for (const MeasuredLoss& loss : measurement.losses)
        losses.push_back({modalityName(loss.modality), loss.removed, loss.loss});
    json relevance = json::array();
    for (const MeasuredRelevance& measured : measurement.relevance)
        relevance.push_back({modalityName(measured.modality), measured.divergence});
    json rates = json::array();
    for (const MeasuredRate& rate : measurement.rates)
        rates.push_back({modalityName(rate.modality), rate.quality, rate.bytesPerToken, rate.removed, rate.loss});
    json answer = json::array();
    for (const TokenId token : measurement.answer) answer.push_back(toIndex(token));
    return {{"drafts", drafts},
            {"losses", losses},
            {"answer", answer},
            {"attention", measurement.attention},
            {"relevance", relevance},
            {"rates", rates},
            {"has_losses", measurement.hasLosses}};
}

bool areShares(const std::vector<float>& values) {
    return std::ranges::all_of(values, [](float value) { return isShare(value); });
}

/// Throws json::exception where it is none.
std::optional<MeasuredRelevance> relevanceOf(const json& entry) {
    const auto modality = modalityNamed(entry.at(0).get<std::string>());
    const auto divergence = entry.at(1).get<double>();
    if (!modality || !(divergence >= 0)) return std::nullopt;
    return MeasuredRelevance{*modality, divergence};
}

/// Throws json::exception where it is none.
std::optional<MeasuredRate> rateOf(const json& entry) {
    const auto modality = modalityNamed(entry.at(0).get<std::string>());
    const MeasuredRate rate{modality.value_or(Modality::Text), entry.at(1).get<int>(), entry.at(2).get<double>(),
                            entry.at(3).get<double>(), entry.at(4).get<double>()};
    const bool isSane = modality && rate.quality >= 1 && rate.quality <= 100 && rate.bytesPerToken > 0 &&
                        isShare(rate.removed) && isShare(rate.loss);
    if (!isSane) return std::nullopt;
    return rate;
}

/// Throws json::exception where a member is missing or of another type.
std::optional<SampleMeasurement> measurementOf(const json& object) {
    SampleMeasurement measurement;
    for (const json& draft : object.at("drafts")) {
        measurement.drafts.push_back({draft.at(0).get<float>(), draft.at(1).get<bool>()});
        if (!isShare(measurement.drafts.back().normalisedEntropy)) return std::nullopt;
    }
    for (const json& entry : object.at("losses")) {
        const auto modality = modalityNamed(entry.at(0).get<std::string>());
        const MeasuredLoss loss{modality.value_or(Modality::Text), entry.at(1).get<double>(),
                                entry.at(2).get<double>()};
        if (!modality || !isShare(loss.removed) || !isShare(loss.loss)) return std::nullopt;
        measurement.losses.push_back(loss);
    }
    for (const json& entry : object.at("relevance")) {
        const std::optional<MeasuredRelevance> relevance = relevanceOf(entry);
        if (!relevance) return std::nullopt;
        measurement.relevance.push_back(*relevance);
    }
    for (const json& entry : object.at("rates")) {
        const std::optional<MeasuredRate> rate = rateOf(entry);
        if (!rate) return std::nullopt;
        measurement.rates.push_back(*rate);
    }
    for (const json& token : object.at("answer")) measurement.answer.push_back(TokenId{token.get<std::int32_t>()});
    measurement.attention = object.at("attention").get<std::vector<std::vector<float>>>();
    measurement.hasLosses = object.at("has_losses").get<bool>();
    if (!std::ranges::all_of(measurement.attention, areShares)) return std::nullopt;
    return measurement;
}

}  // namespace

Result<SampleJournal> SampleJournal::open(std::filesystem::path folder, std::string key) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return Error{ErrorCode::FileUnreadable, folder.string() + ": " + error.message()};
    return SampleJournal(std::move(folder), std::move(key));
}

std::filesystem::path SampleJournal::fileOf(std::size_t index) const {
    return m_folder / (std::to_string(index) + std::string(kSuffix));
}

std::optional<SampleMeasurement> SampleJournal::find(std::size_t index, const std::string& question) const {
    std::ifstream file(fileOf(index), std::ios::binary);
    if (!file) return std::nullopt;
    const json root = json::parse(file, nullptr, false);
    try {
        if (root.at("key") != m_key || root.at("question") != question) return std::nullopt;
        return measurementOf(root);
    } catch (const json::exception&) {
        return std::nullopt;  // cut short, or another's: it is measured again
    }
}

Status SampleJournal::write(std::size_t index, const std::string& question,
                            const SampleMeasurement& measurement) const {
    json root = toJson(measurement);
    root["key"] = m_key;
    root["question"] = question;
    return writeFile(fileOf(index), root.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// Only what it wrote: the folder was named by a user.
void SampleJournal::remove() const {
    std::error_code ignored;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, ignored)) {
        if (entry.path().filename().string().ends_with(kSuffix)) files.push_back(entry.path());
    }
    for (const auto& file : files) std::filesystem::remove(file, ignored);
    std::filesystem::remove(m_folder, ignored);
}

}  // namespace msao::calibration
