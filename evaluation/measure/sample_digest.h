// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/datasets/sample.h"

#include <string>

namespace msao::evaluation {

/// 128 bits, in hexadecimal, of everything that a model is shown and asked, and of what the sample is called: the same
/// digest, the same answers. What makes an answer right is not part of it. No protection against an attacker.
std::string sampleDigest(const Sample& sample);

}  // namespace msao::evaluation
