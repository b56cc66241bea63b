// SPDX-License-Identifier: Apache-2.0
// Edges and one cloud with real models, in an order of events that dice choose: messages late, links lost and mended,
// sessions forgotten, batches shared. Whatever happens, the answer is the target's own.
#pragma once

#include "msao/engine/cloud_answers.h"
#include "msao/engine/edge_answer.h"

#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace msao::engine::testing {

/// A draft and a target that agree on a share of tokens, on disk while it lives.
class SyntheticPair {
public:
    SyntheticPair(double agreement, std::uint64_t seed);
    SyntheticPair(const SyntheticPair&) = delete;
    SyntheticPair& operator=(const SyntheticPair&) = delete;
    ~SyntheticPair();

    /// A copy for the cloud; null with `error` where it cannot be loaded.
    std::unique_ptr<Engine> anotherDraft();

    std::unique_ptr<Engine> draft;
    std::unique_ptr<Engine> target;
    std::string error;

private:
    std::filesystem::path m_folder;
};

/// One question as dice would have it: words, sometimes a picture, any way of sampling.
struct AskedQuestion {
    std::shared_ptr<const PromptDescription> prompt;
    SamplingOptions sampling;
    std::int32_t maxNewTokens = 1;
};
AskedQuestion randomQuestion(const Engine& engine, std::mt19937_64& dice);

/// What a model says alone.
std::vector<TokenId> answerOf(Engine& engine, const AskedQuestion& question);

struct WorldOptions {
    bool losesLinks = true;
    bool cloudHasDraft = true;
    std::optional<Mode> mode = {};  // absent: any in which the cloud verifies
};

class AnswerWorld {
public:
    AnswerWorld(SyntheticPair& pair, std::vector<AskedQuestion> questions, const WorldOptions& options,
                std::uint64_t seed);

    /// Until all answers have ended; empty, or what went wrong.
    std::string run();

    const EdgeAnswer& answer(std::size_t edge) const { return *m_edges[edge]->answer; }
    const MemoryTraceSink& trace(std::size_t edge) const { return m_edges[edge]->trace; }

private:
    struct DraftUnderWay {
        DraftOrder order;
        Draft draft;
    };
    struct Edge {
        AskedQuestion question;
        MemoryTraceSink trace;
        std::unique_ptr<EdgeAnswer> answer;
        std::unique_ptr<Drafter> drafter;
        std::optional<DraftOrder> order;
        std::optional<DraftUnderWay> drafting;
        std::deque<MessageToCloud> up;
        std::deque<MessageToEdge> down;
        bool isConnected = true;
    };

    bool chance(double probability) { return std::uniform_real_distribution<>(0, 1)(m_dice) < probability; }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_dice() % end); }
    TraceTime now() const { return m_now; }
    EdgeAnswerOptions optionsOf(const AskedQuestion& question);
    void act(std::size_t index);
    void draft(Edge& edge);
    void deliverUp(std::size_t index);
    void deliverDown(Edge& edge);
    void pass();
    void cutOrMend(std::size_t index);
    void collect(Edge& edge);
    void fault(std::string what);

    SyntheticPair& m_pair;
    WorldOptions m_options;
    std::mt19937_64 m_dice;
    std::vector<std::unique_ptr<Edge>> m_edges;
    CloudAnswers m_cloud;
    TraceTime m_now{};
    std::vector<double> m_weights;  // of what may happen next: up, down, draft, pass
    std::string m_fault;
};

}  // namespace msao::engine::testing
