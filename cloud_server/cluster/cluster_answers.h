// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_answer.h"
#include "cloud_server/cluster/cluster_options.h"
#include "cloud_server/cluster/cluster_step.h"
#include "cloud_server/cluster/cluster_watch.h"
#include "cloud_server/cluster/http_calls.h"
#include "cloud_server/model/agreement.h"
#include "cloud_server/model/answer_model.h"

#include "msao/engine/cloud_answers.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace msao::cloud {

/// What a cluster was proven to be, and what follows from the checkpoint folder.
struct ClusterCard {
    ClusterFacts facts;
    VerifyWay way = VerifyWay::PromptLogprobs;
    bool takesPictures = true;
    std::vector<engine::TokenId> endTokens;
    std::vector<engine::TokenId> prompt;  // a short one that they can answer, to see whether they do
    DrawnSample sample;
    engine::DeviceCosts costs;
};

/// All answers that servers compute. Each asks on its own; the servers batch what is under way at a time. Lives in one
/// thread, which runs an event loop.
class ClusterAnswers : public QObject {
    Q_OBJECT

public:
    ClusterAnswers(ClusterOptions options, ClusterCard card, std::int32_t maxDrafts, AnswerModel::Listener listener);

    void carryOut(std::vector<ModelOrder> orders);
    /// From now on it is told which servers answer.
    void watch();

private:
    struct Running {
        ClusterAnswer answer;
        std::unique_ptr<ClusterStep> step;  // under way
        engine::TraceTime began{};          // of it
    };
    using Answers = std::map<engine::CloudAnswerId, std::unique_ptr<Running>>;

    void carryOut(BeginAnswer& order);
    void carryOut(VerifyDrafts& order);
    void carryOut(ReadState&) {}  // never ordered: no server takes hidden states, and the hello says so
    void carryOut(ChangeMode& order);
    void carryOut(EndAnswer& order);
    void carryOut(PauseAnswer& order);
    ClusterSession sessionFor(const BeginAnswer& order);
    engine::Status check(const BeginAnswer& order) const;

    Running* find(engine::CloudAnswerId id);
    /// What is drawn already is told; then the next step begins, if there is one.
    void goOn(engine::CloudAnswerId id);
    void stepFinished(engine::CloudAnswerId id);
    void take(engine::CloudAnswerId id);
    void conclude(engine::CloudAnswerId id, Running& running, const DrawnTokens& drawn);
    double otherSteps() const;
    void tell(engine::CloudAnswerId id, engine::MessageToEdge message, engine::TraceTime began = {},
              engine::TraceTime ended = {});
    /// Where memory runs out every answer is begun again in a clean room, as by a model in this process.
    void safely(const std::function<void()>& work);

    const ClusterOptions m_options;
    const ClusterCard m_card;
    const std::int32_t m_maxDrafts;
    const AnswerModel::Listener m_listener;
    HttpCalls m_calls{this};  // outlives the steps, and moves with this
    Answers m_answers;
    std::optional<ClusterWatch> m_watch;
    std::shared_ptr<ModelReport> m_report = std::make_shared<ModelReport>();
};

}  // namespace msao::cloud
