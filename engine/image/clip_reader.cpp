// SPDX-License-Identifier: Apache-2.0
#include "engine/image/natural_order.h"
#include "engine/image/y4m_reader.h"
#include "msao/engine/image.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <string>
#include <system_error>

namespace msao::engine {
namespace {

namespace fs = std::filesystem;

std::string lowerExtension(const fs::path& file) {
    std::string extension = file.extension().string();
    for (char& c : extension) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return extension;
}

bool isFrameName(const fs::path& file) {
    const std::string extension = lowerExtension(file);
    const bool hidden = file.filename().string().starts_with('.');
    return !hidden && (extension == ".png" || extension == ".jpg" || extension == ".jpeg");
}

Result<std::vector<fs::path>> frameFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        if (!isFrameName(entry->path())) continue;
        if (files.size() == kMaxClipFrames) {
            return Error{ErrorCode::LimitExceeded, "the folder has more than " + std::to_string(kMaxClipFrames) +
                                                       " frames: keep every second or third"};
        }
        files.push_back(entry->path());
    }
    if (failure) return Error{ErrorCode::FileUnreadable, "the folder cannot be read"};
    if (files.empty()) return Error{ErrorCode::FileNotFound, "the folder has no PNG or JPEG frames"};
    std::ranges::sort(files, [](const fs::path& a, const fs::path& b) {
        return naturallyBefore(a.filename().string(), b.filename().string());
    });
    return files;
}

Status checkFrame(const RgbImage& frame, const RgbImage& first, std::size_t count) {
    const auto size = [](const RgbImage& image) {
        return std::to_string(image.width) + "x" + std::to_string(image.height);
    };
    if (frame.width != first.width || frame.height != first.height) {
        return Error{ErrorCode::MalformedFile,
                     "the frame has " + size(frame) + " pixels, the first one " + size(first)};
    }
    if (std::int64_t{first.width} * first.height * std::int64_t(count) > kMaxClipPixels) {
        return Error{ErrorCode::LimitExceeded, std::to_string(count) + " frames of " + size(first) +
                                                   " pixels are too much, at most " + std::to_string(kMaxClipPixels) +
                                                   " pixels are read: use fewer or smaller frames"};
    }
    return Done{};
}

Result<RgbClip> readFolder(const fs::path& folder, double framesPerSecond) {
    auto files = frameFiles(folder);
    if (!files) return Error{files.error().code, folder.string() + ": " + files.error().message};
    RgbClip clip;
    clip.framesPerSecond = framesPerSecond;
    for (const fs::path& file : *files) {
        MSAO_TRY(RgbImage frame, readImage(file));
        const auto fits = checkFrame(frame, clip.frames.empty() ? frame : clip.frames.front(), files->size());
        if (!fits) return Error{fits.error().code, file.string() + ": " + fits.error().message};
        clip.frames.push_back(std::move(frame));
    }
    return clip;
}

Result<RgbClip> readFile(const fs::path& file, double framesPerSecond) {
    if (lowerExtension(file) != ".y4m") {
        return Error{ErrorCode::MalformedFile,
                     file.string() +
                         ": only a folder of PNG or JPEG frames or a .y4m file is read as video; make one with: "
                         "ffmpeg -i VIDEO -pix_fmt yuv420p clip.y4m   or: ffmpeg -i VIDEO -r 2 frames/%05d.png"};
    }
    auto clip = readY4m(file, framesPerSecond);
    if (!clip) return Error{clip.error().code, file.string() + ": " + clip.error().message};
    return clip;
}

Result<RgbClip> readAny(const fs::path& path, double framesPerSecond) {
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (!fs::exists(status)) return Error{ErrorCode::FileNotFound, path.string() + ": there is no such file or folder"};
    if (fs::is_directory(status)) return readFolder(path, framesPerSecond);
    if (fs::is_regular_file(status)) return readFile(path, framesPerSecond);
    return Error{ErrorCode::FileUnreadable, path.string() + ": this is neither a file nor a folder"};
}

}  // namespace

Result<RgbClip> readClip(const fs::path& path, double framesPerSecond) {
    if (!std::isfinite(framesPerSecond) || framesPerSecond <= 0.0) {
        return Error{ErrorCode::InvalidArgument, "frames per second must be a positive number"};
    }
    try {
        return readAny(path, framesPerSecond);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, path.string() + ": not enough memory to read this video"};
    }
}

}  // namespace msao::engine
