// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/measured_evaluation.h"

#include "msao/engine/result.h"

#include <filesystem>

namespace msao::evaluation {

/// One part of an evaluation as it lies in a file.
struct ShardFile {
    std::filesystem::path file;
    ShardOrigin origin;
    MeasuredEvaluation measured;
};

/// Reads what `msao eval --shard i/n --json FILE` wrote.
engine::Result<ShardFile> readShard(const std::filesystem::path& file);

}  // namespace msao::evaluation
