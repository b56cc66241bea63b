// SPDX-License-Identifier: Apache-2.0
// Hidden states on their way between the two halves of a model (mode perllm): as bytes, all rows one behind the other.
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/open.h"

#include "msao/engine/feature_rows.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace msao::protocol {

/// Float32: the numbers, little-endian. Int8: of each row a float32 scale, then a signed byte a number; value = byte *
/// scale.
QByteArray packHidden(const engine::FeatureRows& rows, HiddenFormat format);

/// Bytes for other than `rows` states of `width` numbers are refused, and so is what is no finite number.
Decoded<engine::FeatureRows> unpackHidden(QByteArrayView bytes, std::int64_t rows, std::int32_t width,
                                          HiddenFormat format);

}  // namespace msao::protocol
