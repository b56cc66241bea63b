// SPDX-License-Identifier: Apache-2.0
// Verification by vLLM servers: where they are and how long they have.
#pragma once

#include "msao/engine/result.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace msao::cloud {

/// How drafts are verified: one call that returns the likeliest token at every position of the prompt, or one prompt
/// for each draft, which asks a server for less and computes more.
enum class VerifyWay { PromptLogprobs, FanOut };

struct ClusterOptions {
    std::vector<QUrl> replicas;    // each a server, or a proxy before several
    QByteArray key;                // of `vllm --api-key`; empty: none
    std::optional<VerifyWay> way;  // absent: whichever the server proves to do, in the order above
    int tries = 4;                 // of one step, on different replicas where there are any
    std::chrono::milliseconds callTime{20'000};
    std::chrono::milliseconds proofTime{180'000};  // of a call at the start, when a server compiles what it runs
    std::chrono::milliseconds pause{200};          // before the second try, and twice as long before each further one
    std::chrono::milliseconds watchPause{2'000};   // before it is seen again whether a server answers
};

/// "http://10.0.0.7:8000": a scheme, a host and perhaps a port; a path is where the server's own pages begin.
engine::Result<QUrl> parseReplica(std::string_view text);

}  // namespace msao::cloud
