// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/safetensors_writer.h"
#include "tests/engine/checkpoint/checkpoint_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>

namespace msao::engine {
namespace {

TEST(SafetensorsWriterTest, ReplacesNothingButFiles) {
    const testing_files::TemporaryFolder temporary;
    const std::filesystem::path& folder = temporary.path();
    std::filesystem::create_directory(folder / "a_folder");
    ASSERT_EQ(::mkfifo((folder / "a_pipe").c_str(), 0600), 0);
    for (const char* name : {"a_folder", "a_pipe"}) {
        const auto writer = SafetensorsWriter::create(folder / name, {{"x", ElementType::F32, {1}}});
        ASSERT_FALSE(writer) << name;
        EXPECT_THAT(writer.error().message, testing::HasSubstr(std::string(name) + ": expected a file to write"));
    }
    EXPECT_TRUE(std::filesystem::is_directory(folder / "a_folder"));
    EXPECT_TRUE(std::filesystem::is_fifo(folder / "a_pipe"));
}

}  // namespace
}  // namespace msao::engine
