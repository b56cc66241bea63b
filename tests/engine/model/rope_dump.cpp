// SPDX-License-Identifier: Apache-2.0
// Reads layout requests from standard input, one JSON object a line, and writes their positions, one JSON object a
// line.
#include "msao/engine/prompt.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string>

using namespace msao::engine;

namespace {

ModelConfig readConfig(const nlohmann::json& request) {
    ModelConfig config;
    config.family = request.at("family") == "qwen2_5_vl" ? ModelFamily::Qwen2_5VL : ModelFamily::Qwen2VL;
    config.vision.spatialMergeSize = request.at("merge");
    config.vision.tokensPerSecond = request.at("tokensPerSecond");
    return config;
}

std::vector<VisualInput> readVisuals(const nlohmann::json& request) {
    std::vector<VisualInput> visuals;
    for (const auto& item : request.at("visuals")) {
        VisualInput visual;
        visual.kind = item.at("kind") == "image" ? VisualKind::Image : VisualKind::Video;
        visual.grid = {item.at("grid").at(0), item.at("grid").at(1), item.at("grid").at(2)};
        visual.secondsPerGridStep = item.at("seconds");
        visuals.push_back(std::move(visual));
    }
    return visuals;
}

nlohmann::json answer(const nlohmann::json& request) {
    std::vector<TokenId> tokens;
    for (const std::int32_t id : request.at("tokens")) tokens.push_back(TokenId{id});
    const auto layout = ropeLayout(tokens, readVisuals(request), readConfig(request), request.at("first"));
    if (!layout) return {{"error", layout.error().message}};
    return {{"positions", layout->positions}, {"next", layout->nextPosition}};
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);)
        std::cout << answer(nlohmann::json::parse(line)).dump() << '\n';
    return 0;
}
