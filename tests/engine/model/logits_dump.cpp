// SPDX-License-Identifier: Apache-2.0
// logits_dump CHECKPOINT REQUEST.json OUT: prefills the turns of a conversation one after another and writes, for each,
// OUT/positions_<turn>.json and OUT/logits_<turn>.f32, and at the end all keys and values to OUT/keys.f32,
// OUT/values.f32.
#include "engine/decode/kv_cache.h"
#include "engine/decode/language_weights.h"
#include "engine/model/prefill.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/prompt.h"
#include "tests/engine/model/in_memory_kv.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace msao::engine;

namespace {

template <typename T>
T valueOrExit(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "logits_dump: %s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

void writeFloats(const std::filesystem::path& file, std::span<const float> values,
                 std::ios::openmode mode = std::ios::trunc) {
    std::ofstream(file, std::ios::binary | mode)
        .write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
}

VisualInput readVisual(const nlohmann::json& item, const VisionConfig& vision) {
    VisualInput visual;
    visual.kind = item.at("kind") == "image" ? VisualKind::Image : VisualKind::Video;
    visual.grid = {item.at("grid").at(0), item.at("grid").at(1), item.at("grid").at(2)};
    visual.secondsPerGridStep = item.at("seconds");
    visual.patches.resize(static_cast<std::size_t>(visual.grid.patches() * vision.patchValues()));
    std::ifstream file(item.at("patches").get<std::string>(), std::ios::binary);
    file.read(reinterpret_cast<char*>(visual.patches.data()),
              static_cast<std::streamsize>(visual.patches.size() * sizeof(float)));
    if (!file) valueOrExit<Done>(Error{ErrorCode::FileUnreadable, "patches are missing"});
    return visual;
}

AudioInput readAudio(const nlohmann::json& item, std::int32_t melBins) {
    AudioInput audio{melBins, item.at("frames"), {}};
    audio.features.resize(static_cast<std::size_t>(audio.melBins * audio.frames));
    std::ifstream file(item.at("features").get<std::string>(), std::ios::binary);
    file.read(reinterpret_cast<char*>(audio.features.data()),
              static_cast<std::streamsize>(audio.features.size() * sizeof(float)));
    if (!file) valueOrExit<Done>(Error{ErrorCode::FileUnreadable, "features are missing"});
    return audio;
}

KeptTokens readKept(const nlohmann::json& item) {
    KeptTokens kept;
    for (const int bit : item.at("kept")) kept.push_back(bit != 0);
    return kept;
}

Prompt readTurn(const nlohmann::json& turn, const ModelConfig& config, std::int32_t firstPosition) {
    std::vector<TokenId> tokens;
    for (const std::int32_t id : turn.at("tokens")) tokens.push_back(TokenId{id});
    PromptMedia media;
    for (const auto& item : turn.at("visuals")) {
        media.visuals.push_back(readVisual(item, config.vision));
        media.kept.push_back(readKept(item));
    }
    for (const auto& item : turn.value("audios", nlohmann::json::array())) {
        media.audios.push_back(readAudio(item, config.audio->melBins));
        media.keptAudio.push_back(readKept(item));
    }
    return valueOrExit(buildPrompt(tokens, std::move(media), config, firstPosition));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return std::fputs("usage: logits_dump CHECKPOINT REQUEST.json OUT\n", stderr), 2;
    const std::filesystem::path out = argv[3];
    const auto request = nlohmann::json::parse(std::ifstream(argv[2]));
    const std::string dtype = request.value("dtype", "f32");
    const WeightType type = dtype == "f32"    ? WeightType::F32
                            : dtype == "int8" ? WeightType::Int8
                            : dtype == "int4" ? WeightType::Int4
                                              : WeightType::BF16;

    const Checkpoint checkpoint = valueOrExit(Checkpoint::open(argv[1]));
    const LanguageWeights weights = valueOrExit(readLanguageWeights(checkpoint, type, 2, {}));
    const auto model = valueOrExit(PrefillModel::make(checkpoint, weights, type, 2));
    InMemoryKv cache(checkpoint.config().text);
    KvPool pool(cache.kvPageCount());
    KvSequence sequence(pool);

    std::int32_t nextPosition = 0;
    int number = 0;
    for (const auto& turn : request.at("turns")) {
        const Prompt prompt = readTurn(turn, checkpoint.config(), nextPosition);
        const std::int64_t first = sequence.length();
        valueOrExit(sequence.extend(static_cast<std::int64_t>(prompt.tokens.size())));
        Logits logits;
        valueOrExit(model->run(prompt, sequence, first, cache, LogitRows::All, logits, {}));
        nextPosition = prompt.nextPosition;
        writeFloats(out / ("logits_" + std::to_string(number) + ".f32"), logits.values);
        std::ofstream(out / ("positions_" + std::to_string(number) + ".json"))
            << nlohmann::json{{"positions", prompt.positions}, {"next", nextPosition}};
        ++number;
    }
    for (std::size_t layer = 0; layer < weights.layers.size(); ++layer) {
        writeFloats(out / "keys.f32", cache.keys(layer), layer == 0 ? std::ios::trunc : std::ios::app);
        writeFloats(out / "values.f32", cache.values(layer), layer == 0 ? std::ios::trunc : std::ios::app);
    }
    return 0;
}
