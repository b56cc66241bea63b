// SPDX-License-Identifier: Apache-2.0
// What the scripted world says of its machines, and of how its plan was found.
#pragma once

#include "msao/engine/trace_event.h"

namespace msao::test {

/// A valley over retention and compression of the picture, and points that come closer to its bottom.
engine::PlanSearch sampleSearch(double keptShare, double compression);

engine::ResourceSample sampleResources(engine::Side side, double nowMs);
engine::ServerFigures sampleServer(double nowMs);

}  // namespace msao::test
