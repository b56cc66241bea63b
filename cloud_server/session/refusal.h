// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages/refusal.h"

#include "msao/engine/result.h"

#include <chrono>
#include <optional>

namespace msao::cloud {

/// Why something that a client asked for is not done.
struct Refusal {
    protocol::RefusalCode code = protocol::RefusalCode::Unspecified;
    std::optional<std::chrono::milliseconds> retryAfter = {};
};

/// What a client is told of an engine's error. Its message stays here: it may name files and sizes.
constexpr protocol::RefusalCode refusalOf(engine::ErrorCode code) {
    using enum engine::ErrorCode;
    switch (code) {
        case InvalidArgument:
        case ShapeMismatch:
            return protocol::RefusalCode::MalformedMessage;
        case MalformedFile:
            return protocol::RefusalCode::MediaMalformed;
        case UnsupportedModel:
            return protocol::RefusalCode::NotPromised;
        case LimitExceeded:
            return protocol::RefusalCode::LimitExceeded;
        case OutOfMemory:
            return protocol::RefusalCode::OutOfMemory;
        case FileNotFound:
        case FileUnreadable:
        case Cancelled:
        case Internal:
            return protocol::RefusalCode::Internal;
    }
    return protocol::RefusalCode::Internal;
}

}  // namespace msao::cloud
