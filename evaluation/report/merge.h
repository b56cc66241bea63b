// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/shard_file.h"

#include "msao/engine/result.h"

#include <vector>

namespace msao::evaluation {

/// All shards of one evaluation, in any order, as if one machine had measured every sample: figures come of the
/// records, so that they are exactly those. Peak memory is the largest of one process, machines are named one after the
/// other. An Error where a shard is missing, comes twice or is of another evaluation; where one was stopped, the whole
/// is incomplete too.
engine::Result<MeasuredEvaluation> mergeShards(std::vector<ShardFile> shards);

}  // namespace msao::evaluation
