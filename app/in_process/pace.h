// SPDX-License-Identifier: GPL-3.0-or-later
// Paced time: real models and a real clock, but a step is over when the device would be done for which this machine
// stands in.
#pragma once

#include "msao/engine/prompt.h"

#include <algorithm>
#include <cstdint>

namespace msao::app {

/// How long one model, or a part of one, takes on such a device. Milliseconds.
struct PacedModel {
    double stepMs = 0;         // a pass that reads the weights
    double rowMs = 0;          // arithmetic of one row; a pass takes the longer of the two
    double promptTokenMs = 0;  // arithmetic of one token of a prompt, without logits
    double towerTokenMs = 0;   // of the vision tower, for each visual token

    double passMs(double rows) const { return std::max(stepMs, rows * rowMs); }
    double readingMs(double tokens, double visualTokens) const {
        return std::max(stepMs, tokens * promptTokenMs) + visualTokens * towerTokenMs;
    }
};

/// Language tokens of a prompt, and those among them that show something.
struct PromptSize {
    std::int64_t tokens = 0;
    std::int64_t visual = 0;
};
PromptSize sizeOf(const engine::Prompt& prompt, const engine::SpecialTokens& special);

/// The devices of one pair.
struct Pace {
    PacedModel draft;               // at the edge
    PacedModel target;              // in the cloud
    PacedModel cloudDraft;          // the draft model's copy there: modes co-located and hybrid
    PacedModel lower;               // the target's first layers at the edge: mode perllm
    PacedModel upper;               // the others in the cloud
    double probeTowerShare = 0;     // of the draft's tower that the probe runs
    double visualTokens = 1;        // of the devices' models, that one of ours stands for
    double slowMotion = 1;          // of all above: what is no step of a model, planning, is slowed as much
    std::int64_t hiddenRowBytes{};  // of one token's hidden state between the two parts

    /// A prompt of ours as the devices' models would read it.
    double readingMs(const PacedModel& model, const PromptSize& prompt) const {
        return model.readingMs(tokens(prompt), shown(prompt));
    }
    double probeMs(const PromptSize& prompt) const { return probeTowerShare * shown(prompt) * draft.towerTokenMs; }
    /// Of their tokens.
    double tokens(const PromptSize& prompt) const {
        return static_cast<double>(prompt.tokens - prompt.visual) + shown(prompt);
    }
    double shown(const PromptSize& prompt) const { return visualTokens * static_cast<double>(prompt.visual); }
};

/// Steps of one kind. One that overran took longer here than it would there: what follows it is late by as much.
struct PacedSteps {
    std::int64_t count = 0;
    std::int64_t overran = 0;
    double busyMs = 0;     // of the device
    double overranMs = 0;  // and of this machine beyond

    PacedSteps& operator+=(const PacedSteps& other) {
        count += other.count;
        overran += other.overran;
        busyMs += other.busyMs;
        overranMs += other.overranMs;
        return *this;
    }
    bool operator==(const PacedSteps&) const = default;
};

/// Of one device in one answer.
struct PacingReport {
    PacedSteps probing;
    PacedSteps reading;  // the prompt
    PacedSteps drafting;
    PacedSteps verifying;  // passes of the cloud
    PacedSteps layers;     // mode perllm: the edge's part of each token

    /// Of any kind.
    PacedSteps all() const;
};

struct PacedPair {
    PacingReport edge;
    PacingReport cloud;
};

}  // namespace msao::app
