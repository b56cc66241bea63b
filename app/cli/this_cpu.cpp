// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/this_cpu.h"

#include "engine/decode/read_bandwidth.h"

#include <algorithm>
#include <thread>

namespace msao::app {

using namespace engine;

Result<simulator::DeviceProfile> measureThisCpu() {
    // A thread with 512-bit fused multiply-adds at two to three gigahertz; it only matters for many rows at once.
    constexpr double kFlopsPerThread = 80e9;
    constexpr std::size_t kBytes = std::size_t{1} << 29;
    constexpr int kPasses = 3;
    MSAO_TRY(ReadBandwidth bandwidth, ReadBandwidth::make(0, kBytes));
    const double threads = std::max(1U, std::thread::hardware_concurrency());
    return simulator::profileFromRoofline("this-cpu", {bandwidth.median(kPasses), threads * kFlopsPerThread, 0, 0});
}

}  // namespace msao::app
