// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace msao::engine {

/// The published name of a tensor, whichever prefix the version of transformers that wrote the file used.
std::string canonicalTensorName(std::string_view nameInFile);

/// Buffers that older versions saved and that follow from the configuration anyway.
bool isHarmlessExtra(std::string_view canonicalName);

}  // namespace msao::engine
