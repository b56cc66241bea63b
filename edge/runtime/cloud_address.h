// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/link/cloud_trust.h"
#include "edge/runtime/edge_options.h"

#include "msao/engine/result.h"

#include <QString>

#include <string>

namespace msao::edge {

/// A cloud as command lines name it.
struct CloudWords {
    std::string server;       // ws://host:port or wss://host:port
    std::string token = {};   // its name; empty: none
    QString secretFile = {};  // holds its secret
    std::string link = {};    // an emulated one, as parseLinkProfile reads it; empty: the link as it is
    TrustFiles trust = {};    // for wss://
};

/// The message of an Error names what was expected.
engine::Result<CloudAddress> cloudAddress(const CloudWords& words);

}  // namespace msao::edge
