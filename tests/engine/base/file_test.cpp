// SPDX-License-Identifier: Apache-2.0
#include "engine/base/mapped_file.h"
#include "engine/base/output_folder.h"
#include "engine/base/small_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

namespace msao::engine {
namespace {

class FileTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::path(testing::TempDir()) / ("file_test-" + std::to_string(::getpid()));
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    std::filesystem::path m_folder;
};

TEST_F(FileTest, MapsTheBytesOfAFile) {
    ASSERT_TRUE(writeFile(m_folder / "a", "hello"));
    auto file = MappedFile::open(m_folder / "a");
    ASSERT_TRUE(file);
    const MappedFile moved = *std::move(file);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(moved.bytes().data()), moved.bytes().size()), "hello");
}

TEST_F(FileTest, MapsAnEmptyFileAsNoBytes) {
    ASSERT_TRUE(writeFile(m_folder / "a", ""));
    EXPECT_TRUE(MappedFile::open(m_folder / "a")->bytes().empty());
}

TEST_F(FileTest, TellsAMissingFileFromAnUnreadableOne) {
    EXPECT_EQ(MappedFile::open(m_folder / "none").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(MappedFile::open(m_folder).error().code, ErrorCode::FileUnreadable);
}

TEST_F(FileTest, RefusesAPipeWithoutWaitingForItsWriter) {
    ASSERT_EQ(::mkfifo((m_folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(readSmallFile(m_folder / "pipe", 100).error().code, ErrorCode::FileUnreadable);
}

TEST_F(FileTest, RefusesAFileBeyondItsLimitBeforeReadingIt) {
    ASSERT_TRUE(writeFile(m_folder / "a", "hello"));
    EXPECT_EQ(readSmallFile(m_folder / "a", 4).error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(*readSmallFile(m_folder / "a", 5), "hello");
}

TEST_F(FileTest, OutputFolderAppearsOnlyWhenFinished) {
    const auto target = m_folder / "out";
    {
        auto abandoned = OutputFolder::create(target);
        ASSERT_TRUE(abandoned);
        ASSERT_TRUE(writeFile(abandoned->path() / "a", "x"));
        EXPECT_FALSE(std::filesystem::exists(target));
    }
    EXPECT_TRUE(std::filesystem::is_empty(m_folder));
    auto finished = OutputFolder::create(target);
    ASSERT_TRUE(writeFile(finished->path() / "a", "x"));
    ASSERT_TRUE(finished->finish());
    EXPECT_TRUE(std::filesystem::exists(target / "a"));
    EXPECT_FALSE(OutputFolder::create(target)) << "a folder with files in it must not be replaced";
}

}  // namespace
}  // namespace msao::engine
