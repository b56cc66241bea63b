// SPDX-License-Identifier: Apache-2.0
// One sample of a dataset, answered by every run.
#pragma once

#include "evaluation/measure/answerer.h"

#include <span>
#include <stop_token>
#include <vector>

namespace msao::evaluation {

/// All runs in turn, `repeats` times over: a machine that is busy for a while slows all of them alike. The run that
/// begins is another one for each index and each time. Runs whose retention is forced are asked once: they are there
/// for their accuracy. An Error is the answerer's.
engine::Result<SampleRecord> answerSample(std::size_t index, const Sample& sample, std::span<const RunSpec> runs,
                                          std::size_t repeats, Answerer& answerer, std::stop_token stop);

/// Of answers that were given before; scored anew, since what is right may have been mended since.
SampleRecord recordOf(std::size_t index, const Sample& sample, std::vector<AnswerRecord> answers);

SampleRecord brokenSample(std::size_t index, const engine::Error& fault);

}  // namespace msao::evaluation
