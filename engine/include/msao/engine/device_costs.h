// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/cloud_answers.h"
#include "msao/engine/engine.h"
#include "msao/engine/plan.h"

namespace msao::engine {

/// What an engine's steps take here and now, from a short prompt and three decode steps: a first idea for planning,
/// until real steps are seen.
Result<DeviceCosts> measureDeviceCosts(Engine& engine, const TraceClock& clock);

/// One token through all layers, judged by its way through the first `cut` of them: no other has to be loaded.
Result<double> measureLayersMs(Engine& engine, std::int32_t cut, const TraceClock& clock);

}  // namespace msao::engine
