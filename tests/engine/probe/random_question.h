// SPDX-License-Identifier: Apache-2.0
// Questions made of noise: any subset of text, images, clips and sounds, with features that the probe can look at.
#pragma once

#include "msao/engine/probe.h"

#include <cmath>
#include <deque>
#include <random>
#include <vector>

namespace msao::engine {

class RandomQuestion {
public:
    static constexpr std::int64_t kWidth = 48;      // of every encoder
    static constexpr std::int64_t kWordWidth = 32;  // of the language model

    explicit RandomQuestion(std::uint64_t seed) : m_random(seed) {
        vision.inChannels = 3;
        vision.patchSize = 4;
        vision.temporalPatchSize = 1;
    }

    void addText(std::int64_t tokens) { m_prompt = noise(tokens, kWordWidth); }

    ProbedMedium& addMedium(Modality modality, TokenGrid grid) {
        ProbedMedium medium;
        medium.modality = modality;
        for (const ProbedMedium& other : m_media) medium.ordinal += other.modality == modality;
        medium.grid = grid;
        m_features.push_back(noise(grid.tokens(), kWidth));
        medium.pooled = m_features.back();
        m_features.push_back(noise(grid.tokens(), kWordWidth));
        medium.projected = m_features.back();
        medium.bytes = grid.tokens() * 100;
        m_media.push_back(medium);
        return m_media.back();
    }

    /// Pixels for a medium: every token its own noise of small steps, far from what looks like text.
    VisualInput& addPixels(ProbedMedium& medium) {
        VisualInput visual;
        visual.kind = medium.modality == Modality::Image ? VisualKind::Image : VisualKind::Video;
        visual.grid = {static_cast<std::int32_t>(medium.grid.frames), static_cast<std::int32_t>(2 * medium.grid.rows),
                       static_cast<std::int32_t>(2 * medium.grid.columns)};
        visual.patches.resize(static_cast<std::size_t>(visual.grid.patches() * vision.patchValues()));
        for (float& value : visual.patches) value = 0.05f * std::normal_distribution<float>()(m_random);
        m_visuals.push_back(std::move(visual));
        medium.pixels = &m_visuals.back();
        return m_visuals.back();
    }

    /// One to four modalities, one to three media each.
    void addAnything() {
        if (below(4) > 0) addText(1 + below(20));
        for (const Modality modality : {Modality::Image, Modality::Video, Modality::Audio}) {
            for (std::int64_t i = below(3); i > 0; --i) addMedium(modality, anyGrid(modality));
        }
        if (m_prompt.rows == 0 && m_media.empty()) addText(3);
    }

    TokenGrid anyGrid(Modality modality) {
        if (modality == Modality::Audio) return {1 + below(30), 1, 1};
        return {modality == Modality::Video ? 1 + below(5) : 1, 1 + below(6), 1 + below(6)};
    }

    ProbeRequest request() {
        ProbeRequest request;
        if (m_prompt.rows > 0) request.prompt = m_prompt;
        request.media = m_media;
        request.vision = vision;
        return request;
    }

    FeatureRows noise(std::int64_t rows, std::int64_t width) {
        FeatureRows features{rows, width, {}};
        for (std::int64_t i = 0; i < rows * width; ++i)
            features.values.push_back(std::normal_distribution<float>()(m_random));
        return features;
    }

    std::int64_t below(std::int64_t end) {
        return static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(end));
    }
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(m_random); }
    std::vector<ProbedMedium>& media() { return m_media; }
    FeatureRows& features(std::size_t medium) { return m_features[2 * medium]; }
    FeatureRows& projected(std::size_t medium) { return m_features[2 * medium + 1]; }
    std::mt19937_64& random() { return m_random; }

    VisionConfig vision;

private:
    std::mt19937_64 m_random;
    FeatureRows m_prompt;
    std::deque<FeatureRows> m_features;  // pooled and projected in turns; a deque, so that views stay valid
    std::deque<VisualInput> m_visuals;
    std::vector<ProbedMedium> m_media;
};

}  // namespace msao::engine
