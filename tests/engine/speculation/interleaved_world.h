// SPDX-License-Identifier: Apache-2.0
// Edge, cloud and a network that does everything it can to them, one random step at a time.
#pragma once

#include "msao/engine/cloud_session.h"
#include "msao/engine/edge_controller.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::engine::testing {

/// Small and fast to seed: a hundred thousand worlds each need one (splitmix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next();
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool chance(double probability) { return static_cast<double>(next() >> 11) * 0x1p-53 < probability; }

private:
    std::uint64_t m_state;
};

/// The target as a pure function from a prefix to its next token, and a drafter that agrees with it now and then.
struct Oracle {
    std::uint64_t seed = 0;
    double agreement = 0.7;
    TokenId target(const std::vector<TokenId>& prefix, std::size_t length) const;
    TokenId drafter(const std::vector<TokenId>& prefix) const;
    /// What the target says alone.
    std::vector<TokenId> answer(std::size_t maxTokens) const;
};

inline constexpr TokenId kEndOfText{0};

/// What the user sees.
struct ShownToken {
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
};

/// One answer under a random schedule. run() plays it to its end; fault() says which law broke, empty if none did.
class InterleavedWorld {
public:
    explicit InterleavedWorld(std::uint64_t seed);
    void run();
    const std::string& fault() const { return m_fault; }
    std::int64_t actions() const { return m_actions; }

private:
    static EdgeControllerOptions randomEdgeOptions(Dice& dice);
    static CloudSessionOptions cloudOptions(const EdgeControllerOptions& edge, Dice& dice);

    void actAtRandom();
    void playFairly();
    void toEdge(const EdgeEvent& event);
    void obey(const EdgeCommand& command);
    void obey(const DraftNext& command);
    void obey(const SendBatch& command);
    void obey(const RollBack& command);
    void obey(const EmitToken& command);
    void obey(const ReviseToken& command);
    void obey(const EndAnswer& command);

    void finishDraft();
    void deliverUp(std::size_t index);
    void deliverDown(std::size_t index);
    void loseOrRepeat();
    void cutOrMend();
    void mend();
    void beginStep();
    void finishStep();
    void replaceCloud();
    void chooseMode();
    void checkVerified(std::int64_t position, TokenId token, Provenance provenance);
    void checkBounds();
    void checkEnd();
    void blame(const std::string& what) {
        if (m_fault.empty()) m_fault = what;
    }

    Dice m_dice;
    Oracle m_oracle;
    EdgeControllerOptions m_options;
    CloudSessionOptions m_cloudOptions;
    EdgeController m_edge;
    CloudSession m_cloud;
    double m_nowMs = 0;
    bool m_isCut = false;
    bool m_isCancelled = false;
    std::optional<RequestOutcome> m_outcome;
    std::optional<DraftNext> m_drafting;
    std::vector<DraftedToken> m_staleDrafts;
    std::vector<TokenId> m_drafterPrefix;
    std::vector<DraftBatch> m_up;
    std::vector<Verdict> m_down;
    std::optional<CloudStep> m_step;
    std::vector<ShownToken> m_shown;
    std::size_t m_verifiedShown = 0;
    std::int64_t m_actions = 0;
    std::string m_fault;
};

}  // namespace msao::engine::testing
