// SPDX-License-Identifier: Apache-2.0
// libpng leaves its functions by longjmp. Every call that can do so runs inside `guarded`, on functions that own
// nothing, so no destructor is ever jumped over.
#include "engine/image/png_decoder.h"

#include "engine/image/exif_orientation.h"
#include "engine/image/png_chunks.h"

#include <png.h>
#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <string>

namespace msao::engine {
namespace {

// Above this many decoded bytes the data is inflated once to nowhere first, so that a broken large file costs no
// memory.
constexpr std::uint64_t kTrustedDecodedBytes = 48'000'000;

// What libpng's callbacks read and write, plus what is learned of the image; trivial, so longjmp may pass it.
struct DecodeState {
    png_structp png = nullptr;
    png_infop info = nullptr;
    const std::byte* next = nullptr;
    std::size_t remaining = 0;
    std::array<char, 160> message{};
    std::size_t rowBytes = 0;
    int channels = 0;
    png_bytep* rows = nullptr;
};

[[noreturn]] void onError(png_structp png, png_const_charp message) {
    auto* state = static_cast<DecodeState*>(png_get_error_ptr(png));
    std::strncpy(state->message.data(), message, state->message.size() - 1);
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void onRead(png_structp png, png_bytep out, size_t length) {
    auto* state = static_cast<DecodeState*>(png_get_io_ptr(png));
    if (length > state->remaining) png_error(png, "the file is cut short");
    std::memcpy(out, state->next, length);
    state->next += length;
    state->remaining -= length;
}

bool guarded(DecodeState& state, void (*step)(DecodeState&)) {
    if (setjmp(png_jmpbuf(state.png))) return false;
    step(state);
    return true;
}

// Every accepted PNG leaves this as 8-bit RGB or RGBA.
void readHeader(DecodeState& state) {
    // Only the header, palette, transparency and image data matter; text and profiles could be bombs of their own.
    png_set_keep_unknown_chunks(state.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(state.png, state.info);
    png_set_expand(state.png);
    png_set_strip_16(state.png);
    png_set_gray_to_rgb(state.png);
    png_set_interlace_handling(state.png);
    png_read_update_info(state.png, state.info);
    state.rowBytes = png_get_rowbytes(state.png, state.info);
    state.channels = png_get_channels(state.png, state.info);
}

void readRows(DecodeState& state) {
    png_read_image(state.png, state.rows);
    png_read_end(state.png, nullptr);
}

// Owns libpng's two structs.
class PngReader {
public:
    explicit PngReader(std::span<const std::byte> encoded) {
        m_state.next = encoded.data();
        m_state.remaining = encoded.size();
        m_state.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &m_state, onError, onWarning);
        if (m_state.png) m_state.info = png_create_info_struct(m_state.png);
        if (m_state.info) png_set_read_fn(m_state.png, &m_state, onRead);
    }
    ~PngReader() { png_destroy_read_struct(&m_state.png, &m_state.info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    bool isReady() const { return m_state.info != nullptr; }
    DecodeState& state() { return m_state; }
    Error error() const { return {ErrorCode::MalformedFile, std::string("broken PNG: ") + m_state.message.data()}; }

private:
    DecodeState m_state;
};

std::uint8_t onWhite(std::uint8_t level, std::uint8_t alpha) {
    return static_cast<std::uint8_t>((level * alpha + 255 * (255 - alpha) + 127) / 255);
}

// RGBA to RGB in place: the front of the buffer is written behind the place that is read.
void composeOnWhite(std::vector<std::uint8_t>& pixels) {
    const std::size_t count = pixels.size() / 4;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t alpha = pixels[i * 4 + 3];
        for (std::size_t channel = 0; channel < 3; ++channel) {
            pixels[i * 3 + channel] = onWhite(pixels[i * 4 + channel], alpha);
        }
    }
    pixels.resize(count * 3);
}

Result<RgbImage> decodeInspected(std::span<const std::byte> encoded, const PngSummary& summary) {
    PngReader reader(encoded);
    if (!reader.isReady()) return Error{ErrorCode::OutOfMemory, "no memory to read a PNG"};
    DecodeState& state = reader.state();
    if (!guarded(state, readHeader)) return reader.error();
    const bool expected = state.channels == 3 || state.channels == 4;
    if (!expected || state.rowBytes != std::size_t(summary.width) * std::size_t(state.channels)) {
        return Error{ErrorCode::MalformedFile, "broken PNG: its rows have an unexpected form"};
    }
    RgbImage image{int(summary.width), int(summary.height), {}};
    image.pixels.resize(state.rowBytes * std::size_t(summary.height));
    std::vector<png_bytep> rows(std::size_t(summary.height));
    for (std::size_t y = 0; y < rows.size(); ++y) rows[y] = image.pixels.data() + y * state.rowBytes;
    state.rows = rows.data();
    if (!guarded(state, readRows)) return reader.error();
    if (state.channels == 4) composeOnWhite(image.pixels);
    return upright(std::move(image), summary.orientation);
}

}  // namespace

Result<RgbImage> decodePng(std::span<const std::byte> encoded) {
    MSAO_TRY(const PngSummary summary, inspectPng(encoded));
    const std::uint64_t decodedBytes = std::uint64_t(summary.width * summary.height) * 4;
    if (decodedBytes > kTrustedDecodedBytes && !inflatesCompletely(encoded, summary)) {
        return Error{ErrorCode::MalformedFile, "broken PNG: its image data is damaged"};
    }
    return decodeInspected(encoded, summary);
}

}  // namespace msao::engine
