// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/shard_file.h"

#include "engine/base/json.h"
#include "engine/base/small_file.h"
#include "evaluation/datasets/json_fields.h"
#include "evaluation/measure/record_json.h"

#include <array>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxFileBytes = 1'000'000'000;
constexpr std::size_t kMaxValues = 100'000'000;

bool flagOf(const json& object, const char* name) {
    const json& value = member(object, name);
    if (!value.is_boolean()) throw RowFault{std::string("expected true or false as `") + name + "`"};
    return value.get<bool>();
}

/// All 64 bits of it.
std::uint64_t seedOf(const json& object) {
    const json& value = member(object, "seed");
    if (!value.is_number_unsigned()) throw RowFault{"expected a whole number from 0 on as `seed`"};
    return value.get<std::uint64_t>();
}

EvaluationSubject subjectOf(const json& root) {
    EvaluationSubject subject;
    subject.dataset = textOf(root, "dataset");
    subject.split = textOf(root, "split");
    subject.seed = seedOf(root);
    subject.draft = textOf(root, "draft");
    subject.target = textOf(root, "target");
    subject.importance = textOf(root, "importance");
    subject.isCalibrated = flagOf(root, "is_calibrated");
    subject.link = textOf(root, "link");
    subject.time = textOf(root, "time");
    subject.jobs = static_cast<std::size_t>(countOf(root, "jobs"));
    subject.machine = textOf(root, "machine");
    subject.version = textOf(root, "version");
    subject.date = textOf(root, "date");
    return subject;
}

PruningSource pruningOf(const json& run) {
    const std::string name = textOf(run, "pruning");
    for (const PruningSource source : {PruningSource::None, PruningSource::Planned, PruningSource::Probe,
                                       PruningSource::Random, PruningSource::Downsampling}) {
        if (pruningName(source) == name) return source;
    }
    throw RowFault{"expected a way to prune, found `" + name + "`"};
}

RunSpec runOf(const json& run) {
    RunSpec spec;
    const std::string mode = textOf(run, "mode");
    const std::optional<Mode> known = parseMode(mode);
    if (!known) throw RowFault{"expected a mode, found `" + mode + "`"};
    spec.mode = *known;
    spec.pruning = pruningOf(run);
    const json& retention = member(run, "retention_asked");
    if (retention.is_number()) spec.retention = retention.get<double>();
    if (!(spec.retention > 0 && spec.retention <= 1)) throw RowFault{"expected a share as `retention_asked`"};
    return spec;
}

RowFaults faultsOf(const json& object) {
    std::vector<std::string> named;
    for (const json& fault : listOf(object, "named")) {
        if (!fault.is_string()) throw RowFault{"expected texts as `named`"};
        named.push_back(fault.get<std::string>());
    }
    return {countOf(object, "count"), std::move(named)};
}

ShardOrigin originOf(const json& root) {
    if (!root.contains("shard"))
        throw RowFault{"is a whole evaluation; only what --shard wrote holds the records that merging needs"};
    const json& shard = member(root, "shard");
    ShardOrigin origin;
    const std::string name = std::to_string(countOf(shard, "index")) + "/" + std::to_string(countOf(shard, "of"));
    const Result<Shard> parsed = parseShard(name);
    if (!parsed) throw RowFault{"expected a shard, found " + name};
    origin.shard = *parsed;
    origin.samples = countOf(shard, "samples");
    origin.key = textOf(shard, "key");
    origin.rowFaults = faultsOf(member(shard, "broken_rows"));
    return origin;
}

std::vector<SampleRecord> recordsOf(const json& shard, const ShardOrigin& origin, std::size_t runs) {
    std::vector<SampleRecord> records;
    for (const json& told : listOf(shard, "records")) {
        std::optional<SampleRecord> record = sampleRecordOf(told);
        if (!record || (record->answers.size() != runs && record->fault.empty()))
            throw RowFault{"record " + std::to_string(records.size()) + " is none of this evaluation"};
        const bool isInOrder = records.empty() || records.back().index < record->index;
        if (!isInOrder || !origin.shard.contains(record->index) ||
            record->index >= static_cast<std::size_t>(origin.samples))
            throw RowFault{"sample " + std::to_string(record->index) + " does not belong here"};
        records.push_back(*std::move(record));
    }
    return records;
}

ShardFile shardOf(const json& root) {
    if (textOf(root, "format") != "msao-evaluation") throw RowFault{"expected the format msao-evaluation"};
    ShardFile part;
    part.origin = originOf(root);
    MeasuredEvaluation& measured = part.measured;
    measured.subject = subjectOf(root);
    for (const json& run : listOf(root, "runs")) measured.runs.push_back(runOf(run));
    measured.samples = recordsOf(root.at("shard"), part.origin, measured.runs.size());
    measured.rowFaults = part.origin.rowFaults;
    measured.wanted = countOf(root, "samples");
    measured.fromJournal = countOf(root, "from_journal");
    measured.isComplete = flagOf(root, "complete");
    if (!member(root, "peak_memory_bytes").is_null()) measured.peakMemoryBytes = countOf(root, "peak_memory_bytes");
    return part;
}

}  // namespace

Result<ShardFile> readShard(const std::filesystem::path& file) {
    MSAO_TRY(const std::string bytes, readSmallFile(file, kMaxFileBytes));
    MSAO_TRY(const json root, parseJson(bytes, file.string(), {.values = kMaxValues}));
    try {
        ShardFile part = shardOf(root);
        part.file = file;
        return part;
    } catch (const RowFault& fault) {
        return Error{ErrorCode::MalformedFile, file.string() + ": " + fault.what};
    }
}

}  // namespace msao::evaluation
