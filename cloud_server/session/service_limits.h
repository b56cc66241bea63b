// SPDX-License-Identifier: Apache-2.0
// What the server gives to all clients together, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace msao::cloud {

struct ServiceLimits {
    std::int32_t promptTokens = 32'768;
    std::int32_t answerTokens = 8'192;
    std::int32_t answers = 512;                          // at a time, in all sessions
    std::int32_t questionsInPreparation = 64;            // waiting for their pictures to be decoded
    std::int64_t payloadBytes = std::int64_t{64} << 20;  // of one question
    std::int64_t mediaBytes = std::int64_t{512} << 20;   // encoded and decoded, of all
    std::int64_t draftsAhead = 2048;                     // positions beyond what is verified
    std::int32_t sessionsOfConnection = 64;              //
    std::chrono::milliseconds conversation{600'000};     // an ended answer is kept for another question
    double parkedKvShare = 0.25;                         // of the KV cache, for edges that are gone
    std::int32_t parkedAnswers = 256;                    //
    std::chrono::milliseconds resume{60'000};            // an answer is kept for an edge that is gone
    std::chrono::milliseconds retryWhenBusy{500};        //
    std::chrono::milliseconds retryWhenGone{2'000};      // what computes the answers
};

}  // namespace msao::cloud
