// SPDX-License-Identifier: Apache-2.0
// What one step of an answer asks of a cluster, as values.
#pragma once

#include "cloud_server/session/known_question.h"

#include "msao/engine/ids.h"
#include "msao/engine/image.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace msao::cloud {

/// A picture of a conversation. Its name holds the session's, so that no server shares it with another.
struct ClusterPicture {
    SharedPrompt of;  // owns the pixels
    const engine::RgbImage* pixels = nullptr;
    QByteArray name;
};

/// One conversation as servers know it: what is cached is found again under its names, by nobody else.
struct ClusterSession {
    QByteArray name;
    QByteArray salt;
    std::vector<ClusterPicture> pictures;
    std::size_t moves = 0;          // away from a server that failed it
    std::size_t picturesKnown = 0;  // so many of them have been shown where it is now
};

struct StepQuestion {
    std::vector<engine::TokenId> prefix;  // one pad a picture
    std::int64_t prefixTokens = 0;        // as the model reads them: with as many as a picture has
    std::vector<engine::TokenId> drafts;
    std::int32_t wanted = 1;  // tokens behind the prefix; more than one only without drafts
};

/// The model as its servers describe it, and what was proven of them.
struct ClusterFacts {
    std::string model;  // as the servers name it
    std::int64_t contextTokens = 0;
    std::int32_t tokenEnd = 0;  // ids from here on are no tokens
};

}  // namespace msao::cloud
