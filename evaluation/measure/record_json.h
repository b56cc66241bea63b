// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/answer_record.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace msao::evaluation {

nlohmann::json toJson(const SampleRecord& record);
/// Nothing where a member is missing, of another type or out of range.
std::optional<SampleRecord> sampleRecordOf(const nlohmann::json& json);

}  // namespace msao::evaluation
