// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/kernels/matvec_launch.cuh"

namespace msao::engine {

cudaError_t launchMatvecF32(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream) {
    return launchMatvec<F32Format>(arguments, multiprocessors, stream);
}

}  // namespace msao::engine
