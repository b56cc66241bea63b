// SPDX-License-Identifier: Apache-2.0
// Every message of the edge's with one thing wrong: each field in each way that its kind and its bounds know, each
// field twice, each message cut anywhere and continued.
#pragma once

#include "tests/protocol/spoiled_values.h"

#include <vector>

namespace msao::protocol::tests {

/// None of them twice; `why` names message, field and fault, as in "2.10[].1.3: minus one". The same ones every time.
std::vector<Spoiled> spoiledMessages();

}  // namespace msao::protocol::tests
