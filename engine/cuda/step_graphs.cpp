// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/step_graphs.h"

#include "engine/cuda/cuda_error.h"

#include <utility>

namespace msao::engine {

Status StepGraphs::run(int key, cudaStream_t stream, const std::function<Status()>& enqueue) {
    if (m_seen.insert(key).second) return enqueue();
    auto found = m_graphs.find(key);
    if (found == m_graphs.end()) {
        MSAO_TRY(Graph graph, record(stream, enqueue));
        found = m_graphs.emplace(key, std::move(graph)).first;
    }
    return cudaStatus(cudaGraphLaunch(found->second.get(), stream), "launching the graph of a decode step");
}

Result<StepGraphs::Graph> StepGraphs::record(cudaStream_t stream, const std::function<Status()>& enqueue) {
    MSAO_CHECK(cudaStatus(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), "recording a decode step"));
    const Status enqueued = enqueue();
    cudaGraph_t graph = nullptr;
    const cudaError_t ended = cudaStreamEndCapture(stream, &graph);
    if (!enqueued || ended != cudaSuccess) {
        if (graph != nullptr) cudaGraphDestroy(graph);
        return enqueued ? cudaFailure(ended, "recording a decode step") : enqueued.error();
    }
    cudaGraphExec_t executable = nullptr;
    const cudaError_t made = cudaGraphInstantiate(&executable, graph, 0);
    cudaGraphDestroy(graph);
    if (made != cudaSuccess) return cudaFailure(made, "preparing the graph of a decode step");
    return Graph(executable);
}

}  // namespace msao::engine
