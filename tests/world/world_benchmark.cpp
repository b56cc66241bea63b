// SPDX-License-Identifier: Apache-2.0
// How fast the world is made: world_benchmark [--benchmark_filter=...]; items are pictures, questions or sounds.
#include "msao/world/labels.h"
#include "msao/world/question.h"
#include "msao/world/render.h"

#include <benchmark/benchmark.h>

namespace {

using namespace msao::world;

void renderScenes(benchmark::State& state) {
    const int side = static_cast<int>(state.range(0));
    std::uint64_t seed = 0;
    for (auto _ : state) benchmark::DoNotOptimize(render(makeScene(seed++, {}), 0, side, side));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(renderScenes)->Arg(224)->Arg(336)->Unit(benchmark::kMillisecond);

void renderFrameForTheScreen(benchmark::State& state) {
    SceneOptions options;
    options.motion = MotionMode::Endless;
    const Scene scene = makeScene(7, options);
    double seconds = 0;
    for (auto _ : state) benchmark::DoNotOptimize(render(scene, seconds += 1.0 / 30, 640, 480));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(renderFrameForTheScreen)->Unit(benchmark::kMillisecond);

void labelTokens(benchmark::State& state) {
    std::uint64_t seed = 0;
    for (auto _ : state) benchmark::DoNotOptimize(tokenLabels(makeScene(seed++, {}), 0, 8, 8));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(labelTokens)->Unit(benchmark::kMillisecond);

void askNineQuestions(benchmark::State& state) {
    std::uint64_t seed = 0;
    for (auto _ : state) {
        const Situation situation = makeSituation(seed, {});
        benchmark::DoNotOptimize(askSeveral(situation, 9, TypeWeights::forTraining(), {}, seed++));
    }
    state.SetItemsProcessed(9 * state.iterations());
}
BENCHMARK(askNineQuestions)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
