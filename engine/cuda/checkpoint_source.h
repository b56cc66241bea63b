// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/model_source.h"
#include "msao/engine/checkpoint.h"

namespace msao::engine {

/// A checkpoint's weights in the type that decode computes with: as they are in the file, converted, or quantised on
/// the way (on all cores). The checkpoint outlives the source.
class CheckpointSource final : public ModelSource {
public:
    explicit CheckpointSource(const Checkpoint& checkpoint) : m_checkpoint(checkpoint) {}

    Result<HostMatrix> matrix(std::string_view name, WeightType type) override;
    Result<std::vector<float>> vector(std::string_view name) override;
    WeightType embeddingType() const override;
    int groupSize(WeightType type) const override;

private:
    const Checkpoint& m_checkpoint;
};

}  // namespace msao::engine
