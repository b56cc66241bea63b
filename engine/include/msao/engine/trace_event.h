// SPDX-License-Identifier: Apache-2.0
// Every observable fact of a run, as one typed event with a monotonic time and a request. Screen, recording, replay,
// exports, evaluation and tests read this stream and nothing else: what is to be seen becomes an event.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/modality.h"
#include "msao/engine/mode.h"
#include "msao/engine/plan.h"
#include "msao/engine/plan_search.h"
#include "msao/engine/result.h"
#include "msao/engine/sampling.h"
#include "msao/engine/server_figures.h"
#include "msao/engine/speculation.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace msao::engine {

/// Since an origin of the caller's choice, the same for all events of a stream; never negative, never going back.
using TraceTime = std::chrono::nanoseconds;

/// Which question an event belongs to. None: to no question (link, resources, options).
enum class RequestId : std::uint64_t { None = 0 };

struct RequestStarted {
    Mode mode = Mode::Msao;
    std::string question = {};
    SamplingOptions sampling = {};
    std::int32_t maxNewTokens = 0;
    bool operator==(const RequestStarted&) const = default;
};

struct RequestEnded {
    RequestOutcome outcome = RequestOutcome::EndOfText;
    std::int64_t tokenCount = 0;
    bool operator==(const RequestEnded&) const = default;
};

/// What the probe saw in one image or frame, on the merged grid: one cell is one language token.
struct FrameProbed {
    Modality modality = Modality::Image;
    std::int64_t frame = 0;                     // index within its modality, from 0
    double gamma = 1;                           // change against the frame before (Eq. 5)
    std::int32_t rows = 0;                      // of the grid
    std::int32_t columns = 0;                   //
    std::vector<std::uint8_t> importance = {};  // row by row, 0...255 for 0...1; empty if not recorded
    std::vector<bool> kept = {};                // row by row: the tokens that travel
    bool operator==(const FrameProbed&) const = default;
};

struct ModalityScored {
    ModalityProbe probe;
    bool operator==(const ModalityScored&) const = default;
};

/// One addend of a plan's predicted time, by the cost model's own name for it.
struct CostTerm {
    std::string name = {};
    double ms = 0;
    bool operator==(const CostTerm&) const = default;
};

struct PlanMade {
    Plan plan = {};
    std::vector<CostTerm> costs = {};
    double planningMs = 0;
    std::vector<PlanSearch> searches = {};  // empty if not recorded
    double answerTokens = 0;                // expected; 0 if not recorded
    double qualityLoss = 0;                 // Delta-Q that the calibration expects of answers of that length
    bool operator==(const PlanMade&) const = default;
};

struct TokenDrafted {
    Epoch epoch = 0;
    std::int64_t position = 0;  // in the answer, from 0
    TokenId token{};
    float normalisedEntropy = 0;              // H / log|V|
    double draftMs = 0;                       // the step that drew it; it ended at the event's time
    std::vector<TokenProbability> topK = {};  // most likely first; empty if not recorded
    bool operator==(const TokenDrafted&) const = default;
};

struct BatchSent {
    DraftBatch batch;
    SendReason reason = SendReason::BatchFull;
    std::int64_t bytes = 0;  // on the link, framing included
    bool operator==(const BatchSent&) const = default;
};

/// When a verdict's batch passed the cloud's stations, on the clock of this stream (the link maps the cloud's to it).
struct CloudTimes {
    TraceTime sent{};      // left the edge
    TraceTime received{};  // reached the cloud
    TraceTime began{};     // the pass that drew the tokens
    TraceTime ended{};     //
    bool operator==(const CloudTimes&) const = default;
};

struct VerdictArrived {
    Verdict verdict;
    std::int64_t bytes = 0;
    std::optional<CloudTimes> cloud = {};  // absent while the clocks cannot be related
    bool operator==(const VerdictArrived&) const = default;
};

struct RolledBack {
    Epoch epoch = 0;            // the one that begins
    std::int64_t position = 0;  // drafts from here on are void
    std::vector<TokenId> discarded = {};
    bool operator==(const RolledBack&) const = default;
};

/// A token joined the answer; one event a position, in order.
struct TokenEmitted {
    std::int64_t position = 0;
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
    std::string text = {};  // its bytes; a character may be spread over several tokens
    bool operator==(const TokenEmitted&) const = default;
};

/// A token that was emitted unverified has been verified: confirmed (Accepted) or replaced (Corrected, Cloud).
struct TokenRevised {
    std::int64_t position = 0;
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
    std::string text = {};
    bool operator==(const TokenRevised&) const = default;
};

enum class ThetaReason {
    Planned,    // a plan was made
    Offloaded,  // theta <- max(delta theta, theta_min), after a token that was not confident
    Accepted,   // the moving average over accepted tokens
    SetByUser,
};

struct ThetaMoved {
    double from = 0;
    double to = 0;
    ThetaReason reason = ThetaReason::Planned;
    bool operator==(const ThetaMoved&) const = default;
};

struct LinkEstimated {
    LinkEstimate estimate;
    bool isConnected = true;
    bool operator==(const LinkEstimated&) const = default;
};

enum class Side { Edge, Cloud };

/// What one machine uses. What was not measured is absent, not 0.
struct ResourceSample {
    Side side = Side::Edge;
    std::optional<double> cpuLoad = {};  // 0...1 of all cores
    std::optional<std::int64_t> memoryBytes = {};
    std::optional<double> gpuLoad = {};  // 0...1
    std::optional<std::int64_t> gpuMemoryBytes = {};
    std::optional<double> powerWatts = {};
    bool operator==(const ResourceSample&) const = default;
};

/// How busy the connected cloud is, as it says itself.
struct ServerSampled {
    ServerFigures figures;
    bool operator==(const ServerSampled&) const = default;
};

struct OptionChanged {
    std::string name = {};
    std::string value = {};
    bool operator==(const OptionChanged&) const = default;
};

struct ErrorReported {
    ErrorCode code = ErrorCode::Internal;
    std::string message = {};
    bool operator==(const ErrorReported&) const = default;
};

using TraceFact = std::variant<RequestStarted, RequestEnded, FrameProbed, ModalityScored, PlanMade, TokenDrafted,
                               BatchSent, VerdictArrived, RolledBack, TokenEmitted, TokenRevised, ThetaMoved,
                               LinkEstimated, ResourceSample, OptionChanged, ErrorReported, ServerSampled>;

struct TraceEvent {
    TraceTime time{};
    RequestId request = RequestId::None;
    TraceFact fact;
    bool operator==(const TraceEvent&) const = default;
};

/// The name of the fact's type in exports and statistics: "token_drafted".
std::string_view traceFactName(const TraceFact& fact);

}  // namespace msao::engine
