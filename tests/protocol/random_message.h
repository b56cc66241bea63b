// SPDX-License-Identifier: Apache-2.0
// Messages whose every field is drawn at random within its bounds.
#pragma once

#include "protocol/messages/message.h"

#include <random>

namespace msao::protocol::tests {

using Random = std::mt19937_64;

EdgeMessage randomEdgeMessage(Random& random);
CloudMessage randomCloudMessage(Random& random);

}  // namespace msao::protocol::tests
