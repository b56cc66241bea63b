// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/link/link_profile.h"

#include "msao/engine/engine.h"

#include <QByteArray>
#include <QUrl>

#include <filesystem>
#include <optional>
#include <string>

namespace msao::edge {

/// One of the cloud's tokens. The secret never travels.
struct CloudToken {
    std::string name;
    QByteArray secret;
};

struct CloudAddress {
    QUrl url;  // ws:// or wss://
    std::optional<CloudToken> token = {};
    std::optional<protocol::LinkProfile> emulated = {};  // a link that is as if it were this one
};

struct EdgeOptions {
    std::filesystem::path draft;  // checkpoint folder; its tokenizer reads the cloud's answers too
    engine::LoadOptions load = {};
    std::optional<CloudAddress> cloud = {};  // absent: every answer is the edge's alone
};

}  // namespace msao::edge
