// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/wav_header.h"

#include "engine/base/printable.h"
#include "msao/engine/audio.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace msao::engine {
namespace {

constexpr std::size_t kRiffHeaderBytes = 12;
constexpr std::size_t kChunkHeaderBytes = 8;
constexpr std::size_t kMaxChannels = 64;
/// Programs that write into a pipe cannot know the length; they leave this, and the samples go on to the end.
constexpr std::uint32_t kUnknownLength = 0xFFFFFFFF;

Error malformed(const std::string& what) {
    return {ErrorCode::MalformedFile, "broken WAV sound: " + what};
}

/// Little-endian; the caller has checked that the bytes are there.
std::uint32_t number(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= std::to_integer<std::uint32_t>(bytes[at + i]) << (8 * i);
    return value;
}

std::string_view text(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes.data()) + at, size};
}

bool startsWith(std::span<const std::byte> bytes, std::string_view magic) {
    return bytes.size() >= magic.size() && text(bytes, 0, magic.size()) == magic;
}

/// Says what the file is instead, for the formats people try most.
Error unknownFormat(std::span<const std::byte> file) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOthers = {{{"ID3", "an MP3"},
                                                                                       {"\xFF\xFB", "an MP3"},
                                                                                       {"OggS", "an Ogg file"},
                                                                                       {"fLaC", "a FLAC"},
                                                                                       {"RF64", "an RF64"},
                                                                                       {"RIFX", "a big-endian RIFX"},
                                                                                       {"FORM", "an AIFF"}}};
    std::string found = "it is something else";
    if (file.empty()) found = "it is empty";
    for (const auto& [magic, name] : kOthers) {
        if (startsWith(file, magic)) found = "it is " + std::string(name);
    }
    return {ErrorCode::MalformedFile, "only WAV sounds are read, " + found};
}

std::optional<SampleForm> integerForm(std::uint32_t bits) {
    switch (bits) {
        case 8:
            return SampleForm::Unsigned8;
        case 16:
            return SampleForm::Signed16;
        case 24:
            return SampleForm::Signed24;
        case 32:
            return SampleForm::Signed32;
        default:
            return std::nullopt;
    }
}

std::optional<SampleForm> formOf(std::uint32_t tag, std::uint32_t bits) {
    constexpr std::uint32_t kInteger = 1;
    constexpr std::uint32_t kFloat = 3;
    if (tag == kInteger) return integerForm(bits);
    if (tag == kFloat && bits == 32) return SampleForm::Float32;
    if (tag == kFloat && bits == 64) return SampleForm::Float64;
    return std::nullopt;
}

/// The extensible form says integer or float at the beginning of a GUID.
Result<std::uint32_t> formatTag(std::span<const std::byte> chunk) {
    constexpr std::uint32_t kExtensible = 0xFFFE;
    constexpr std::size_t kExtensibleBytes = 40;
    constexpr std::size_t kGuidAt = 24;
    const std::uint32_t tag = number(chunk, 0, 2);
    if (tag != kExtensible) return tag;
    if (chunk.size() < kExtensibleBytes) return malformed("its extended format is cut short");
    return number(chunk, kGuidAt, 2);
}

Status checkFormat(const WavFormat& format, std::span<const std::byte> chunk) {
    if (format.channels == 0 || format.channels > kMaxChannels) {
        return malformed("expected 1 to " + std::to_string(kMaxChannels) + " channels, found " +
                         std::to_string(format.channels));
    }
    const std::uint32_t rate = number(chunk, 4, 4);
    if (rate < kMinSampleRate || rate > kMaxSampleRate) {
        return malformed("expected " + std::to_string(kMinSampleRate) + " to " + std::to_string(kMaxSampleRate) +
                         " samples a second, found " + std::to_string(rate));
    }
    const std::uint32_t frameBytes = number(chunk, 12, 2);
    if (frameBytes != format.frameBytes()) {
        return malformed("expected " + std::to_string(format.frameBytes()) + " bytes for one sample of all channels, " +
                         "found " + std::to_string(frameBytes));
    }
    return Done{};
}

