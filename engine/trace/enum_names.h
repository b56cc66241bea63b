// SPDX-License-Identifier: Apache-2.0
// The numbers and names of enumerators in trace files and exports. A number is a place in its table, not the C++ value:
// enumerations may be rearranged, tables are only ever appended to.
#pragma once

#include "msao/engine/trace_event.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace msao::engine {

template <typename Enum>
struct EnumName {
    Enum value;
    std::string_view name;
};
/// Clang 14, which builds the fuzzers, deduces none of its own for aggregates.
template <typename Enum>
EnumName(Enum, const char*) -> EnumName<Enum>;

template <typename Enum>
inline constexpr bool kEnumNames = false;  // specialised below for every enumeration that a fact holds

template <>
inline constexpr std::array kEnumNames<Mode> = {
    EnumName{Mode::CloudOnly, "cloud-only"},
    EnumName{Mode::EdgeOnly, "edge-only"},
    EnumName{Mode::PerLlm, "perllm"},
    EnumName{Mode::Sync, "sync"},
    EnumName{Mode::CoLocated, "co-located"},
    EnumName{Mode::VerifyOnly, "verify-only"},
    EnumName{Mode::NeverIdle, "never-idle"},
    EnumName{Mode::Hybrid, "hybrid"},
    EnumName{Mode::Adaptive, "adaptive"},
    EnumName{Mode::Msao, "msao"},
    EnumName{Mode::MsaoNoModality, "msao-no-modality"},
    EnumName{Mode::MsaoNoCollab, "msao-no-collab"},
};

template <>
inline constexpr std::array kEnumNames<Modality> = {
    EnumName{Modality::Text, "text"},
    EnumName{Modality::Image, "image"},
    EnumName{Modality::Video, "video"},
    EnumName{Modality::Audio, "audio"},
};

template <>
inline constexpr std::array kEnumNames<RequestOutcome> = {
    EnumName{RequestOutcome::EndOfText, "end_of_text"},  EnumName{RequestOutcome::Length, "length"},
    EnumName{RequestOutcome::StopString, "stop_string"}, EnumName{RequestOutcome::Cancelled, "cancelled"},
    EnumName{RequestOutcome::Failed, "failed"},
};

template <>
inline constexpr std::array kEnumNames<SendReason> = {
    EnumName{SendReason::BatchFull, "batch_full"},
    EnumName{SendReason::NotConfident, "not_confident"},
    EnumName{SendReason::EndOfText, "end_of_text"},
    EnumName{SendReason::Reconnected, "reconnected"},
};

template <>
inline constexpr std::array kEnumNames<Provenance> = {
    EnumName{Provenance::Accepted, "accepted"},
    EnumName{Provenance::Corrected, "corrected"},
    EnumName{Provenance::Cloud, "cloud"},
    EnumName{Provenance::Unverified, "unverified"},
};

template <>
inline constexpr std::array kEnumNames<ThetaReason> = {
    EnumName{ThetaReason::Planned, "planned"},
    EnumName{ThetaReason::Offloaded, "offloaded"},
    EnumName{ThetaReason::Accepted, "accepted"},
    EnumName{ThetaReason::SetByUser, "set_by_user"},
};

template <>
inline constexpr std::array kEnumNames<Side> = {
    EnumName{Side::Edge, "edge"},
    EnumName{Side::Cloud, "cloud"},
};

template <>
inline constexpr std::array kEnumNames<ErrorCode> = {
    EnumName{ErrorCode::InvalidArgument, "invalid_argument"},
    EnumName{ErrorCode::FileNotFound, "file_not_found"},
    EnumName{ErrorCode::FileUnreadable, "file_unreadable"},
    EnumName{ErrorCode::MalformedFile, "malformed_file"},
    EnumName{ErrorCode::UnsupportedModel, "unsupported_model"},
    EnumName{ErrorCode::ShapeMismatch, "shape_mismatch"},
    EnumName{ErrorCode::LimitExceeded, "limit_exceeded"},
    EnumName{ErrorCode::OutOfMemory, "out_of_memory"},
    EnumName{ErrorCode::Cancelled, "cancelled"},
    EnumName{ErrorCode::Internal, "internal"},
};

template <>
inline constexpr std::array kEnumNames<PlanQuantity> = {
    EnumName{PlanQuantity::Retention, "retention"},
    EnumName{PlanQuantity::Compression, "compression"},
    EnumName{PlanQuantity::Theta, "theta"},
    EnumName{PlanQuantity::DraftLength, "draft_length"},
};

/// The number in files. Absent for a value that has no place in its table: a new enumerator nobody entered.
template <typename Enum>
constexpr std::optional<std::size_t> enumNumber(Enum value) {
    for (std::size_t number = 0; number < kEnumNames<Enum>.size(); ++number) {
        if (kEnumNames<Enum>[number].value == value) return number;
    }
    return std::nullopt;
}

template <typename Enum>
constexpr std::string_view enumName(Enum value) {
    const std::optional<std::size_t> number = enumNumber(value);
    return number ? kEnumNames<Enum>[*number].name : std::string_view("unknown");
}

}  // namespace msao::engine
