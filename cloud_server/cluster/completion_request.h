// SPDX-License-Identifier: Apache-2.0
// The bodies of calls to a vLLM server, 0.32 and later. Token ids go in and come out: nothing is tokenized there.
#pragma once

#include "cloud_server/cluster/step_question.h"

#include "msao/engine/ids.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::cloud {

struct GenerateOptions {
    std::int32_t tokens = 1;
    bool wantsRows = false;     // the likeliest token at every position of the prompt
    bool recomputes = false;    // with rows: nothing is taken from the prefix cache
    bool sendsPictures = true;  // otherwise they are named only
};

/// POST /inference/v1/generate.
QByteArray generateBody(const ClusterFacts& facts, const ClusterSession& session,
                        std::span<const engine::TokenId> tokens, const GenerateOptions& options);

/// POST /v1/completions, for text only: the prefix, and the prefix with ever more drafts, `wanted` tokens behind each.
QByteArray completionsBody(const ClusterFacts& facts, const ClusterSession& session, const StepQuestion& question);

}  // namespace msao::cloud
