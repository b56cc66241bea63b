// SPDX-License-Identifier: Apache-2.0
// From a question to what both sides need for its answer: what engine/answer prepares, and the pixels that travel.
#pragma once

#include "edge/runtime/asked_question.h"
#include "edge/runtime/idle_probe.h"

#include "protocol/messages/hello.h"

#include "msao/engine/calibration.h"
#include "msao/engine/engine.h"
#include "msao/engine/importance.h"
#include "msao/engine/prepared_question.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace msao::edge {

/// What is known of the cloud when a question is prepared.
struct CloudOutlook {
    bool isExpected = false;  // there is one, or it comes back
    std::optional<protocol::HelloReply> server = {};
    engine::LinkEstimate link = {};
    double load = 0;
};

struct ReadyQuestion {
    engine::PreparedQuestion prepared;                           // draftPrompt and seen have gone to the draft model
    std::shared_ptr<const engine::PromptDescription> described;  // pixels as the cloud decodes them
    PromptPlace place;                                           // of that
    std::int64_t promptTokens = 0;                               // of all that is read, earlier turns included
    Continuation from;                                           // as it could be done
    std::shared_ptr<const engine::RgbImage> picture;             // what the source showed, if it is context
    std::vector<OutgoingMedium> media;
    engine::SamplingOptions sampling;
    double preparingMs = 0;
};

/// Used by the thread of its engine, which outlives it.
class QuestionPreparer {
public:
    /// `heads`: what `msao calibrate` trained, where it was run; they fit the draft.
    QuestionPreparer(engine::Engine& draft, engine::Calibration calibration,
                     std::unique_ptr<engine::ImportanceSource> importance, std::optional<engine::ProbeHeads> heads,
                     engine::DeviceCosts costs);

    /// From nothing, where the models cannot read all that it would go on from.
    engine::Result<ReadyQuestion> prepare(const AskedQuestion& asked, const Continuation& from,
                                          const CloudOutlook& cloud, std::stop_token stop);
    /// The probe's view of a picture that nobody has asked about.
    engine::Result<IdleLook> glance(const engine::RgbImage& image, const std::string& words, std::stop_token stop);

private:
    engine::Result<ReadyQuestion> prepareBehind(const Question& question, std::shared_ptr<const Conversation> talk,
                                                const CloudOutlook& cloud, std::stop_token stop);
    bool fits(const ReadyQuestion& ready, std::int32_t maxNewTokens, const CloudOutlook& cloud) const;
    engine::Result<engine::PromptDescription> describe(const Question& question, const Conversation* talk,
                                                       const CloudOutlook& cloud) const;
    engine::Result<const engine::ImportanceSource*> importanceFor(const Question& question);
    engine::QuestionOptions options(const Question& question, const CloudOutlook& cloud) const;
    engine::LiveFigures figures(const Question& question, const CloudOutlook& cloud) const;
    int qualityOf(const engine::VisualMedium& medium, const engine::PreparedQuestion& prepared) const;
    engine::Status encode(PixelQuality pixels, ReadyQuestion& ready) const;

    engine::Engine& m_draft;
    engine::Calibration m_calibration;
    std::unique_ptr<engine::ImportanceSource> m_importance;
    std::optional<engine::ProbeHeads> m_heads;
    std::unique_ptr<engine::ImportanceSource> m_chosen;  // by the last question that chose one
    engine::DeviceCosts m_costs;
    IdleProbe m_idle;
    std::optional<engine::Plan> m_last;  // warms the next search
};

}  // namespace msao::edge
