// SPDX-License-Identifier: Apache-2.0
// The file of spoken words: a magic word, then for each clip its name, its length and its samples, all little-endian.
#include "engine/base/mapped_file.h"
#include "world/speech_clips.h"

#include <unistd.h>

#include <bit>
#include <cstring>
#include <fstream>

namespace msao::world {

using namespace engine;

namespace {

static_assert(std::endian::native == std::endian::little, "samples are written as they stand in memory");

constexpr std::string_view kMagic = "MSAOSPK1";

void append(std::string& bytes, std::uint32_t number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Takes values off the front; every length is checked against what is left.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : m_left(bytes) {}

    bool isAtEnd() const { return m_left.empty(); }

    std::optional<std::span<const std::byte>> take(std::size_t count) {
        if (count > m_left.size()) return {};
        const auto taken = m_left.first(count);
        m_left = m_left.subspan(count);
        return taken;
    }

    std::optional<std::span<const std::byte>> takeSized(std::size_t unit) {
        const auto bytes = take(sizeof(std::uint32_t));
        if (!bytes) return {};
        std::uint32_t count = 0;
        std::memcpy(&count, bytes->data(), sizeof count);
        return take(std::size_t{count} * unit);
    }

private:
    std::span<const std::byte> m_left;
};

std::optional<SpeechClips> decoded(std::span<const std::byte> bytes) {
    Reader reader(bytes);
    const auto magic = reader.take(kMagic.size());
    if (!magic || std::memcmp(magic->data(), kMagic.data(), kMagic.size()) != 0) return {};
    SpeechClips clips;
    while (!reader.isAtEnd()) {
        const auto name = reader.takeSized(1);
        const auto samples = name ? reader.takeSized(sizeof(std::int16_t)) : std::nullopt;
        if (!samples) return {};
        std::vector<std::int16_t>& clip = clips[std::string(reinterpret_cast<const char*>(name->data()), name->size())];
        clip.resize(samples->size() / sizeof(std::int16_t));
        if (!clip.empty()) std::memcpy(clip.data(), samples->data(), samples->size());
    }
    return clips;
}

bool isWhole(const SpeechClips& clips, const SpeechOrder& order) {
    for (const Voice& voice : order.voices) {
        for (const std::string_view word : order.words) {
            if (!clips.contains(clipName(voice, word))) return false;
        }
    }
    return clips.size() == order.voices.size() * order.words.size();
}

}  // namespace

std::optional<SpeechClips> readClips(const std::filesystem::path& file, const SpeechOrder& order) {
    auto mapped = MappedFile::open(file);
    if (!mapped) return {};
    auto clips = decoded(mapped->bytes());
    if (!clips || !isWhole(*clips, order)) return {};
    return clips;
}

Status writeClips(const std::filesystem::path& file, const SpeechClips& clips) {
    std::string bytes(kMagic);
    for (const auto& [name, samples] : clips) {
        append(bytes, static_cast<std::uint32_t>(name.size()));
        bytes += name;
        append(bytes, static_cast<std::uint32_t>(samples.size()));
        bytes.append(reinterpret_cast<const char*>(samples.data()), samples.size() * sizeof(std::int16_t));
    }
    std::error_code error;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), error);
    // Two programs may make it at a time; whoever is last wins, and nobody reads half a file.
    const std::filesystem::path partial = file.string() + "." + std::to_string(::getpid());
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) std::filesystem::rename(partial, file, error);
    if (out && !error) return Done{};
    std::filesystem::remove(partial, error);
    return Error{ErrorCode::FileUnreadable, file.string() + ": cannot be written"};
}

}  // namespace msao::world
