// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/model_card.h"

#include "protocol/identity/model_identity.h"

#include "msao/engine/prompt.h"
#include "msao/engine/sampling.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace msao::cloud {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;

constexpr std::size_t kProbeTokens = 32;
constexpr std::size_t kVerifiedTokens = 5;
constexpr int kRounds = 5;
constexpr int kWideRounds = 3;  // many rows take their time on a processor
constexpr std::size_t kSessionRows = engine::kMaxDecodeTokens;
constexpr std::size_t kMostRows = 256;  // behind the corner of an A100, at 180
constexpr std::size_t kComparedTokens = 8;

engine::TokenId likeliest(std::span<const float> logits, std::int32_t tokenEnd) {
    const auto end = logits.begin() + tokenEnd;
    return engine::TokenId{static_cast<std::int32_t>(std::max_element(logits.begin(), end) - logits.begin())};
}

bool isFinite(const engine::Logits& logits) {
    return std::all_of(logits.values.begin(), logits.values.end(), [](float x) { return std::isfinite(x); });
}

/// Sessions that are asked, in rounds, to verify one token, five, and ever more.
class Proof {
public:
    explicit Proof(engine::Engine& engine) : m_engine(engine) {}

    Status prefill() {
        const auto began = std::chrono::steady_clock::now();
        MSAO_CHECK(seat(1));
        m_prefillMs = since(began);
        m_next = likeliest(m_logits.row(0), m_engine.tokenEnd());
        return isFinite(m_logits) ? Status(engine::Done{}) : notFinite();
    }

    /// The least time of a few: what the machine can do, not what else it did.
    Result<double> verify(std::size_t rows, int rounds) {
        MSAO_CHECK(seat(rows));
        const std::vector<engine::TokenId> tokens(kSessionRows, m_next);
        std::vector<engine::DecodeRequest> requests;
        for (std::size_t first = 0; first < rows; first += kSessionRows)
            requests.push_back(
                {&m_sessions[requests.size()], std::span(tokens).first(std::min(kSessionRows, rows - first))});
        double least = 1e9;
        for (int round = 0; round < rounds; ++round) {
            const auto began = std::chrono::steady_clock::now();
            MSAO_CHECK(m_engine.decode(requests, m_logits));
            least = std::min(least, since(began));
            for (const engine::DecodeRequest& request : requests)
                MSAO_CHECK(m_engine.rollBack(*request.session, static_cast<std::int64_t>(request.tokens.size())));
        }
        if (!isFinite(m_logits)) return notFinite().error();
        return least;
    }

    double prefillMsPerToken() const { return m_prefillMs / static_cast<double>(kProbeTokens); }

private:
    /// One session takes so many tokens at a time: for more rows there are more, each behind the same prompt.
    Status seat(std::size_t rows) {
        const std::vector<engine::TokenId> tokens(kProbeTokens, engine::TokenId{0});
        MSAO_TRY(const engine::Prompt prompt, engine::buildPrompt(tokens, {}, {}, m_engine.config()));
        while (m_sessions.size() * kSessionRows < rows) {
            m_sessions.push_back(m_engine.newSession());
            MSAO_TRY(m_logits, m_engine.prefill(m_sessions.back(), prompt));
        }
        return engine::Done{};
    }

    static double since(std::chrono::steady_clock::time_point began) {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    }
    static Status notFinite() { return Error{ErrorCode::Internal, "the model computes values that are no numbers"}; }

    engine::Engine& m_engine;
    std::vector<engine::Session> m_sessions;
    engine::Logits m_logits;
    engine::TokenId m_next{};
    double m_prefillMs = 0;
};

/// Until rows are paid for: a pass that takes twice as long as one of one row has the corner behind it, and so has the
/// one of half as many rows. A cache or a device that is too small for more ends it earlier.
Result<std::vector<PassTime>> passTimes(Proof& proof, double oneMs) {
    std::vector<PassTime> times{{1, oneMs}};
    for (std::size_t rows = 2; rows <= kMostRows && times.back().ms < 2 * oneMs; rows *= 2) {
        const Result<double> ms = proof.verify(rows, kWideRounds);
        if (ms) {
            times.push_back({static_cast<double>(rows), *ms});
            continue;
        }
        const ErrorCode code = ms.error().code;
        if (code == ErrorCode::LimitExceeded || code == ErrorCode::OutOfMemory) break;
        return ms.error();
    }
    return times;
}

