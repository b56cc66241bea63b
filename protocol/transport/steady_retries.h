// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace msao::protocol {

/// Of a TCP connection: what was lost is sent again at an even pace, not after twice the time each time. So it outlives
/// a gap of a few seconds, and goes on soon behind it.
void retrySteadily(qintptr descriptor);

}  // namespace msao::protocol
