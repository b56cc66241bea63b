// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_model.h"
#include "engine/cuda/device_runtime.h"
#include "engine/cuda/step_workspace.h"

namespace msao::engine {

/// Enqueues the kernels of one pass over the weights: five a layer, one before and one behind. The inputs of `rows`
/// rows are in the workspace; their logits will be.
Status enqueueStep(DeviceRuntime& runtime, const DeviceModel& model, const KvCache& cache,
                   const StepWorkspace& workspace, int rows);

}  // namespace msao::engine
