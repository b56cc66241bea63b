// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/resource_meter.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace msao::engine {
namespace {

/// What the kernel says, as files of a test's own.
class ResourceMeterTest : public testing::Test {
protected:
    ResourceMeterTest() {
        std::filesystem::create_directories(m_folder);
        write("meminfo", "MemTotal:       8000000 kB\nMemFree:  100 kB\nMemAvailable:   6000000 kB\n");
    }
    ~ResourceMeterTest() override { std::filesystem::remove_all(m_folder); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(m_folder / name) << text; }
    ResourceMeter meter(const std::string& gpuLibrary = "no-such-library.so") const {
        return ResourceMeter({m_folder.string(), gpuLibrary});
    }

    const std::filesystem::path m_folder =
        std::filesystem::temp_directory_path() / ("msao-resource-meter-" + std::to_string(getpid()));
};

TEST_F(ResourceMeterTest, TellsTheLoadBetweenTwoSamples) {
    ResourceMeter measured = meter();
    write("stat", "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 2 3\n");
    EXPECT_FALSE(measured.sample(Side::Edge).cpuLoad);
    write("stat", "cpu  160 0 110 720 110 0 0 0 0 0\ncpu0 1 2 3\n");
    const ResourceSample sample = measured.sample(Side::Edge);
    ASSERT_TRUE(sample.cpuLoad);
    EXPECT_DOUBLE_EQ(*sample.cpuLoad, 0.7);  // 70 of 100 ticks were neither idle nor waiting for a disk
}

TEST_F(ResourceMeterTest, CountsMemoryThatANewProgramCouldNotHave) {
    const ResourceSample sample = meter().sample(Side::Cloud);
    EXPECT_EQ(sample.side, Side::Cloud);
    EXPECT_EQ(sample.memoryBytes, std::int64_t{2'000'000} * 1024);
}

TEST_F(ResourceMeterTest, LeavesOutWhatCannotBeRead) {
    for (const char* text : {"", "cpu 1 2", "intr 5 5 5 5 5 5 5 5", "cpu a b c d e f g h"}) {
        ResourceMeter measured = meter();
        write("stat", text);
        write("meminfo", "MemTotal: -3 kB\nMemAvailable: 99999999999999999999 kB\n");
        measured.sample(Side::Edge);
        const ResourceSample sample = measured.sample(Side::Edge);
        ResourceSample nothing;
        EXPECT_EQ(sample, nothing) << text;
    }
}

TEST_F(ResourceMeterTest, LeavesOutALoadWhereTheCountersWentBack) {
    ResourceMeter measured = meter();
    write("stat", "cpu  100 0 100 700 100 0 0 0\n");
    measured.sample(Side::Edge);
    write("stat", "cpu  150 0 150 600 100 0 0 0\n");
    EXPECT_FALSE(measured.sample(Side::Edge).cpuLoad);
}

TEST_F(ResourceMeterTest, ReadsAGpuAndLeavesOutWhatItDoesNotKnow) {
    const ResourceSample sample = meter(MSAO_FAKE_NVML).sample(Side::Edge);
    EXPECT_EQ(sample.gpuLoad, 0.62);
    EXPECT_EQ(sample.gpuMemoryBytes, 9'000'000'000);
    EXPECT_FALSE(sample.powerWatts);
}

TEST(ResourceMeterOfThisMachineTest, ReadsTheKernelsOwnFiles) {
    ResourceMeter measured;
    const ResourceSample sample = measured.sample(Side::Edge);
    ASSERT_TRUE(sample.memoryBytes);
    EXPECT_GT(*sample.memoryBytes, 0);
}

}  // namespace
}  // namespace msao::engine
