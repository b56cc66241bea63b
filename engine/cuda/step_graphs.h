// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cuda_runtime_api.h>

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace msao::engine {

/// Recorded work by key. The first time work of a key comes it is simply done, so that kernels are loaded and asked
/// about outside a recording; the second time it is recorded; from then on one call launches it all.
class StepGraphs {
public:
    Status run(int key, cudaStream_t stream, const std::function<Status()>& enqueue);

private:
    struct Destroy {
        void operator()(cudaGraphExec_t graph) const { cudaGraphExecDestroy(graph); }
    };
    using Graph = std::unique_ptr<CUgraphExec_st, Destroy>;

    static Result<Graph> record(cudaStream_t stream, const std::function<Status()>& enqueue);

    std::set<int> m_seen;
    std::map<int, Graph> m_graphs;
};

}  // namespace msao::engine
