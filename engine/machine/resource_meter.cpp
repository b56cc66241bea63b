// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/resource_meter.h"

#include "engine/machine/gpu_meter.h"

#include <array>
#include <fstream>
#include <limits>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::size_t kCpuFields = 8;  // user nice system idle iowait irq softirq steal; guests are in user already
constexpr std::size_t kIdle = 3;
constexpr std::size_t kWaiting = 4;

}  // namespace

ResourceMeter::ResourceMeter(const ResourceMeterOptions& options)
    : m_processFolder(options.processFolder), m_gpu(Gpu::open(options.gpuLibrary)) {}

ResourceMeter::~ResourceMeter() = default;
ResourceMeter::ResourceMeter(ResourceMeter&&) noexcept = default;
ResourceMeter& ResourceMeter::operator=(ResourceMeter&&) noexcept = default;

ResourceSample ResourceMeter::sample(Side side) {
    ResourceSample sample;
    sample.side = side;
    const std::optional<CpuTicks> now = readCpu();
    const std::optional<CpuTicks> before = std::exchange(m_before, now);
    if (now && before && now->all > before->all && now->idle >= before->idle) {
        const auto all = static_cast<double>(now->all - before->all);
        const auto idle = static_cast<double>(now->idle - before->idle);
        if (idle <= all) sample.cpuLoad = 1 - idle / all;
    }
    sample.memoryBytes = readMemory();
    if (m_gpu) m_gpu->measure(sample);
    return sample;
}

std::optional<ResourceMeter::CpuTicks> ResourceMeter::readCpu() const {
    std::ifstream file(m_processFolder + "/stat");
    std::string name;
    std::array<std::uint64_t, kCpuFields> fields{};
    if (!(file >> name) || name != "cpu") return std::nullopt;
    CpuTicks ticks;
    for (std::uint64_t& field : fields) {
        if (!(file >> field)) return std::nullopt;
        ticks.all += field;
    }
    ticks.idle = fields[kIdle] + fields[kWaiting];
    return ticks;
}

/// In use is what a new program could not have.
std::optional<std::int64_t> ResourceMeter::readMemory() const {
    std::ifstream file(m_processFolder + "/meminfo");
    std::optional<std::int64_t> total;
    std::optional<std::int64_t> available;
    std::string name;
    std::int64_t kilobytes = 0;
    while ((!total || !available) && file >> name >> kilobytes) {
        if (name == "MemTotal:") total = kilobytes;
        if (name == "MemAvailable:") available = kilobytes;
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 1024;
    if (!total || !available || *available < 0 || *total < *available || *total > kMost) return std::nullopt;
    return (*total - *available) * 1024;
}

}  // namespace msao::engine
