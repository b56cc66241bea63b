// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/audio_payload.h"

#include "protocol/codec/field_agreement.h"
#include "protocol/identity/sha256.h"
#include "protocol/messages/limits.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <string>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Sound;

constexpr float kFullScale = 32768.0f;

/// What is not finite is silence.
qint16 rounded(float sample) {
    if (!std::isfinite(sample)) return 0;
    return static_cast<qint16>(std::lround(std::clamp(sample * kFullScale, -kFullScale, kFullScale - 1)));
}

QByteArray samplesToBytes(const Sound& sound) {
    QByteArray bytes(static_cast<qsizetype>(sound.samples.size() * sizeof(qint16)), Qt::Uninitialized);
    char* to = bytes.data();
    for (const float sample : sound.samples) {
        qToLittleEndian(rounded(sample), to);
        to += sizeof(qint16);
    }
    return bytes;
}

Sound bytesToSound(const QByteArray& bytes, std::int32_t sampleRate) {
    Sound sound{sampleRate, std::vector<float>(static_cast<std::size_t>(bytes.size()) / sizeof(qint16))};
    const char* from = bytes.constData();
    for (float& sample : sound.samples) {
        sample = static_cast<float>(qFromLittleEndian<qint16>(from)) / kFullScale;
        from += sizeof(qint16);
    }
    return sound;
}

}  // namespace

Result<AudioPayload> makeAudioPayload(const Sound& sound, engine::KeptTokens kept) {
    AudioDescriptor audio{AudioEncoding::Pcm16, sound.samplesPerSecond, static_cast<std::int64_t>(sound.samples.size()),
                          std::move(kept)};
    if (const auto why = disagreement(audio); !why.empty()) return Error{ErrorCode::InvalidArgument, std::string(why)};
    if (audio.samples > kMaxAudioSamples || audio.sampleRate > kMaxSampleRate) {
        return Error{ErrorCode::LimitExceeded,
                     "a sound of " + std::to_string(audio.samples) + " samples, " + std::to_string(audio.sampleRate) +
                         " a second, is more than the link carries: at most " + std::to_string(kMaxAudioSamples) +
                         " at " + std::to_string(kMaxSampleRate)};
    }
    AudioPayload payload;
    payload.bytes = samplesToBytes(sound);
    payload.sound = bytesToSound(payload.bytes, sound.samplesPerSecond);
    payload.descriptor = {std::move(audio), payload.bytes.size(), sha256(payload.bytes)};
    return payload;
}

std::variant<Sound, DecodeFault> readAudioPayload(const ModalityDescriptor& descriptor, const QByteArray& bytes) {
    const auto& audio = std::get<AudioDescriptor>(descriptor.content);
    if (bytes.size() != descriptor.payloadBytes || bytes.size() != audio.samples * std::int64_t{sizeof(qint16)}) {
        return DecodeFault{.code = RefusalCode::MediaMalformed, .reason = "a sound of another length"};
    }
    if (sha256(bytes) != descriptor.contentHash) {
        return DecodeFault{.code = RefusalCode::MediaMismatch, .reason = "samples with another hash"};
    }
    return bytesToSound(bytes, audio.sampleRate);
}

}  // namespace msao::protocol
