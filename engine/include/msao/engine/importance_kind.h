// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace msao::engine {

/// Who says which tokens matter (importance.h).
enum class ImportanceKind { Calibrated, TrainingFree, Random, Downsampling };
std::string_view importanceName(ImportanceKind kind);
std::optional<ImportanceKind> parseImportance(std::string_view name);
/// All of them, the best first, for lists to choose from.
inline constexpr std::array kImportanceKinds = {ImportanceKind::Calibrated, ImportanceKind::TrainingFree,
                                                ImportanceKind::Random, ImportanceKind::Downsampling};

}  // namespace msao::engine
