// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/run_summary.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace msao::evaluation {

/// Over all answers of one run to questions of types that are wanted; nothing where no draft model read any.
std::optional<Acceptance> acceptanceOf(std::span<const SampleRecord> samples, std::size_t run,
                                       const std::function<bool(const std::string& type)>& isWanted);

}  // namespace msao::evaluation
