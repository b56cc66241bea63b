// SPDX-License-Identifier: Apache-2.0
// What is sent of a sound: its samples as 16-bit integers, exactly. Lossy codecs are not used: their decoders may
// differ in the last bit from machine to machine (RFC 6716, section 6), and both sides must compute with the same
// samples.
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/open.h"

#include "msao/engine/audio.h"
#include "msao/engine/result.h"

#include <variant>

namespace msao::protocol {

struct AudioPayload {
    ModalityDescriptor descriptor;
    QByteArray bytes;     // int16, little-endian
    engine::Sound sound;  // of the rounded samples: the edge computes with these too
};

engine::Result<AudioPayload> makeAudioPayload(const engine::Sound& sound, engine::KeptTokens kept = {});

/// `descriptor` holds a sound and came through the decoder.
std::variant<engine::Sound, DecodeFault> readAudioPayload(const ModalityDescriptor& descriptor,
                                                          const QByteArray& bytes);

}  // namespace msao::protocol
