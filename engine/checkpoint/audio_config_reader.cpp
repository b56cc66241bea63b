// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/audio_config_reader.h"

#include "engine/checkpoint/config_fields.h"

#include <initializer_list>
#include <string>

namespace msao::engine {
namespace {

constexpr IntegerRange kWidth = {2, 1 << 16};
constexpr IntegerRange kInnerWidth = {1, 1 << 20};
constexpr IntegerRange kDepth = {1, 512};
constexpr IntegerRange kHeads = {1, 1024};
constexpr IntegerRange kMelBins = {1, 512};
constexpr IntegerRange kPositions = {1, 1 << 16};

Status readSizes(AudioConfig& audio, const JsonObject& object) {
    MSAO_CHECK(readInto(audio.depth, object, "encoder_layers", kDepth));
    MSAO_CHECK(readInto(audio.hiddenSize, object, "d_model", kWidth));
    MSAO_CHECK(readInto(audio.intermediateSize, object, "encoder_ffn_dim", kInnerWidth));
    MSAO_CHECK(readInto(audio.headCount, object, "encoder_attention_heads", kHeads));
    MSAO_CHECK(readInto(audio.melBins, object, "num_mel_bins", kMelBins));
    MSAO_CHECK(readInto(audio.windowTokens, object, "n_window", kPositions));
    MSAO_CHECK(readInto(audio.maxPositions, object, "max_source_positions", kPositions));
    return readInto(audio.outHiddenSize, object, "output_dim", kWidth);
}

Status checkSizes(const AudioConfig& audio, const JsonObject& object, const TextConfig& text) {
    // Half of the channels are sines, half cosines, and at least two of each make a scale.
    if (audio.hiddenSize % 2 != 0 || audio.hiddenSize < 4)
        return inconsistent(object, "d_model", "an even width of at least 4", audio.hiddenSize);
    if (audio.hiddenSize % audio.headCount != 0) {
        return inconsistent(object, "d_model",
                            "a multiple of encoder_attention_heads = " + std::to_string(audio.headCount),
                            audio.hiddenSize);
    }
    if (audio.windowTokens > audio.maxPositions) {
        return inconsistent(object, "n_window", "at most max_source_positions = " + std::to_string(audio.maxPositions),
                            audio.windowTokens);
    }
    if (audio.outHiddenSize != text.hiddenSize) {
        return inconsistent(object, "output_dim",
                            "the language model's hidden_size = " + std::to_string(text.hiddenSize),
                            audio.outHiddenSize);
    }
    return Done{};
}

Status readActivation(AudioConfig& audio, const JsonObject& object) {
    MSAO_TRY(const auto name, object.optionalString("activation_function"));
    if (name && *name != "gelu") return object.wrong("activation_function", "\"gelu\"");
    audio.activation = Activation::Gelu;
    return Done{};
}

Status readToken(TokenId& token, const JsonObject& file, std::initializer_list<const char*> keys,
                 const TextConfig& text) {
    std::int32_t id = toIndex(token);
    for (const char* key : keys) MSAO_CHECK(readInto(id, file, key, {}));
    if (id >= text.vocabularySize) {
        return inconsistent(file, *keys.begin(), "a token below vocab_size = " + std::to_string(text.vocabularySize),
                            id);
    }
    token = TokenId{id};
    return Done{};
}

Status readTokens(AudioConfig& audio, const JsonObject& file, const TextConfig& text, const SpecialTokens& visual) {
    // One token: as published, and as transformers 5 writes it.
    MSAO_CHECK(readToken(audio.pad, file, {"audio_token_index", "audio_token_id"}, text));
    MSAO_CHECK(readToken(audio.start, file, {"audio_start_token_id"}, text));
    MSAO_CHECK(readToken(audio.end, file, {"audio_end_token_id"}, text));
    for (const TokenId other : {visual.imagePad, visual.videoPad, audio.start, audio.end}) {
        if (audio.pad != other) continue;
        return inconsistent(file, "audio_token_index", "a token of its own", toIndex(audio.pad));
    }
    return Done{};
}

}  // namespace

Result<std::optional<AudioConfig>> readAudioConfig(const JsonObject& file, const TextConfig& text,
                                                   const SpecialTokens& visual) {
    MSAO_TRY(const auto object, file.optionalObject("audio_config"));
    if (!object) return std::optional<AudioConfig>{};
    AudioConfig audio;
    MSAO_CHECK(readSizes(audio, *object));
    MSAO_CHECK(checkSizes(audio, *object, text));
    MSAO_CHECK(readActivation(audio, *object));
    MSAO_CHECK(readTokens(audio, file, text, visual));
    return std::optional(audio);
}

}  // namespace msao::engine
