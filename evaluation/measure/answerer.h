// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/answer_record.h"
#include "evaluation/measure/run_spec.h"

#include <stop_token>
#include <utility>
#include <vector>

namespace msao::evaluation {

/// What was measured of one answer. Score, differences and pixels are whoever's who knows the sample and the other
/// runs.
struct MeasuredAnswer {
    AnswerRecord record;
    std::vector<engine::TokenId> tokens;
    std::vector<KeptGrid> kept;  // of each picture or clip, all of its tokens where nothing was pruned
};

/// A pair of models with a link between them. Called from one thread at a time.
class Answerer {
public:
    virtual ~Answerer() = default;
    /// An Error ends the evaluation; `stop` ends it within a token, with ErrorCode::Cancelled.
    virtual engine::Result<MeasuredAnswer> answer(const RunSpec& run, const Sample& sample, std::stop_token stop) = 0;
    /// The same once more, of which only times, pacing and tokens count.
    virtual engine::Result<MeasuredAnswer> answerAgain(const RunSpec& run, const Sample& sample, std::stop_token stop) {
        return answer(run, sample, std::move(stop));
    }
};

}  // namespace msao::evaluation
