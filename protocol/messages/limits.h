// SPDX-License-Identifier: Apache-2.0
// Every limit of the wire, in one place. The decoders hold what arrives to them before they take memory; a sender that
// exceeds one is refused by its own encoder.
#pragma once

#include <cstddef>
#include <cstdint>

namespace msao::protocol {

inline constexpr std::size_t kMaxMessageBytes = 256 * 1024;
inline constexpr std::size_t kMaxMessageBytesBeforeLogin = 4 * 1024;
inline constexpr int kMaxNesting = 32;
inline constexpr std::size_t kMaxFieldsOfMap = 64;     // known and unknown keys together
inline constexpr std::size_t kMaxNameBytes = 128;      // of software, models, tokens
inline constexpr std::size_t kMaxPromptBytes = 65536;  // UTF-8
inline constexpr std::size_t kMaxPromptTokens = 32768;
inline constexpr std::size_t kMaxAnswerTokens = 8192;  // of one answer, hence of one verdict that states it again
inline constexpr std::size_t kMaxDrafts = 256;         // of one batch
inline constexpr std::size_t kMaxLikeliest = 8;        // candidates that a verdict states for a token
inline constexpr std::size_t kMaxModalities = 8;       // of one question, or of a conversation that is said again
inline constexpr std::size_t kMaxEarlierTurns = 64;    // of it
inline constexpr std::size_t kMaxChunkBytes = 16 * 1024;
inline constexpr std::int64_t kMaxPayloadBytes = std::int64_t{64} << 20;  // of one modality, encoded
inline constexpr std::int64_t kMaxStillPixels = 16'000'000;
inline constexpr std::int64_t kMaxVideoPixels = 32'000'000;  // all frames together
inline constexpr std::int32_t kMaxImageSide = 16384;
inline constexpr std::int32_t kMaxFrames = 768;
inline constexpr std::int32_t kMaxCellSide = 256;
inline constexpr std::size_t kMaxKeptBits = 131072;            // of one modality
inline constexpr std::int64_t kMaxAudioSamples = 48'000 * 60;  // a minute at the highest rate
inline constexpr std::int32_t kMinSampleRate = 8'000;
inline constexpr std::int32_t kMaxSampleRate = 48'000;
inline constexpr std::int32_t kMaxTokenId = (1 << 24) - 1;   // a hundred times the largest vocabulary
inline constexpr std::int32_t kMaxPosition = (1 << 24) - 1;  // of a token, in each of its coordinates
inline constexpr std::int32_t kMaxLayers = 1024;             // of a model that is cut
inline constexpr std::int32_t kMaxHiddenWidth = 32'768;      // numbers of a hidden state
inline constexpr std::size_t kMaxHiddenStateBytes = sizeof(float) * static_cast<std::size_t>(kMaxHiddenWidth);
inline constexpr std::uint32_t kMaxMilliseconds = 24 * 60 * 60 * 1000;

}  // namespace msao::protocol