/// Its sessions are gone when it is done.
Result<ModelProof> measured(engine::Engine& engine) {
    Proof proof(engine);
    MSAO_CHECK(proof.prefill());
    ModelProof found;
    engine::DeviceCosts& costs = found.costs;
    MSAO_TRY(costs.stepMs, proof.verify(1, kRounds));
    MSAO_TRY(const double ofFive, proof.verify(kVerifiedTokens, kRounds));
    costs.stepMsPerExtraToken = std::max(0.0, (ofFive - costs.stepMs) / static_cast<double>(kVerifiedTokens - 1));
    costs.prefillMsPerToken = proof.prefillMsPerToken();
    MSAO_TRY(const std::vector<PassTime> times, passTimes(proof, costs.stepMs));
    found.rows = passRowsFrom(times);
    return found;
}

/// What stands behind each of a few tokens that are decoded in calls of the given sizes, in which neighbours decode
/// too.
Result<std::vector<float>> logitsInSteps(engine::Engine& engine, std::span<const std::size_t> steps,
                                         std::size_t neighbours) {
    std::vector<engine::TokenId> tokens;
    for (std::size_t i = 0; i < kComparedTokens; ++i) tokens.push_back(engine::TokenId{static_cast<std::int32_t>(i)});
    MSAO_TRY(const engine::Prompt prompt, engine::buildPrompt(std::span(tokens).first(3), {}, {}, engine.config()));
    std::vector<engine::Session> sessions;
    for (std::size_t i = 0; i <= neighbours; ++i) {
        sessions.push_back(engine.newSession());
        MSAO_CHECK(engine.prefill(sessions.back(), prompt));
    }
    std::vector<float> seen;
    std::size_t done = 0;
    for (const std::size_t count : steps) {
        std::vector<engine::DecodeRequest> requests;
        // Neighbours of other lengths stand before the one that counts.
        for (std::size_t i = sessions.size(); i-- > 0;)
            requests.push_back({&sessions[i], std::span(tokens).first(1 + (i + count) % 4)});
        requests.back().tokens = std::span(tokens).subspan(done, count);
        engine::Logits logits;
        MSAO_CHECK(engine.decode(requests, logits));
        seen.insert(seen.end(), logits.values.end() - static_cast<std::ptrdiff_t>(count) * logits.vocabularySize,
                    logits.values.end());
        done += count;
    }
    return seen;
}

/// That drafts are verified as they would be decoded is what makes an answer exact. Kernels are written for it and
/// tested on CPUs; what a device does is seen on that device.
Result<bool> isMInvariant(engine::Engine& engine) {
    const std::vector<std::size_t> alone(kComparedTokens, 1);
    MSAO_TRY(const std::vector<float> expected, logitsInSteps(engine, alone, 0));
    const std::vector<std::vector<std::size_t>> groupings{{8}, {5, 3}, {1, 6, 1}};
    for (const std::vector<std::size_t>& steps : groupings) {
        MSAO_TRY(const std::vector<float> found, logitsInSteps(engine, steps, steps.size() == 1 ? 0 : 3));
        if (found.size() != expected.size()) return false;
        if (std::memcmp(found.data(), expected.data(), expected.size() * sizeof(float)) != 0) return false;
    }
    return true;
}

}  // namespace

Result<protocol::ModelFingerprint> fingerprintOf(const engine::Engine& engine, const std::filesystem::path& folder,
                                                 engine::WeightType weights, std::stop_token stop) {
    MSAO_TRY(auto fingerprint, protocol::sharedFingerprint(engine.config(), engine.tokenEnd(), folder));
    MSAO_TRY(fingerprint.weightsHash, protocol::hashOfWeights(folder, stop));
    fingerprint.weightType = weights;
    return fingerprint;
}

std::optional<protocol::PassRows> passRowsFrom(std::span<const PassTime> passes) {
    if (passes.size() < 2) return std::nullopt;
    const PassTime& one = passes.front();
    const PassTime& before = passes[passes.size() - 2];
    const PassTime& last = passes.back();
    const double msPerFurther = (last.ms - before.ms) / (last.rows - before.rows);
    if (msPerFurther <= 0) return protocol::PassRows{last.rows, 0};
    return protocol::PassRows{std::clamp(last.rows - (last.ms - one.ms) / msPerFurther, 1.0, last.rows), msPerFurther};
}

Result<ModelProof> proveAndMeasure(engine::Engine& engine) {
    MSAO_TRY(ModelProof found, measured(engine));
    MSAO_TRY(found.isMInvariant, isMInvariant(engine));
    return found;
}

}  // namespace msao::cloud
