// SPDX-License-Identifier: Apache-2.0
// The cloud's half of many answers: their sessions, one target, and where there is room a copy of the draft model.
#pragma once

#include "msao/engine/answer_messages.h"
#include "msao/engine/cloud_session.h"
#include "msao/engine/engine.h"
#include "msao/engine/pass_plan.h"
#include "msao/engine/trace_event.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::engine {

class CloudAnswer;  // one of them; engine/answer's own

/// Named by the shell that opens it, unique among those open.
enum class CloudAnswerId : std::uint64_t {};

/// The shell's clock; monotonic.
using TraceClock = std::function<TraceTime()>;

struct CloudReply {
    CloudAnswerId answer{};
    MessageToEdge message;
    TraceTime began{};  // the pass that made it, on the cloud's clock; equal if there was none
    TraceTime ended{};
};

/// One question of a conversation and its answer. The prompt of every question but the first begins with the last
/// token of the answer before: that was drawn, and not read.
struct AnsweredTurn {
    Prompt prompt;
    std::vector<TokenId> answer;
};

/// What one call of `pass` did, for metrics.
struct PassFigures {
    std::int32_t sessions = 0;
    std::int32_t rows = 0;
    std::int64_t prefillTokens = 0;
    double stepMs = 0;             // of the target, without prefill and drafts of the cloud's own
    std::int32_t draftPasses = 0;  // of the draft model's copy, over all answers for which it drafts
};

/// A step function over values: no thread, no clock but the one passed in. One thread uses it, the one that uses the
/// target. The Engines outlive it.
class CloudAnswers {
public:
    /// `draft`: the cloud's own copy for hybrid and co-located answers, or null; then they look drafts up in the
    /// prompt.
    CloudAnswers(Engine& target, Engine* draft, PassLimits limits, TraceClock clock);
    ~CloudAnswers();

    /// `prompt` and `draftPrompt` were made of opening.prompt by preparePrompt, the second for the draft's copy and
    /// only where there is one. `stop` ends the answer's prefill between two layers, from any thread. An Error is the
    /// edge's to know: nothing was opened.
    Result<AnswerOpened> open(CloudAnswerId id, const AnswerOpening& opening, Prompt prompt,
                              std::optional<Prompt> draftPrompt = {}, std::stop_token stop = {});
    /// Another question of a conversation. What was said is read before its prompt, in the very steps in which it was
    /// read and decoded at the time: the answer is the one that is given where nothing was forgotten.
    Result<AnswerOpened> openConversation(CloudAnswerId id, const AnswerOpening& opening,
                                          std::vector<AnsweredTurn> earlier, Prompt prompt, std::stop_token stop = {});
    /// The same behind an answer that has ended and kept its session: nothing of it is read again. An Error leaves
    /// `former` as it was; otherwise it is closed.
    Result<AnswerOpened> openBehind(CloudAnswerId former, CloudAnswerId id, const AnswerOpening& opening, Prompt prompt,
                                    std::stop_token stop = {});
    /// When it has ended its pages stay, for openBehind.
    void keepSession(CloudAnswerId id);
    /// Wanted with an AnswerClosing, or when an edge does not come back. Unknown ids are ignored, here and below: an
    /// answer may have ended meanwhile.
    void close(CloudAnswerId id);

    /// What is of no use is dropped, what no edge would send included. Gives what stands already to one that resumes.
    std::optional<Verdict> receive(CloudAnswerId id, const DraftBatch& batch);
    void receive(CloudAnswerId id, const ModeChange& change);
    /// Nothing is computed for an edge that is gone; what it missed is stated when it resumes.
    void connectionChanged(CloudAnswerId id, bool isConnected);

    bool isOpen(CloudAnswerId id) const { return m_answers.contains(id); }
    std::size_t openCount() const { return m_answers.size(); }
    /// Is there anything to compute?
    bool wantsPass() const;

    /// One pass of the target over whoever is in it, and before it some steps of prompts that are to be read. Replies
    /// are in order for each answer. One that fails is closed with its refusal, and the others go on. One that has
    /// ended gives its pages back unless it is to keep them, and stays, to state its tokens again if the edge has
    /// missed them, until it is closed.
    std::vector<CloudReply> pass();
    const PassFigures& lastPass() const { return m_figures; }

private:
    /// An answer in the pass at hand.
    struct Running {
        CloudAnswerId id{};
        CloudAnswer* answer = nullptr;
        std::int32_t maxDrafts = 0;
        CloudStep step = {};
    };

    Result<AnswerOpened> add(CloudAnswerId id, std::unique_ptr<CloudAnswer> answer);
    void readPrompts(const PassPlan& plan, std::span<const CloudAnswerId> ids, std::vector<CloudReply>& replies);
    void readPrompt(CloudAnswerId id, CloudAnswer& answer, double endsMs, std::vector<CloudReply>& replies);
    void draftForThemselves(std::span<const Running> batch);
    std::vector<Running> takeSteps(const PassPlan& plan, std::span<const CloudAnswerId> ids);
    void verify(std::vector<Running>& batch, std::vector<CloudReply>& replies);
    void verifyAlone(Running& running, std::vector<CloudReply>& replies);
    void conclude(Running& running, std::int64_t firstRow, std::vector<CloudReply>& replies);
    void refuse(CloudAnswerId id, Error error, std::vector<CloudReply>& replies);

    Engine& m_target;
    Engine* m_draft;
    PassLimits m_limits;
    TraceClock m_clock;
    std::map<CloudAnswerId, std::unique_ptr<CloudAnswer>> m_answers;
    Logits m_logits;
    PassFigures m_figures;
    double m_usualStepMs = 0;  // of the latest pass that had rows
    TraceTime m_began{};
    TraceTime m_ended{};
};

}  // namespace msao::engine
