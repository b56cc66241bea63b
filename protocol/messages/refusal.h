// SPDX-License-Identifier: Apache-2.0
// "No" in words that a program can act on. A refusal holds neither content nor paths nor library names.
#pragma once

#include "protocol/messages/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace msao::protocol {

/// Numbers are on the wire and only ever appended. One that is not known here is read as Unspecified.
enum class RefusalCode : std::uint32_t {
    Unspecified = 0,
    MalformedMessage = 1,
    UnknownMessage = 2,
    UnexpectedMessage = 3,  // known, but not in this state
    MessageTooLarge = 4,
    LimitExceeded = 5,
    VersionMismatch = 6,
    LoginNeeded = 7,
    LoginFailed = 8,
    QuotaExceeded = 9,
    Busy = 10,
    Draining = 11,
    OutOfMemory = 12,
    UnknownSession = 13,
    UnknownRequest = 14,
    ResumeRefused = 15,  // unknown, used or expired token: open again
    PrefixLost = 16,     // nothing to reuse: open again with the whole conversation
    MediaMalformed = 17,
    MediaMismatch = 18,  // decoded pixels or samples have another hash
    TokenOutOfRange = 19,
    PositionOutOfRange = 20,
    ModelMismatch = 21,
    NotPromised = 22,  // this cloud said that it cannot: sampling, pruned inputs
    Timeout = 23,
    CloudFailed = 24,  // its backend is gone; others may answer
    Internal = 25,
};

struct RefusalKey {
    RefusalCode code;
    std::string_view key;
};

/// Which sentence a screen shows; the screen's own catalogue translates it.
inline constexpr std::array kRefusalKeys = {
    RefusalKey{RefusalCode::Unspecified, "unspecified"},
    RefusalKey{RefusalCode::MalformedMessage, "malformed-message"},
    RefusalKey{RefusalCode::UnknownMessage, "unknown-message"},
    RefusalKey{RefusalCode::UnexpectedMessage, "unexpected-message"},
    RefusalKey{RefusalCode::MessageTooLarge, "message-too-large"},
    RefusalKey{RefusalCode::LimitExceeded, "limit-exceeded"},
    RefusalKey{RefusalCode::VersionMismatch, "version-mismatch"},
    RefusalKey{RefusalCode::LoginNeeded, "login-needed"},
    RefusalKey{RefusalCode::LoginFailed, "login-failed"},
    RefusalKey{RefusalCode::QuotaExceeded, "quota-exceeded"},
    RefusalKey{RefusalCode::Busy, "busy"},
    RefusalKey{RefusalCode::Draining, "draining"},
    RefusalKey{RefusalCode::OutOfMemory, "out-of-memory"},
    RefusalKey{RefusalCode::UnknownSession, "unknown-session"},
    RefusalKey{RefusalCode::UnknownRequest, "unknown-request"},
    RefusalKey{RefusalCode::ResumeRefused, "resume-refused"},
    RefusalKey{RefusalCode::PrefixLost, "prefix-lost"},
    RefusalKey{RefusalCode::MediaMalformed, "media-malformed"},
    RefusalKey{RefusalCode::MediaMismatch, "media-mismatch"},
    RefusalKey{RefusalCode::TokenOutOfRange, "token-out-of-range"},
    RefusalKey{RefusalCode::PositionOutOfRange, "position-out-of-range"},
    RefusalKey{RefusalCode::ModelMismatch, "model-mismatch"},
    RefusalKey{RefusalCode::NotPromised, "not-promised"},
    RefusalKey{RefusalCode::Timeout, "timeout"},
    RefusalKey{RefusalCode::CloudFailed, "cloud-failed"},
    RefusalKey{RefusalCode::Internal, "internal"},
};

constexpr std::string_view refusalKey(RefusalCode code) {
    for (const RefusalKey& entry : kRefusalKeys) {
        if (entry.code == code) return entry.key;
    }
    return "unspecified";
}

/// Cloud -> edge. It concerns the answer or session it names, or else the connection.
struct Refused {
    RefusalCode code = RefusalCode::Unspecified;
    std::optional<SessionId> session = {};
    std::optional<RequestId> request = {};           // only with a session
    std::optional<std::uint32_t> retryAfterMs = {};  // absent: the same again will fail again
    bool closesConnection = false;                   // it is closed behind this message
    bool operator==(const Refused&) const = default;
};

}  // namespace msao::protocol
