// SPDX-License-Identifier: Apache-2.0
// A pair's calibration from its questions: the target is watched, heads are trained, then pruning by them is priced.
#pragma once

#include "evaluation/calibration/head_training.h"
#include "evaluation/calibration/media_codec.h"
#include "evaluation/calibration/question_source.h"
#include "evaluation/calibration/sample_journal.h"

#include "msao/engine/calibration_file.h"
#include "msao/engine/progress.h"

#include <optional>
#include <vector>

namespace msao::calibration {

struct CalibrationOptions {
    MeasuringOptions measuring;
    HeadTrainingOptions training;
    std::size_t maxTokens = 256;  // of one medium that heads learn from
};

/// How good a head came out, for people.
struct HeadReport {
    engine::Modality modality = engine::Modality::Image;  // Image stands for clips too: they share a tower
    std::size_t examples = 0;
    double attentionKept = 0;  // of held-out questions, by half of the tokens
    double calibrationError = 1;
};

/// How the head for the relevance of modalities came out: on held-out questions, how far it and how far "all alike" lie
/// from what the target's answers owe to each.
struct ModalReport {
    std::size_t examples = 0;
    double error = 0;
    double errorAlike = 0;
    double calibrationError = 1;
    bool isKept = false;  // it says more than "all alike"
};

/// How far the expected length of an answer lies from the target's, on held-out questions: the mean of |log of their
/// ratio|, by the head and where all answers are expected to be alike.
struct LengthReport {
    std::size_t examples = 0;
    double error = 0;
    double errorAlike = 0;
};

struct PairCalibration {
    engine::CalibrationFile file;  // without the target's name
    std::vector<HeadReport> heads;
    std::optional<ModalReport> modalities;
    std::optional<LengthReport> lengths;
};

/// What the journal holds is not measured again. Fewer than `kLeastExamples` media of a kind train no head for it, and
/// fewer questions with media none for the relevance of modalities, and fewer questions none for the answers' length.
inline constexpr std::size_t kLeastExamples = 16;
engine::Result<PairCalibration> calibratePair(const MeasuredPair& pair, const QuestionSource& questions,
                                              const MediaCodec& codec, const SampleJournal& journal,
                                              const CalibrationOptions& options, const engine::Progress& progress);

}  // namespace msao::calibration
