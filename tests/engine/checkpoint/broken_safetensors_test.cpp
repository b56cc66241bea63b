// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using namespace testing_files;

struct BrokenHeader {
    const char* name;
    std::string header;
    std::size_t dataBytes;
    const char* words;
};

std::string tensor(const std::string& name, const std::string& rest) {
    return "\"" + name + "\":{" + rest + "}";
}
std::string f32(const std::string& name, int begin, int end) {
    return tensor(name, R"("dtype":"F32","shape":[)" + std::to_string((end - begin) / 4) + R"(],"data_offsets":[)" +
                            std::to_string(begin) + "," + std::to_string(end) + "]");
}
std::string one(const std::string& rest) {
    return "{" + tensor("a", rest) + "}";
}

std::vector<BrokenHeader> brokenHeaders() {
    const std::string ok = R"("dtype":"F32","shape":[1],"data_offsets":[0,4])";
    std::string manyTensors = "{" + f32("t", 0, 0);
    for (int i = 0; i < 110'000; ++i) manyTensors += "," + f32("t" + std::to_string(i), 0, 0);
    return {
        {"empty header", "", 0, "expected a JSON object"},
        {"array header", "[]", 0, "expected a JSON object"},
        {"blank first", " {}", 0, "expected a JSON object"},
        {"cut in a key", R"({"a)", 0, "not valid JSON"},
        {"cut in an entry", R"({"a":{"dtype":"F32")", 0, "not valid JSON"},
        {"two objects", "{}{}", 0, "not valid JSON"},
        {"invalid UTF-8 name", "{" + f32("\xC3\x28", 0, 4) + "}", 4, "not valid JSON"},
        {"overlong UTF-8", "{" + f32("\xC0\x80", 0, 4) + "}", 4, "not valid JSON"},
        {"lone surrogate", R"({"\ud800":{}})", 0, "not valid JSON"},
        {"control character in name", "{" + f32("a\nb", 0, 4) + "}", 4, "not valid JSON"},
        {"comment", "{/**/}", 0, "not valid JSON"},
        {"trailing comma", "{" + f32("a", 0, 4) + ",}", 4, "not valid JSON"},
        {"entry is a number", R"({"a":1})", 0, "tensor `a`|expected an object, found 1"},
        {"entry is a list", R"({"a":[]})", 0, "tensor `a`|expected an object, found a list"},
        {"entry is null", R"({"a":null})", 0, "found null"},
        {"empty entry", R"({"a":{}})", 0, "expected dtype, shape and data_offsets"},
        {"no dtype", one(R"("shape":[1],"data_offsets":[0,4])"), 4, "expected dtype, shape and data_offsets"},
        {"no shape", one(R"("dtype":"F32","data_offsets":[0,4])"), 4, "expected dtype, shape and data_offsets"},
        {"no offsets", one(R"("dtype":"F32","shape":[1])"), 4, "expected dtype, shape and data_offsets"},
        {"unknown field", one(ok + R"(,"x":1)"), 4, "found key `x`"},
        {"dtype twice", one(ok + R"(,"dtype":"F32")"), 4, "key `dtype` stands twice"},
        {"shape twice", one(ok + R"(,"shape":[1])"), 4, "key `shape` stands twice"},
        {"offsets twice", one(ok + R"(,"data_offsets":[0,4])"), 4, "key `data_offsets` stands twice"},
        {"unknown dtype", one(R"("dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4])"), 4, "F8_E4M3"},
        {"lower-case dtype", one(R"("dtype":"f32","shape":[1],"data_offsets":[0,4])"), 4, "f32"},
        {"dtype a number", one(R"("dtype":32,"shape":[1],"data_offsets":[0,4])"), 4,
         "dtype: expected a string, found 32"},
        {"dtype null", one(R"("dtype":null,"shape":[1],"data_offsets":[0,4])"), 4, "expected a string, found null"},
        {"negative shape", one(R"("dtype":"F32","shape":[-1],"data_offsets":[0,4])"), 4, "shape: expected|found -1"},
        {"two negative sizes", one(R"("dtype":"F32","shape":[-1,-1],"data_offsets":[0,4])"), 4, "found -1"},
        {"fractional shape", one(R"("dtype":"F32","shape":[1.0],"data_offsets":[0,4])"), 4, "found 1.0"},
        {"shape a string", one(R"("dtype":"F32","shape":"1","data_offsets":[0,4])"), 4, "shape"},
        {"shape of strings", one(R"("dtype":"F32","shape":["1"],"data_offsets":[0,4])"), 4, "shape"},
        {"nested shape", one(R"("dtype":"F32","shape":[[1]],"data_offsets":[0,4])"), 4, "found a list"},
        {"shape with true", one(R"("dtype":"F32","shape":[true],"data_offsets":[0,4])"), 4, "found true"},
        {"nine dimensions", one(R"("dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4])"), 4, "at most 8"},
        {"huge size", one(R"("dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4])"), 4,
         "more elements than can be counted"},
        {"product wraps to 4 bytes", one(R"("dtype":"F32","shape":[4294967296,4294967296,1],"data_offsets":[0,4])"), 4,
         "more elements than can be counted"},
        {"size beyond 63 bits", one(R"("dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4])"), 4,
         "found 9223372036854775808"},
        {"size beyond 64 bits", one(R"("dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4])"), 4,
         "shape"},
        {"shape too large for its bytes", one(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), 4,
         "expected 8 bytes|found 4"},
        {"shape too small for its bytes", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,8])"), 8,
         "expected 4 bytes|found 8"},
        {"scalar with no bytes", one(R"("dtype":"F32","shape":[],"data_offsets":[0,0])"), 0,
         "expected 4 bytes|found 0"},
        {"one offset", one(R"("dtype":"F32","shape":[1],"data_offsets":[0])"), 4, "data_offsets|a list of 1"},
        {"three offsets", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,4,8])"), 4, "data_offsets|found more"},
        {"no offset at all", one(R"("dtype":"F32","shape":[1],"data_offsets":[])"), 4, "a list of 0"},
        {"NaN offset", one(R"("dtype":"F32","shape":[1],"data_offsets":[NaN,4])"), 4, "not valid JSON"},
        {"infinite offset", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,1e999])"), 4, "not valid JSON"},
        {"fractional offset", one(R"("dtype":"F32","shape":[1],"data_offsets":[0.5,4])"), 4, "found 0.5"},
        {"negative offset", one(R"("dtype":"F32","shape":[1],"data_offsets":[-4,0])"), 4, "found -4"},
        {"offset a string", one(R"("dtype":"F32","shape":[1],"data_offsets":["0",4])"), 4, "data_offsets"},
        {"offsets an object", one(R"("dtype":"F32","shape":[1],"data_offsets":{"b":0})"), 4, "data_offsets"},
        {"descending offsets", one(R"("dtype":"F32","shape":[1],"data_offsets":[4,0])"), 4, "ascending pair"},
        {"offset beyond the file", one(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])"), 4, "within 4 bytes"},
        {"offset near 2^64", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615])"), 4,
         "within 4 bytes"},
        {"offset 2^64", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551616])"), 4, "data_offsets"},
        {"overlap", "{" + f32("a", 0, 8) + "," + f32("b", 4, 12) + "}", 12, "overlaps"},
        {"same extent twice", "{" + f32("a", 0, 8) + "," + f32("b", 0, 8) + "}", 8, "overlaps"},
        {"hole at the start", "{" + f32("a", 4, 8) + "}", 8, "leaves a hole"},
        {"hole in the middle", "{" + f32("a", 0, 4) + "," + f32("b", 8, 12) + "}", 12, "leaves a hole"},
        {"bytes after the last tensor", "{" + f32("a", 0, 4) + "}", 5, "belong to no tensor"},
        {"bytes without a tensor", "{}", 1, "belong to no tensor"},
        {"truncated data", "{" + f32("a", 0, 400) + "}", 399, "within 399 bytes"},
        {"name twice", "{" + f32("a", 0, 4) + "," + f32("a", 4, 8) + "}", 8, "tensor `a` stands twice"},
        {"escaped name twice", "{" + f32("a", 0, 4) + "," + f32("\\u0061", 4, 8) + "}", 8, "tensor `a` stands twice"},
        {"empty name", "{" + f32("", 0, 4) + "}", 4, "tensor name"},
        {"long name", "{" + f32(std::string(600, 'n'), 0, 4) + "}", 4, "tensor name|found 600"},
        {"endless name", "{\"" + std::string(15'000'000, 'n') + "\":{}}", 0, "runs on without end"},
        {"endless number", "{\"a\":{\"shape\":[" + std::string(15'000'000, '1') + "]}}", 0, "runs on without end"},
        {"endless blanks", "{" + std::string(15'000'000, ' ') + "}", 0, "runs on without end"},
        {"endless list",
         "{\"a\":{\"shape\":[" +
             [] {
                 std::string s = "1";
                 for (int i = 0; i < 5'000'000; ++i) s += ",1";
                 return s;
             }() +
             "]}}",
         0, "at most 8"},
        {"deep lists", "{\"a\":{\"shape\":" + std::string(5'000'000, '[') + "}}", 0, "found a list"},
        {"deep objects",
         [] {
             std::string s;
             for (int i = 0; i < 1'000'000; ++i) s += "{\"a\":";
             return s;
         }(),
         0, "expected dtype"},
        {"too many tensors", manyTensors + "}", 0, "more than 100000 tensors"},
        {"metadata a string", R"({"__metadata__":"pt"})", 0, "`__metadata__`: expected an object"},
        {"metadata with a number", R"({"__metadata__":{"a":1}})", 0, "`__metadata__`: expected a string, found 1"},
        {"metadata with an object", R"({"__metadata__":{"a":{}}})", 0, "`__metadata__`: expected a string"},
        {"metadata key twice", R"({"__metadata__":{"a":"1","a":"2"}})", 0, "key `a` stands twice"},
        {"metadata twice", R"({"__metadata__":{},"__metadata__":{}})", 0, "`__metadata__` stands twice"},
    };
}

