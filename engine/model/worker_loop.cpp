// SPDX-License-Identifier: Apache-2.0
#include "engine/model/worker_loop.h"

#include <ATen/ATen.h>
#include <ATen/TensorIterator.h>

namespace msao::engine {

void workerLoop(std::int64_t count, const std::function<void(std::int64_t begin, std::int64_t end)>& work) {
    if (count == 0) return;
#ifdef __SANITIZE_THREAD__
    work(0, count);  // what libgomp's workers are handed looks like a race: tests/tsan.supp
#else
    // What libtorch shares out among its workers are the elements of a tensor: here each says where it stands.
    const at::Tensor places = at::arange(count, at::kLong);
    const auto part = [&work](char** data, const std::int64_t*, std::int64_t size) {
        const std::int64_t begin = *reinterpret_cast<const std::int64_t*>(data[0]);
        work(begin, begin + size);
    };
    at::TensorIterator::borrowing_nullary_op(places).for_each(part, 1);
#endif
}

}  // namespace msao::engine
