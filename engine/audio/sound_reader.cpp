// SPDX-License-Identifier: Apache-2.0
#include "engine/base/small_file.h"
#include "msao/engine/audio.h"

#include <new>
#include <string>

namespace msao::engine {

Result<Sound> readSound(const std::filesystem::path& file) {
    try {
        // Read, not mapped: a recorder may be cutting the file at this moment.
        MSAO_TRY(const std::string bytes, readSmallFile(file, kMaxSoundFileBytes));
        Result<Sound> sound = decodeWav(std::as_bytes(std::span(bytes)));
        if (!sound) return Error{sound.error().code, file.string() + ": " + sound.error().message};
        return sound;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, file.string() + ": not enough memory to read this sound"};
    }
}

}  // namespace msao::engine
