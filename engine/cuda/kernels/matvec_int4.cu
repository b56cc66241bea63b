// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/kernels/matvec_launch.cuh"

namespace msao::engine {

cudaError_t launchMatvecInt4(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream) {
    return launchMatvec<Int4Format>(arguments, multiprocessors, stream);
}

}  // namespace msao::engine
