// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/simulator/device_profile.h"

namespace msao::app {

/// The machine that runs this: memory speed is measured within a second, arithmetic is estimated from its threads. Its
/// power is not known and counts as 0.
engine::Result<simulator::DeviceProfile> measureThisCpu();

}  // namespace msao::app
