// SPDX-License-Identifier: Apache-2.0
#include "engine/model/audio_tower.h"

#include "engine/model/attention.h"
#include "engine/model/layer_math.h"
#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <cmath>

namespace msao::engine {
namespace {

// Fixed in the architecture, not in config.json.
constexpr double kAudioNormEpsilon = 1e-5;
constexpr double kLongestWave = 10000.0;

at::Tensor normalised(const at::Tensor& x, const NormTensors& norm) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, kAudioNormEpsilon);
}

at::Tensor project(const at::Tensor& x, const LinearTensors& linear) {
    return msao::engine::project(x, linear.weight, linear.bias);
}

/// Sines, then cosines, of waves from one radian a position to one in kLongestWave: [positions, width], float32.
at::Tensor sinusoids(std::int64_t positions, std::int64_t width) {
    const double step = std::log(kLongestWave) / static_cast<double>(width / 2 - 1);
    const at::Tensor frequencies = at::arange(width / 2, at::kFloat).mul(-step).exp();
    const at::Tensor angles = at::arange(positions, at::kFloat).unsqueeze(1).mul(frequencies);
    return at::cat({angles.sin(), angles.cos()}, 1);
}

/// Windows of equal length, [count, melBins, frames], to [count * positions, hiddenSize], float32.
at::Tensor embedWindows(const AudioTensors& tensors, const at::Tensor& spectra) {
    const at::ScalarType type = tensors.firstConvolution.weight.scalar_type();
    const at::Tensor first = at::gelu(at::conv1d(spectra.to(type), tensors.firstConvolution.weight,
                                                 tensors.firstConvolution.bias, /*stride=*/1, /*padding=*/1));
    const at::Tensor second = at::gelu(at::conv1d(first, tensors.secondConvolution.weight,
                                                  tensors.secondConvolution.bias, /*stride=*/2, /*padding=*/1));
    const at::Tensor positions = second.transpose(1, 2).to(at::kFloat);
    return positions.add(sinusoids(positions.size(1), positions.size(2))).flatten(0, 1);
}

/// Neighbours of one length are one run: they attend in one call.
void append(std::vector<SegmentRun>& runs, SegmentRun run) {
    if (!runs.empty() && runs.back().length == run.length) {
        runs.back().count += run.count;
    } else {
        runs.push_back(run);
    }
}

/// Adds the windows of one sound to the state, and what they become to `parts`.
void embedSound(const AudioTensors& tensors, const AudioConfig& config, const at::Tensor& spectrum, AudioState& state,
                std::vector<at::Tensor>& parts) {
    const std::int64_t window = config.windowFrames();
    const std::int64_t frames = spectrum.size(1);
    const std::int64_t whole = frames / window;
    const std::int64_t rest = frames % window;
    if (whole > 0) {
        const at::Tensor windows = spectrum.narrow(1, 0, whole * window).unflatten(1, {whole, window}).transpose(0, 1);
        parts.push_back(embedWindows(tensors, windows));
        append(state.windows, {whole, config.windowTokens});
    }
    if (rest > 0) {
        parts.push_back(embedWindows(tensors, spectrum.narrow(1, whole * window, rest).unsqueeze(0)));
        append(state.windows, {1, (rest + 1) / 2});
    }
    state.soundLengths.push_back((frames + 1) / 2);
}

at::Tensor attention(const AudioBlockTensors& block, const AudioConfig& config, const AudioState& state) {
    const at::Tensor x = normalised(state.hidden, block.attentionNorm);
    const auto heads = [&](const at::Tensor& projected) {
        return projected.to(at::kFloat).unflatten(1, {config.headCount, config.headDim()});
    };
    const at::Tensor query = heads(project(x, block.query));
    const KeyValues own{heads(msao::engine::project(x, block.key)), heads(project(x, block.value))};
    return project(segmentAttention(query, own, state.windows), block.attentionOutput);
}

at::Tensor mlp(const AudioBlockTensors& block, const AudioConfig& config, const at::Tensor& hidden) {
    return project(activate(project(normalised(hidden, block.mlpNorm), block.up), config.activation), block.down);
}

}  // namespace

AudioState embedSpectra(const AudioTensors& tensors, const AudioConfig& config, std::span<const AudioInput> audios) {
    std::vector<at::Tensor> spectra;
    for (const AudioInput& audio : audios)
        spectra.push_back(borrowedTensor(audio.features).view({audio.melBins, audio.frames}));
    return embedSpectra(tensors, config, spectra);
}

AudioState embedSpectra(const AudioTensors& tensors, const AudioConfig& config, std::span<const at::Tensor> spectra) {
    AudioState state;
    std::vector<at::Tensor> parts;
    for (const at::Tensor& spectrum : spectra) embedSound(tensors, config, spectrum, state, parts);
    state.hidden = at::cat(parts);
    return state;
}

void runAudioBlock(const AudioTensors& tensors, const AudioConfig& config, std::int32_t index, AudioState& state) {
    const AudioBlockTensors& block = tensors.blocks[static_cast<std::size_t>(index)];
    state.hidden = state.hidden.add(attention(block, config, state));
    state.hidden = state.hidden.add(mlp(block, config, state.hidden));
}

at::Tensor pairedPositions(const AudioState& state) {
    std::vector<at::Tensor> parts;
    std::int64_t first = 0;
    for (const std::int64_t length : state.soundLengths) {
        parts.push_back(state.hidden.narrow(0, first, length / 2 * 2).unflatten(0, {-1, 2}).mean(1));
        first += length;
    }
    return at::cat(parts);
}

at::Tensor poolPositions(const AudioTensors& tensors, const AudioState& state) {
    return project(normalised(pairedPositions(state), tensors.finalNorm), tensors.projection).to(at::kFloat);
}

}  // namespace msao::engine
