// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_parts.h"
#include "tests/cloud_server/benchmarks/crowd.h"
#include "tests/cloud_server/benchmarks/quantiles.h"

#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"

#include <QCoreApplication>

#include <cstdio>

namespace msao::cloud {
namespace {

struct Picture {
    protocol::VisualPayload payload;
    std::vector<engine::TokenId> prompt;
};

Picture picture(const engine::ModelConfig& config, int cells, std::int32_t tokenEnd) {
    protocol::VisualDescriptor visual;
    visual.encoding = protocol::PixelEncoding::Jpeg;
    visual.cellSide = config.vision.patchSize * config.vision.spatialMergeSize;
    visual.width = visual.height = cells * visual.cellSide;
    engine::RgbImage image{visual.width, visual.height, {}};
    const int values = visual.width * visual.height * 3;
    for (int i = 0; i < values; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i / 64 % 251));
    auto payload = protocol::makeVisualPayload(std::span(&image, 1), visual, 80);
    if (!payload) throw std::runtime_error(payload.error().message);
    Picture made{*std::move(payload), words(3, 16, tokenEnd)};
    made.prompt.insert(made.prompt.begin() + 2,
                       {config.special.visionStart, config.special.imagePad, config.special.visionEnd});
    return made;
}

/// Eight sessions are answered; `pictures` questions about a picture come meanwhile, one after the other.
Crowd withPictures(const ServerThread& served, const Picture& picture, int pictures,
                   std::vector<double>& firstTokenMs) {
    Crowd crowd(served, 8, 1500, 8);
    TestEdge edge(served.url());
    if (!edge.logIn()) fail("a login was refused");
    for (int i = 0; i < pictures && crowd.read(); ++i) {
        protocol::Open open = question(static_cast<std::uint32_t>(i), engine::Mode::VerifyOnly, 8, served.tokenEnd());
        open.prompt = picture.prompt;
        open.modalities = {picture.payload.descriptor};
        const auto began = Timer::now();
        edge.send(open);
        protocol::PayloadSplitter splitter(open.id, 0, picture.payload.bytes);
        while (const auto chunk = splitter.next()) edge.send(*chunk);
        while (!edge.take<protocol::VerdictMessage>()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (edge.take<protocol::Refused>()) fail("the picture was refused");
            if (!crowd.read()) break;
        }
        firstTokenMs.push_back(msSince(began));
        edge.send(protocol::Close{open.id.session});
    }
    const auto began = Timer::now();
    while (pictures == 0 && msSince(began) < 3000 && crowd.read())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return crowd;
}

}  // namespace

void benchPictures(const ServerThread& served, const engine::ModelConfig& config) {
    const Picture large = picture(config, 36, served.tokenEnd());
    std::vector<double> firstTokenMs;
    const Crowd quiet = withPictures(served, large, 0, firstTokenMs);
    const Crowd busy = withPictures(served, large, 6, firstTokenMs);
    const auto print = [](const char* name, const Crowd& crowd) {
        std::printf("%s  between two tokens p50 %.2f ms, p99 %.2f ms, longest %.2f ms\n", name,
                    quantile(crowd.waitMs, 0.5), quantile(crowd.waitMs, 0.99), quantile(crowd.waitMs, 1));
    };
    print("8 sessions alone             ", quiet);
    print("8 sessions and pictures      ", busy);
    std::printf("                               first token of a picture of 1,296 tokens after %.0f ms\n",
                quantile(firstTokenMs, 0.5));
}

}  // namespace msao::cloud
