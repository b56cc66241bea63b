// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/synthesize.h"
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace msao::engine {
namespace {

using namespace testing_files;
using Json = nlohmann::json;

constexpr const char* kIndex = "model.safetensors.index.json";

/// Two shards and their index, whole until a test breaks them.
class BrokenShardsTest : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::remove(m_folder.path());
        ASSERT_TRUE(synthesizeCheckpoint(validConfig(ModelFamily::Qwen2VL), m_folder.path(),
                                         {.shards = 2, .threads = 1, .progress = {}}));
        ASSERT_TRUE(Checkpoint::open(m_folder.path()));
    }
    void expectIndexRefused(const std::function<void(Json&)>& edit, const std::string& words, const std::string& name) {
        const std::string original = readText(m_folder.path() / kIndex);
        editJson(m_folder.path() / kIndex, edit);
        expectRefused(m_folder.path(), words, name);
        writeText(m_folder.path() / kIndex, original);
    }

    TemporaryFolder m_folder;
};

TEST_F(BrokenShardsTest, FileNamesOutsideTheFolderAreRefused) {
    for (const char* name :
         {"../model.safetensors", "/etc/passwd", "/model.safetensors", "sub/model.safetensors", "..", "",
          ".safetensors", ".hidden.safetensors", "a\\b.safetensors", "model.bin", "pytorch_model.pt"}) {
        expectIndexRefused([&](Json& json) { json["weight_map"]["model.norm.weight"] = name; },
                           "`weight_map.model.norm.weight`|file in the same folder", name);
    }
    expectIndexRefused(
        [](Json& json) { json["weight_map"]["model.norm.weight"] = std::string(300, 'x') + ".safetensors"; },
        "file in the same folder", "long name");
    expectIndexRefused(
        [](Json& json) { json["weight_map"]["model.norm.weight"] = std::string("a\0b.safetensors", 15); },
        "file in the same folder", "NUL in name");
    expectIndexRefused([](Json& json) { json["weight_map"]["model.norm.weight"] = 5; },
                       "file in the same folder, found 5", "number");
}

TEST_F(BrokenShardsTest, AnIndexThatContradictsItsShardsIsRefused) {
    expectIndexRefused([](Json& json) { json["weight_map"].erase("model.norm.weight"); },
                       "`model.norm.weight` is not listed", "unlisted tensor");
    expectIndexRefused([](Json& json) { json["weight_map"]["x"] = "model-00001-of-00002.safetensors"; },
                       "`x`|not found there", "tensor in no shard");
    expectIndexRefused([](Json& json) { json["weight_map"]["model.norm.weight"] = "model-00001-of-00002.safetensors"; },
                       "`model.norm.weight`|found here", "wrong shard");
    expectIndexRefused([](Json& json) { json["weight_map"]["model.norm.weight"] = "model-00003-of-00002.safetensors"; },
                       "model-00003-of-00002.safetensors|`model.norm.weight`", "third shard");
    expectIndexRefused([](Json& json) { json.erase("weight_map"); }, "`weight_map`: expected an object", "no map");
    expectIndexRefused([](Json& json) { json["weight_map"] = Json::object(); }, "at least one tensor", "empty map");
    expectIndexRefused([](Json& json) { json["weight_map"] = Json::array(); }, "`weight_map`: expected an object",
                       "map a list");
    expectIndexRefused(
        [](Json& json) {
            for (int i = 0; i < 1100; ++i) {
                const std::string number = std::to_string(i);
                json["weight_map"][number] = number + ".safetensors";
            }
        },
        "at most 1024 shards", "many shards");
}

TEST_F(BrokenShardsTest, ATensorInTwoShardsIsRefused) {
    std::filesystem::copy_file(m_folder.path() / "model-00001-of-00002.safetensors",
                               m_folder.path() / "model-00002-of-00002.safetensors",
                               std::filesystem::copy_options::overwrite_existing);
    expectRefused(m_folder.path(), "model-00002-of-00002.safetensors|expected in model-00001-of-00002.safetensors",
                  "same shard twice");
}

TEST_F(BrokenShardsTest, MissingShardsAreNamed) {
    std::filesystem::remove(m_folder.path() / "model-00002-of-00002.safetensors");
    expectRefused(m_folder.path(), "model-00002-of-00002.safetensors", "missing shard");
}

TEST_F(BrokenShardsTest, ShardsThatAreNoFilesAreRefused) {
    const auto shard = m_folder.path() / "model-00002-of-00002.safetensors";
    std::filesystem::remove(shard);
    std::filesystem::create_directory(shard);
    expectRefused(m_folder.path(), "model-00002-of-00002.safetensors", "a folder");
    std::filesystem::remove(shard);
    std::filesystem::create_symlink(shard.filename(), shard);
    expectRefused(m_folder.path(), "model-00002-of-00002.safetensors", "a link to itself");
    std::filesystem::remove(shard);
    std::filesystem::create_symlink("nowhere", shard);
    expectRefused(m_folder.path(), "model-00002-of-00002.safetensors", "a dangling link");
    std::filesystem::remove(shard);
    ASSERT_EQ(::mkfifo(shard.c_str(), 0600), 0);
    expectRefused(m_folder.path(), "expected a regular file", "a pipe");
}

TEST_F(BrokenShardsTest, AnIndexThatIsNoIndexIsRefused) {
    for (const std::string& text : {std::string(), std::string("{"), std::string(1'000'000, '['),
                                    std::string(3'000'000, ' '), std::string("[]")}) {
        writeText(m_folder.path() / kIndex, text);
        expectRefused(m_folder.path(), kIndex, "index " + text.substr(0, 5));
    }
}

TEST(BrokenFolderTest, MissingPartsAreNamed) {
    TemporaryFolder folder;
    expectRefused(folder.path() / "none", "expected a folder", "no folder");
    expectRefused(folder.path(), "config.json", "empty folder");
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::filesystem::remove(folder.path() / "model.safetensors");
    expectRefused(folder.path(), "expected model.safetensors or model.safetensors.index.json", "no weights");
    writeText(folder.path() / "file", "");
    expectRefused(folder.path() / "file", "expected a folder", "a file");
}

TEST(BrokenFolderTest, PickledWeightsAreRefusedWithAWayOut) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::filesystem::remove(folder.path() / "model.safetensors");
    writeText(folder.path() / "pytorch_model.bin", "PK");
    expectRefused(folder.path(), "pytorch_model.bin|convert them to safetensors", "pickle");
}

TEST(BrokenFolderTest, LinksThatLoopAreRefused) {
    for (const char* name :
         {"config.json", "model.safetensors", "generation_config.json", "preprocessor_config.json"}) {
        TemporaryFolder folder;
        copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
        std::filesystem::remove(folder.path() / name);
        std::filesystem::create_symlink("other", folder.path() / name);
        std::filesystem::create_symlink(name, folder.path() / "other");
        expectRefused(folder.path(), name, name);
    }
}

}  // namespace
}  // namespace msao::engine
