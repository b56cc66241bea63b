// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/safetensors_file.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <functional>
#include <map>
#include <string>

namespace msao::engine {

/// Canonical names and what they view.
using TensorTable = std::map<std::string, TensorView, std::less<>>;

/// Everything that the files hold, under canonical names; refuses two tensors of one name.
Result<TensorTable> tabulate(const std::vector<SafetensorsFile>& files);

/// Every tensor that `config` implies is there with its shape and a type we read, and nothing else is.
Status checkTensors(const TensorTable& table, const ConfigFile& config, const std::string& folder);

}  // namespace msao::engine
