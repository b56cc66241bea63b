// SPDX-License-Identifier: Apache-2.0
// exp and log from IEEE additions and multiplications alone, so that edge and cloud draw the same token whatever their
// C library. Good to a few units in the last place; the file is compiled without contraction to fused multiply-add.
#pragma once

namespace msao::engine {

/// For x <= 0; below -708 the answer is 0.
double portableExp(double x);

/// For positive finite normal x.
double portableLog(double x);

}  // namespace msao::engine