Result<WavFormat> parseFormat(std::span<const std::byte> chunk) {
    constexpr std::size_t kLeastBytes = 16;
    if (chunk.size() < kLeastBytes) return malformed("its format is cut short");
    MSAO_TRY(const std::uint32_t tag, formatTag(chunk));
    const std::uint32_t bits = number(chunk, 14, 2);
    const std::optional<SampleForm> form = formOf(tag, bits);
    if (!form) {
        return Error{ErrorCode::MalformedFile,
                     "only WAV sounds of 8, 16, 24 or 32 bit integers and 32 or 64 bit floats are read, found coding " +
                         std::to_string(tag) + " of " + std::to_string(bits) + " bits"};
    }
    const WavFormat format{*form, number(chunk, 2, 2), static_cast<std::int32_t>(number(chunk, 4, 4))};
    MSAO_CHECK(checkFormat(format, chunk));
    return format;
}

Status checkSamples(const WavChunks& chunks) {
    const std::size_t frameBytes = chunks.format.frameBytes();
    if (chunks.samples.size() % frameBytes != 0) return malformed("its last sample is cut short");
    const std::size_t frames = chunks.samples.size() / frameBytes;
    if (frames == 0) return malformed("it holds no samples");
    const std::size_t most =
        static_cast<std::size_t>(kMaxSoundSeconds) * static_cast<std::size_t>(chunks.format.samplesPerSecond);
    if (frames > most) {
        return Error{ErrorCode::LimitExceeded,
                     "a sound of " + std::to_string(frames / static_cast<std::size_t>(chunks.format.samplesPerSecond)) +
                         " seconds is too long, at most " + std::to_string(kMaxSoundSeconds) + " are read"};
    }
    return Done{};
}

/// The samples chunk, whose header stands at `at`.
Result<std::span<const std::byte>> samplesAt(std::span<const std::byte> file, std::size_t at, std::size_t frameBytes) {
    const std::uint32_t length = number(file, at + 4, 4);
    const std::span<const std::byte> rest = file.subspan(at + kChunkHeaderBytes);
    if (length == kUnknownLength) return rest.first(rest.size() / frameBytes * frameBytes);
    if (length <= rest.size()) return rest.first(length);
    return malformed("it is cut short, expected " + std::to_string(length) + " bytes of samples, found " +
                     std::to_string(rest.size()));
}

}  // namespace

Result<WavChunks> findWavChunks(std::span<const std::byte> file) {
    if (!startsWith(file, "RIFF")) return unknownFormat(file);
    if (file.size() < kRiffHeaderBytes) return malformed("it is cut short");
    if (text(file, 8, 4) != "WAVE") {
        return Error{ErrorCode::MalformedFile,
                     "only WAV sounds are read, it is a RIFF file of the kind " + printable(text(file, 8, 4))};
    }
    std::optional<WavFormat> format;
    for (std::size_t at = kRiffHeaderBytes; file.size() - at >= kChunkHeaderBytes;) {
        const std::string_view name = text(file, at, 4);
        if (name == "data") {
            if (!format) return malformed("its samples come before their format");
            MSAO_TRY(const auto samples, samplesAt(file, at, format->frameBytes()));
            const WavChunks chunks{*format, samples};
            MSAO_CHECK(checkSamples(chunks));
            return chunks;
        }
        const std::size_t length = number(file, at + 4, 4);
        at += kChunkHeaderBytes;
        if (length > file.size() - at) return malformed("its part `" + printable(name) + "` is cut short");
        if (name == "fmt ") {
            MSAO_TRY(format, parseFormat(file.subspan(at, length)));
        }
        at += std::min(length + length % 2, file.size() - at);  // parts begin at even places
    }
    return malformed(format ? "it has no samples" : "it has no format");
}

}  // namespace msao::engine
