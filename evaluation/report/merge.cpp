// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/merge.h"

#include <algorithm>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

Error mismatch(const ShardFile& part, const std::string& what) {
    return {ErrorCode::InvalidArgument, part.file.string() + ": " + what};
}

/// Where and when may differ.
EvaluationSubject whatever(EvaluationSubject subject) {
    subject.machine.clear();
    subject.date.clear();
    subject.jobs = 1;
    return subject;
}

Status checkBelongs(const ShardFile& part, const ShardFile& first) {
    const bool isSame = part.origin.key == first.origin.key && part.origin.samples == first.origin.samples &&
                        part.origin.rowFaults == first.origin.rowFaults && part.measured.runs == first.measured.runs &&
                        whatever(part.measured.subject) == whatever(first.measured.subject);
    if (!isSame) return mismatch(part, "is of another evaluation than " + first.file.string());
    if (part.origin.shard.of == first.origin.shard.of) return Done{};
    return mismatch(
        part, "expected a shard of " + std::to_string(first.origin.shard.of) + ", found " + part.origin.shard.name());
}

/// Sorted by their shards' numbers, as they are here, each stands where its number says.
Status checkWhole(const std::vector<ShardFile>& parts) {
    const std::size_t of = parts.front().origin.shard.of;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t found = parts[i].origin.shard.index;
        if (found <= i) return mismatch(parts[i], "shard " + parts[i].origin.shard.name() + " comes twice");
        if (found != i + 1) return mismatch(parts[i], "shard " + Shard{i + 1, of}.name() + " is missing before it");
        MSAO_CHECK(checkBelongs(parts[i], parts.front()));
    }
    if (parts.size() == of) return Done{};
    return mismatch(parts.back(), "shard " + Shard{parts.size() + 1, of}.name() + " is missing behind it");
}

void addMachine(const EvaluationSubject& part, std::vector<std::string>& named, EvaluationSubject& whole) {
    if (std::ranges::find(named, part.machine) == named.end()) named.push_back(part.machine);
    whole.date = std::max(whole.date, part.date);
    whole.jobs = std::max(whole.jobs, part.jobs);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
    return text;
}

}  // namespace

Result<MeasuredEvaluation> mergeShards(std::vector<ShardFile> shards) {
    if (shards.empty()) return Error{ErrorCode::InvalidArgument, "expected shards, found none"};
    std::ranges::stable_sort(shards, {}, [](const ShardFile& part) { return part.origin.shard.index; });
    MSAO_CHECK(checkWhole(shards));
    MeasuredEvaluation whole;
    whole.subject = shards.front().measured.subject;
    whole.runs = shards.front().measured.runs;
    whole.rowFaults = shards.front().origin.rowFaults;
    std::vector<std::string> machines;
    for (ShardFile& shard : shards) {
        MeasuredEvaluation& part = shard.measured;
        addMachine(part.subject, machines, whole.subject);
        whole.wanted += part.wanted;
        whole.fromJournal += part.fromJournal;
        whole.isComplete = whole.isComplete && part.isComplete;
        if (part.peakMemoryBytes)
            whole.peakMemoryBytes = std::max(whole.peakMemoryBytes.value_or(0), *part.peakMemoryBytes);
        std::ranges::move(part.samples, std::back_inserter(whole.samples));
    }
    whole.subject.machine = joined(machines);
    std::ranges::sort(whole.samples, {}, &SampleRecord::index);
    return whole;
}

}  // namespace msao::evaluation
