// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer_printer.h"
#include "app/in_process/in_process_answer.h"

#include <nlohmann/json.hpp>

namespace msao::app {

struct AskTimes {
    double loadMs = 0;
    double prepareMs = 0;
    double answerMs = 0;
};

/// How it was asked.
struct AskedWay {
    engine::Mode mode;
    const engine::ImportanceSource& importance;
    bool isCalibrated = false;
};

nlohmann::ordered_json askJson(const AskedWay& asked, const InProcessAnswer& answer, const AskTimes& times,
                               const AnswerTimer& timer);

/// Prints the answer as JSON, or its summary behind what was printed as it came. An answer that failed or was stopped
/// is an Error.
engine::Status tellAnswer(bool asJson, const AskedWay& asked, const InProcessAnswer& answer, const AskTimes& times,
                          const AnswerTimer& timer);

/// One line for people: tokens by provenance, speed, mode.
std::string askSummary(const InProcessAnswer& answer, const AnswerTimer& timer);

}  // namespace msao::app