TEST(BrokenSafetensorsTest, EveryBrokenHeaderIsRefusedInWords) {
    for (const BrokenHeader& broken : brokenHeaders()) {
        TemporaryFolder folder;
        copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
        writeText(folder.path() / "model.safetensors", safetensorsBytes(broken.header, broken.dataBytes));
        expectRefused(folder.path(), std::string("model.safetensors|") + broken.words, broken.name);
    }
}

struct BrokenFile {
    const char* name;
    std::string bytes;
    const char* words;
};

std::string lengthOnly(std::uint64_t length) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(length >> (8 * i) & 0xFF);
    return bytes;
}

TEST(BrokenSafetensorsTest, EveryBrokenLengthIsRefusedInWords) {
    const std::vector<BrokenFile> files = {
        {"empty file", "", "at least 8 bytes|found 0"},
        {"seven bytes", std::string(7, '\0'), "at least 8 bytes|found 7"},
        {"length zero", lengthOnly(0), "expected a JSON object"},
        {"length one more than the file", lengthOnly(3) + "{}", "header length|found 3"},
        {"length 16 MB + 1", lengthOnly(16'000'001) + std::string(16'000'001, ' '),
         "expected at most 16000000|found 16000001"},
        {"length 2^63", lengthOnly(std::uint64_t{1} << 63), "header length"},
        {"length 2^64 - 1", lengthOnly(~std::uint64_t{0}), "header length"},
        {"a pickle", "PK\x03\x04" + std::string(100, 'x'), "header length"},
        {"text", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "header length"},
    };
    for (const BrokenFile& broken : files) {
        TemporaryFolder folder;
        copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
        writeText(folder.path() / "model.safetensors", broken.bytes);
        expectRefused(folder.path(), std::string("model.safetensors|") + broken.words, broken.name);
    }
}

TEST(BrokenSafetensorsTest, ACutAnywhereIsRefused) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2_5VL, folder.path());
    const std::string whole = readText(folder.path() / "model.safetensors");
    for (const std::size_t kept :
         {std::size_t{8}, std::size_t{100}, std::size_t{3000}, whole.size() / 2, whole.size() - 1}) {
        writeText(folder.path() / "model.safetensors", whole.substr(0, kept));
        expectRefused(folder.path(), "model.safetensors", "cut to " + std::to_string(kept));
    }
    writeText(folder.path() / "model.safetensors", whole + "x");
    expectRefused(folder.path(), "belong to no tensor", "one byte more");
}

}  // namespace
}  // namespace msao::engine
