// SPDX-License-Identifier: Apache-2.0
// What is kept of one answer in one run. Milliseconds are of this machine's clock, or of paced time.
#pragma once

#include "evaluation/calibration/sample_measurement.h"
#include "evaluation/datasets/sample.h"
#include "evaluation/measure/side_memory.h"

#include "msao/engine/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

struct AnswerTimes {
    double firstTokenMs = 0;  // from asking, probe and plan included
    double totalMs = 0;       // from asking to the last token
    double decodeMs = 0;      // from the first token to the last
    double probeMs = 0;
    double planMs = 0;
    std::optional<double> predictedMs = {};  // what the plan expected of totalMs
    std::int64_t firstTokens = 1;            // that came at once with the first one, as tokens of one verdict do
    /// The same for as many tokens as the answer had: a plan knows only how long it may become.
    std::optional<double> predictedForLengthMs = {};
    double cloudMs = 0;  // the cloud's model was busy: prompt, passes, drafts of its own
    bool operator==(const AnswerTimes&) const = default;
};

struct AnswerTraffic {
    std::int64_t textUp = 0;  // the prompt's tokens
    std::int64_t imageUp = 0;
    std::int64_t videoUp = 0;
    std::int64_t audioUp = 0;
    std::int64_t draftsUp = 0;
    std::int64_t verdictsDown = 0;
    std::int64_t hiddenUp = 0;  // mode perllm: hidden states and positions, in place of the prompt
    bool operator==(const AnswerTraffic&) const = default;
};

struct AnswerSpeculation {
    std::int64_t drafted = 0;  // by the edge
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;  // verified in vain, or never
    std::int64_t verdicts = 0;  // that judged any draft
    std::int64_t cloudPasses = 0;
    std::int64_t cloudRows = 0;  // tokens that the cloud computed: stated ones, and drafts it threw away
    std::int64_t verified = 0;   // drafts that the cloud judged
    bool operator==(const AnswerSpeculation&) const = default;
};

struct AnswerFlops {
    double edge = 0;   // towers, prefill and drafts of the draft model; without the probe
    double probe = 0;  // what the probe adds
    double cloud = 0;
    bool operator==(const AnswerFlops&) const = default;
};

/// Of an answer in paced time; no steps: its time is this machine's own.
struct AnswerPacing {
    std::int64_t steps = 0;    // of either device
    std::int64_t overran = 0;  // took longer here than they would there
    double overranMs = 0;
    double edgeMs = 0;  // the device was busy
    double cloudMs = 0;
    bool operator==(const AnswerPacing&) const = default;
};

/// Bytes, counted from the shapes that ran.
struct AnswerMemory {
    SideMemory edge;
    SideMemory cloud;
    double probe = 0;  // what the first blocks saw and the probe held; counted by the engine
    bool operator==(const AnswerMemory&) const = default;
};

/// The same question in the same run once more: only how long that took.
struct AnswerRepeat {
    AnswerTimes times;
    AnswerPacing pacing;
    std::int64_t tokens = 0;  // a plan that prunes otherwise may say something else
    bool operator==(const AnswerRepeat&) const = default;
};

struct AnswerRecord {
    std::string text;
    std::int64_t tokens = 0;
    double score = 0;
    std::string chosenMode;                   // what the plan ran
    std::optional<std::int64_t> differences;  // tokens that are not cloud-only's; absent: not to be compared
    double retention = 1;                     // of visual tokens, in fact
    std::optional<PixelShare> objectPixels;   // of what was asked about, on kept tokens
    AnswerTimes times;
    AnswerTraffic traffic;
    AnswerSpeculation speculation;
    AnswerFlops flops;
    AnswerPacing pacing;
    AnswerMemory memory;
    std::vector<calibration::MeasuredDraft> drafts;  // the draft model's at each position of this answer
    std::vector<AnswerRepeat> repeats;               // beyond the first time
    bool operator==(const AnswerRecord&) const = default;

    /// figure(times, tokens) of every time that it was asked, one after the other.
    template <typename Figure>
    std::vector<double> eachTime(Figure figure) const {
        std::vector<double> values = {figure(times, tokens)};
        for (const AnswerRepeat& repeat : repeats) values.push_back(figure(repeat.times, repeat.tokens));
        return values;
    }
};

/// Tokens that times.decodeMs was spent on, of so many in all.
inline double decodedTokens(const AnswerTimes& times, std::int64_t tokens) {
    return static_cast<double>(tokens > times.firstTokens ? tokens - times.firstTokens : 0);
}

/// One sample, answered by every run.
struct SampleRecord {
    std::size_t index = 0;
    std::string content;  // sample_digest.h: the journal knows it by this
    std::string id;
    std::string type;
    std::string dimension;
    std::string group;
    std::string question;
    std::string expected;
    std::optional<double> constantScore;
    std::vector<AnswerRecord> answers;  // in the order of the runs; none: the sample was broken
    std::string fault;                  // why it was
    bool operator==(const SampleRecord&) const = default;
};

}  // namespace msao::evaluation
