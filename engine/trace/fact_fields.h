// SPDX-License-Identifier: Apache-2.0
// What a fact consists of, said once: encoder, decoder and JSON export all walk these lists. Type numbers and field
// numbers are the file format (docs/trace-format.md): they are never reused, and only ever appended.
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <string_view>

namespace msao::engine {

/// Fields<T>::each(value, visit) calls visit(number, name, field) for every field, numbers rising. Field numbers stay
/// below 24, so that each is one byte.
template <typename T>
struct Fields;

template <typename T>
concept HasFields = requires {
    typename Fields<T>;
}
&&requires(T value) {
    Fields<T>::each(value, [](int, std::string_view, auto&&) {});
};

template <>
struct Fields<SamplingOptions> {
    static void each(auto& value, auto&& visit) {
        visit(1, "temperature", value.temperature);
        visit(2, "top_k", value.topK);
        visit(3, "top_p", value.topP);
        visit(4, "repetition_penalty", value.repetitionPenalty);
        visit(5, "seed", value.seed);
    }
};

template <>
struct Fields<ModalityProbe> {
    static void each(auto& value, auto&& visit) {
        visit(1, "modality", value.modality);
        visit(2, "mas", value.mas);
        visit(3, "beta", value.beta);
        visit(4, "rho", value.rho);
        visit(5, "gamma", value.gamma);
        visit(6, "uncertainty", value.uncertainty);
        visit(7, "tokens", value.tokens);
        visit(8, "bytes", value.bytes);
    }
};

template <>
struct Fields<ModalityPlan> {
    static void each(auto& value, auto&& visit) {
        visit(1, "modality", value.modality);
        visit(2, "retention", value.retention);
        visit(3, "compression", value.compression);
    }
};

template <>
struct Fields<Plan> {
    static void each(auto& value, auto&& visit) {
        visit(1, "mode", value.mode);
        visit(2, "modalities", value.modalities);
        visit(3, "theta", value.theta);
        visit(4, "draft_length", value.draftLength);
        visit(5, "predicted_ms", value.predictedMs);
        visit(6, "binding_constraint", value.bindingConstraint);
        visit(7, "is_feasible", value.isFeasible);
    }
};

template <>
struct Fields<CostTerm> {
    static void each(auto& value, auto&& visit) {
        visit(1, "name", value.name);
        visit(2, "ms", value.ms);
    }
};

template <>
struct Fields<TokenProbability> {
    static void each(auto& value, auto&& visit) {
        visit(1, "token", value.token);
        visit(2, "probability", value.probability);
        visit(3, "text", value.text);
    }
};

template <>
struct Fields<DraftBatch> {
    static void each(auto& value, auto&& visit) {
        visit(1, "epoch", value.epoch);
        visit(2, "first_position", value.firstPosition);
        visit(3, "tokens", value.tokens);
        visit(4, "normalised_entropy", value.normalisedEntropy);
        visit(5, "resumes", value.resumes);
    }
};

template <>
struct Fields<Verdict> {
    static void each(auto& value, auto&& visit) {
        visit(1, "epoch", value.epoch);
        visit(2, "first_position", value.firstPosition);
        visit(3, "tokens", value.tokens);
        visit(4, "accepted_count", value.acceptedCount);
        visit(5, "rejected_count", value.rejectedCount);
        visit(6, "ends_answer", value.endsAnswer);
        visit(7, "cloud_step_ms", value.cloudStepMs);
        visit(8, "cloud_load", value.cloudLoad);
        visit(9, "likeliest", value.likeliest);
    }
};

template <>
struct Fields<CloudTimes> {
    static void each(auto& value, auto&& visit) {
        visit(1, "sent", value.sent);
        visit(2, "received", value.received);
        visit(3, "began", value.began);
        visit(4, "ended", value.ended);
    }
};

template <>
struct Fields<LinkEstimate> {
    static void each(auto& value, auto&& visit) {
        visit(1, "bytes_per_second", value.bytesPerSecond);
        visit(2, "rtt_ms", value.rttMs);
        visit(3, "jitter_ms", value.jitterMs);
    }
};

template <>
struct Fields<PlanAxis> {
    static void each(auto& value, auto&& visit) {
        visit(1, "quantity", value.quantity);
        visit(2, "modality", value.modality);
        visit(3, "from", value.from);
        visit(4, "to", value.to);
    }
};

template <>
struct Fields<TriedPlan> {
    static void each(auto& value, auto&& visit) {
        visit(1, "x", value.x);
        visit(2, "y", value.y);
        visit(3, "ms", value.ms);
        visit(4, "is_feasible", value.isFeasible);
    }
};

template <>
struct Fields<PlanSearch> {
    static void each(auto& value, auto&& visit) {
        visit(1, "x", value.x);
        visit(2, "y", value.y);
        visit(3, "rows", value.rows);
        visit(4, "columns", value.columns);
        visit(5, "believed_ms", value.believedMs);
        visit(6, "allowed", value.allowed);
        visit(7, "tried", value.tried);
        visit(8, "chosen_x", value.chosenX);
        visit(9, "chosen_y", value.chosenY);
    }
};

template <>
struct Fields<ServerFigures> {
    static void each(auto& value, auto&& visit) {
        visit(1, "connections", value.connections);
        visit(2, "sessions", value.sessions);
        visit(3, "open_answers", value.openAnswers);
        visit(4, "waiting_answers", value.waitingAnswers);
        visit(5, "parked_answers", value.parkedAnswers);
        visit(6, "kv_pages", value.kvPages);
        visit(7, "kv_pages_in_use", value.kvPagesInUse);
        visit(8, "passes", value.passes);
        visit(9, "pass_sessions", value.passSessions);
        visit(10, "pass_rows", value.passRows);
        visit(11, "pass_ms", value.passMs);
    }
};

// The facts. `type` is the number in the file.

template <>
struct Fields<RequestStarted> {
    static constexpr std::uint64_t type = 1;
    static constexpr std::string_view name = "request_started";
    static void each(auto& fact, auto&& visit) {
        visit(1, "mode", fact.mode);
        visit(2, "question", fact.question);
        visit(3, "sampling", fact.sampling);
        visit(4, "max_new_tokens", fact.maxNewTokens);
    }
};

template <>
struct Fields<RequestEnded> {
    static constexpr std::uint64_t type = 2;
    static constexpr std::string_view name = "request_ended";
    static void each(auto& fact, auto&& visit) {
        visit(1, "outcome", fact.outcome);
        visit(2, "token_count", fact.tokenCount);
    }
};

template <>
struct Fields<FrameProbed> {
    static constexpr std::uint64_t type = 3;
    static constexpr std::string_view name = "frame_probed";
    static void each(auto& fact, auto&& visit) {
        visit(1, "modality", fact.modality);
        visit(2, "frame", fact.frame);
        visit(3, "gamma", fact.gamma);
        visit(4, "rows", fact.rows);
        visit(5, "columns", fact.columns);
        visit(6, "importance", fact.importance);
        visit(7, "kept", fact.kept);
    }
};

template <>
struct Fields<ModalityScored> {
    static constexpr std::uint64_t type = 4;
    static constexpr std::string_view name = "modality_scored";
    static void each(auto& fact, auto&& visit) { visit(1, "probe", fact.probe); }
};

template <>
struct Fields<PlanMade> {
    static constexpr std::uint64_t type = 5;
    static constexpr std::string_view name = "plan_made";
    static void each(auto& fact, auto&& visit) {
        visit(1, "plan", fact.plan);
        visit(2, "costs", fact.costs);
        visit(3, "planning_ms", fact.planningMs);
        visit(4, "searches", fact.searches);
        visit(5, "answer_tokens", fact.answerTokens);
        visit(6, "quality_loss", fact.qualityLoss);
    }
};

template <>
struct Fields<TokenDrafted> {
    static constexpr std::uint64_t type = 6;
    static constexpr std::string_view name = "token_drafted";
    static void each(auto& fact, auto&& visit) {
        visit(1, "epoch", fact.epoch);
        visit(2, "position", fact.position);
        visit(3, "token", fact.token);
        visit(4, "normalised_entropy", fact.normalisedEntropy);
        visit(5, "draft_ms", fact.draftMs);
        visit(6, "top_k", fact.topK);
    }
};

template <>
struct Fields<BatchSent> {
    static constexpr std::uint64_t type = 7;
    static constexpr std::string_view name = "batch_sent";
    static void each(auto& fact, auto&& visit) {
        visit(1, "batch", fact.batch);
        visit(2, "reason", fact.reason);
        visit(3, "bytes", fact.bytes);
    }
};

template <>
struct Fields<VerdictArrived> {
    static constexpr std::uint64_t type = 8;
    static constexpr std::string_view name = "verdict_arrived";
    static void each(auto& fact, auto&& visit) {
        visit(1, "verdict", fact.verdict);
        visit(2, "bytes", fact.bytes);
        visit(3, "cloud", fact.cloud);
    }
};

template <>
struct Fields<RolledBack> {
    static constexpr std::uint64_t type = 9;
    static constexpr std::string_view name = "rolled_back";
    static void each(auto& fact, auto&& visit) {
        visit(1, "epoch", fact.epoch);
        visit(2, "position", fact.position);
        visit(3, "discarded", fact.discarded);
    }
};

template <>
struct Fields<TokenEmitted> {
    static constexpr std::uint64_t type = 10;
    static constexpr std::string_view name = "token_emitted";
    static void each(auto& fact, auto&& visit) {
        visit(1, "position", fact.position);
        visit(2, "token", fact.token);
        visit(3, "provenance", fact.provenance);
        visit(4, "text", fact.text);
    }
};

template <>
struct Fields<TokenRevised> {
    static constexpr std::uint64_t type = 11;
    static constexpr std::string_view name = "token_revised";
    static void each(auto& fact, auto&& visit) {
        visit(1, "position", fact.position);
        visit(2, "token", fact.token);
        visit(3, "provenance", fact.provenance);
        visit(4, "text", fact.text);
    }
};

template <>
struct Fields<ThetaMoved> {
    static constexpr std::uint64_t type = 12;
    static constexpr std::string_view name = "theta_moved";
    static void each(auto& fact, auto&& visit) {
        visit(1, "from", fact.from);
        visit(2, "to", fact.to);
        visit(3, "reason", fact.reason);
    }
};

template <>
struct Fields<LinkEstimated> {
    static constexpr std::uint64_t type = 13;
    static constexpr std::string_view name = "link_estimated";
    static void each(auto& fact, auto&& visit) {
        visit(1, "estimate", fact.estimate);
        visit(2, "is_connected", fact.isConnected);
    }
};

template <>
struct Fields<ResourceSample> {
    static constexpr std::uint64_t type = 14;
    static constexpr std::string_view name = "resource_sample";
    static void each(auto& fact, auto&& visit) {
        visit(1, "side", fact.side);
        visit(2, "cpu_load", fact.cpuLoad);
        visit(3, "memory_bytes", fact.memoryBytes);
        visit(4, "gpu_load", fact.gpuLoad);
        visit(5, "gpu_memory_bytes", fact.gpuMemoryBytes);
        visit(6, "power_watts", fact.powerWatts);
    }
};

template <>
struct Fields<OptionChanged> {
    static constexpr std::uint64_t type = 15;
    static constexpr std::string_view name = "option_changed";
    static void each(auto& fact, auto&& visit) {
        visit(1, "name", fact.name);
        visit(2, "value", fact.value);
    }
};

template <>
struct Fields<ErrorReported> {
    static constexpr std::uint64_t type = 16;
    static constexpr std::string_view name = "error_reported";
    static void each(auto& fact, auto&& visit) {
        visit(1, "code", fact.code);
        visit(2, "message", fact.message);
    }
};

template <>
struct Fields<ServerSampled> {
    static constexpr std::uint64_t type = 17;
    static constexpr std::string_view name = "server_sampled";
    static void each(auto& fact, auto&& visit) { visit(1, "figures", fact.figures); }
};

}  // namespace msao::engine
