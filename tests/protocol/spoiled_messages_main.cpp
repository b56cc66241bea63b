// SPDX-License-Identifier: Apache-2.0
// Prints every message of spoiledMessages(), a line each, in hexadecimal digits: tests/faults sends them to a server.
#include "tests/protocol/spoiled_messages.h"

#include <cstdio>

int main() {
    for (const auto& spoiled : msao::protocol::tests::spoiledMessages())
        std::printf("%s\n", spoiled.bytes.toHex().constData());
    return 0;
}
