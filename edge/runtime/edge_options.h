// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/link/link_profile.h"

#include "msao/engine/engine.h"

#include <QByteArray>
#include <QSslConfiguration>
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
    std::optional<QSslConfiguration> trust = {};         // of wss://; absent: whom this machine trusts
};

/// Looking between answers, so that a screen shows what the probe would make of the picture that is there.
struct WatchOptions {
    bool isOn = false;
    double share = 0.2;                              // of the draft model's thread, at most
    int leastMs = 200;                               // between two looks
    int lingerMs = 3000;                             // after an answer, during which its own map stays the newest
    std::string words = "What is in this picture?";  // the probe reads pictures by a question
};

struct EdgeOptions {
    std::filesystem::path draft;        // checkpoint folder; its tokenizer reads the cloud's answers too
    std::filesystem::path target = {};  // the cloud's own checkpoint, for mode perllm; empty: without that mode
    engine::LoadOptions load = {};  // what is stored quantised is taken as it is stored, whatever this says
    std::optional<CloudAddress> cloud = {};  // absent: every answer is the edge's alone
};

}  // namespace msao::edge
