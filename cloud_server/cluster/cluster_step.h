// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_options.h"
#include "cloud_server/cluster/completion_reply.h"
#include "cloud_server/cluster/completion_request.h"
#include "cloud_server/cluster/http_calls.h"
#include "cloud_server/cluster/step_question.h"
#include "cloud_server/model/model_orders.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace msao::cloud {

/// One step of one answer, asked until it is answered or nobody is left to ask. Where a server fails it, the next rung
/// of a ladder is taken: the pictures again; nothing out of the prefix cache; another server, or the same after a
/// pause. Calls leave nothing behind, so asking again is safe.
class ClusterStep : public QObject {
    Q_OBJECT

public:
    struct Outcome {
        std::variant<DrawnTokens, ReplyFault> result;  // the fault is the last one's
        AskedAgain askedAgain;
    };

    /// What is referred to outlives it. `session` learns where pictures are.
    ClusterStep(const ClusterOptions& options, const ClusterFacts& facts, VerifyWay way, HttpCalls& calls,
                ClusterSession& session, StepQuestion question);
    /// Its calls are cancelled.
    ~ClusterStep() override;

    void ask();
    const StepQuestion& question() const { return m_question; }
    const Outcome& outcome() const { return m_outcome; }

Q_SIGNALS:
    /// Nothing is touched behind it: whoever hears of it may delete this.
    void finished();

private:
    struct Call {
        HttpCalls::Id id = 0;
        ReplyShape shape;
        std::optional<std::variant<DrawnTokens, ReplyFault>> reply;
    };
    void askByRows();
    void askByCompletions();
    void askByPrompts();
    void send(const char* page, QByteArray body, ReplyShape shape);
    void take(std::size_t call, const HttpReply& reply);
    void conclude();
    void climb(ReplyFault fault);
    void moveOn(ReplyFault fault);
    bool sendsPictures() const { return m_session.picturesKnown < m_session.pictures.size(); }

    const ClusterOptions& m_options;
    const ClusterFacts& m_facts;
    const VerifyWay m_way;
    HttpCalls& m_calls;
    ClusterSession& m_session;
    const StepQuestion m_question;
    std::vector<Call> m_asked;
    Outcome m_outcome{ReplyFault::NoReply, {}};
    QTimer m_pause;
    bool m_recomputes = false;
    int m_failures = 0;
};

}  // namespace msao::cloud
