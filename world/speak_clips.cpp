// SPDX-License-Identifier: Apache-2.0
// espeak-ng is run as a program, not linked: its licence is the GPL, and the library keeps state from word to word, so
// that a word would sound different after another one.
#include "engine/base/parallel_for.h"
#include "msao/engine/audio.h"
#include "world/speech_clips.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace msao::world {

using namespace engine;

namespace {

/// A folder of its own for the program's output, gone at the end.
class ScratchFolder {
public:
    static Result<ScratchFolder> create() {
        std::error_code error;
        std::string name = (std::filesystem::temp_directory_path(error) / "msao-speech-XXXXXX").string();
        if (error || ::mkdtemp(name.data()) == nullptr) {
            return Error{ErrorCode::FileUnreadable, name + ": cannot make a folder for spoken words"};
        }
        return ScratchFolder(name);
    }

    ScratchFolder(ScratchFolder&& other) noexcept : m_path(std::move(other.m_path)) { other.m_path.clear(); }
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
    }

    const std::filesystem::path& path() const { return m_path; }

private:
    explicit ScratchFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    std::filesystem::path m_path;
};

Status runEspeak(const Voice& voice, std::string_view word, const std::filesystem::path& file) {
    std::array<std::string, 10> arguments = {"espeak-ng",
                                             "-v",
                                             std::string(voice.name),
                                             "-s",
                                             std::to_string(voice.wordsPerMinute),
                                             "-p",
                                             std::to_string(voice.pitch),
                                             "-w",
                                             file.string(),
                                             std::string(word)};
    std::array<char*, arguments.size() + 1> pointers{};
    std::transform(arguments.begin(), arguments.end(), pointers.begin(), [](std::string& text) { return text.data(); });
    pid_t child = 0;
    const Error missing{ErrorCode::FileNotFound,
                        "the program espeak-ng, which speaks the demo world's words, is not installed"};
    if (::posix_spawnp(&child, "espeak-ng", nullptr, nullptr, pointers.data(), environ) != 0) return missing;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return missing;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return Error{ErrorCode::Internal,
                     "espeak-ng failed to speak `" + std::string(word) + "` with voice " + std::string(voice.name)};
    }
    return Done{};
}

/// Without the silence around the word, and as loud as every other.
std::vector<std::int16_t> trimmed(const std::vector<float>& samples) {
    constexpr double kLoudest = 0.9 * 32767;
    constexpr float kSilence = 0.01F;
    float peak = 1e-6F;
    for (const float sample : samples) peak = std::max(peak, std::abs(sample));
    const auto isLoud = [&](float sample) { return std::abs(sample) > kSilence * peak; };
    const auto first = std::find_if(samples.begin(), samples.end(), isLoud);
    const auto last = std::find_if(samples.rbegin(), samples.rend(), isLoud).base();
    std::vector<std::int16_t> clip;
    for (auto at = first; at < last; ++at) {
        clip.push_back(static_cast<std::int16_t>(std::lround(kLoudest * static_cast<double>(*at / peak))));
    }
    return clip;
}

Result<std::vector<std::int16_t>> speakClip(const Voice& voice, std::string_view word,
                                            const std::filesystem::path& file) {
    MSAO_CHECK(runEspeak(voice, word, file));
    MSAO_TRY(const engine::Sound spoken, readSound(file));
    MSAO_TRY(const engine::Sound sound, resampled(spoken, kSoundRate));
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return trimmed(sound.samples);
}

}  // namespace

std::string clipName(const Voice& voice, std::string_view word) {
    return std::string(voice.name) + " " + std::to_string(voice.wordsPerMinute) + " " + std::to_string(voice.pitch) +
           " " + std::string(word);
}

Result<SpeechClips> speakClips(const SpeechOrder& order, const Progress& progress) {
    MSAO_TRY(const ScratchFolder folder, ScratchFolder::create());
    std::vector<std::vector<std::int16_t>> spoken(order.voices.size() * order.words.size());
    MSAO_CHECK(parallelFor(spoken.size(), 0, progress, "speaking", [&](std::size_t i) -> Status {
        const Voice& voice = order.voices[i / order.words.size()];
        const std::string_view word = order.words[i % order.words.size()];
        MSAO_TRY(spoken[i], speakClip(voice, word, folder.path() / (std::to_string(i) + ".wav")));
        return Done{};
    }));
    SpeechClips clips;
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        clips[clipName(order.voices[i / order.words.size()], order.words[i % order.words.size()])] =
            std::move(spoken[i]);
    }
    return clips;
}

}  // namespace msao::world
