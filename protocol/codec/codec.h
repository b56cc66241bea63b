// SPDX-License-Identifier: Apache-2.0
// Messages to bytes and back: a CBOR array of the message's number and a map of its fields (docs/protocol.md).
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/message.h"

#include "msao/engine/result.h"

#include <QByteArray>

namespace msao::protocol {

/// Equal messages have equal bytes. A message beyond the limits is refused here, before its receiver has to.
engine::Result<QByteArray> encode(const EdgeMessage& message);
engine::Result<QByteArray> encode(const CloudMessage& message);

/// `maxBytes`: kMaxMessageBytesBeforeLogin until the peer is known.
Decoded<EdgeMessage> decodeEdgeMessage(const QByteArray& bytes, std::size_t maxBytes = kMaxMessageBytes);
Decoded<CloudMessage> decodeCloudMessage(const QByteArray& bytes, std::size_t maxBytes = kMaxMessageBytes);

}  // namespace msao::protocol
