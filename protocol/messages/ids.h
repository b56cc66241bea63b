// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace msao::protocol {

/// One conversation; chosen by the edge, unique within its connection.
enum class SessionId : std::uint32_t {};

/// One question of a conversation; chosen by the edge, rising.
enum class RequestId : std::uint32_t {};

/// What every message about an answer begins with.
struct AnswerId {
    SessionId session{};
    RequestId request{};
    bool operator==(const AnswerId&) const = default;
};

template <std::size_t Size>
using Octets = std::array<std::uint8_t, Size>;

using Digest = Octets<32>;       // SHA-256
using Nonce = Octets<32>;        // drawn anew for every connection
using ResumeToken = Octets<32>;  // drawn by the cloud, good for one use

}  // namespace msao::protocol
