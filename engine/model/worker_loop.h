// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: loops of our own on the threads of libtorch.
#pragma once

#include <cstdint>
#include <functional>

namespace msao::engine {

/// Calls work(begin, end) for parts of [0, count) that make up the whole, on the calling thread and libtorch's workers,
/// as many as at::set_num_threads says, and waits.
///
/// at::parallel_for is a header. Compiled without OpenMP, as our files are, it is a plain loop; with it, it would bring
/// a second libgomp beside libtorch's own.
void workerLoop(std::int64_t count, const std::function<void(std::int64_t begin, std::int64_t end)>& work);

}  // namespace msao::engine
