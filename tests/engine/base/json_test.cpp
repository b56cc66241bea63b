// SPDX-License-Identifier: Apache-2.0
#include "engine/base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using testing::HasSubstr;

std::string complaintOf(std::string_view text) {
    const auto json = parseJson(text, "a.json");
    return json ? "" : json.error().message;
}

TEST(JsonTest, RefusesDuplicateKeysAtAnyDepth) {
    EXPECT_THAT(complaintOf(R"({"a": 1, "a": 2})"), HasSubstr("key `a` stands twice"));
    EXPECT_THAT(complaintOf(R"({"b": [{"a": 1, "a": 2}]})"), HasSubstr("key `a` stands twice"));
    EXPECT_EQ(complaintOf(R"({"a": {"a": 1}, "b": {"a": 2}})"), "");
}

TEST(JsonTest, RefusesDeepNesting) {
    EXPECT_THAT(complaintOf(std::string(1000, '[')), HasSubstr("nested deeper than 32"));
}

TEST(JsonTest, RefusesMoreValuesThanItsLimit) {
    std::string text = "[0";
    for (int i = 0; i < 300'000; ++i) text += ",0";
    EXPECT_THAT(complaintOf(text + "]"), HasSubstr("more than 200000 values"));
}

TEST(JsonTest, RefusesTokensWithoutEnd) {
    EXPECT_THAT(complaintOf("{\"a\": \"" + std::string(100'000, 'x') + "\"}"), HasSubstr("runs on without end"));
    EXPECT_THAT(complaintOf("{\"a\": " + std::string(100'000, '1') + "}"), HasSubstr("runs on without end"));
}

TEST(JsonTest, RefusesWhatIsNotJson) {
    for (const char* text : {"", "{", "{]", "{\"a\": NaN}", "{\"a\": 01}", "{} {}", "{\"a\": \"\xff\"}", "{'a': 1}"}) {
        EXPECT_THAT(complaintOf(text), HasSubstr("a.json: not valid JSON at byte")) << text;
    }
}

TEST(JsonObjectTest, NamesFileKeyExpectedAndFound) {
    const auto json = parseJson(R"({"outer": {"n": -3, "s": 5, "list": [1, "x"]}})", "a.json");
    ASSERT_TRUE(json);
    const auto file = JsonObject::of(*json, "a.json");
    const auto outer = file->optionalObject("outer");
    ASSERT_TRUE(outer && *outer);
    const JsonObject& object = **outer;
    EXPECT_EQ(object.integer("n", {0, 9}).error().message,
              "a.json: key `outer.n`: expected an integer from 0 to 9, found -3");
    EXPECT_EQ(object.string("s").error().message, "a.json: key `outer.s`: expected a string, found 5");
    EXPECT_EQ(object.integer("absent", {0, 9}).error().message,
              "a.json: key `outer.absent`: expected an integer from 0 to 9, found nothing");
    EXPECT_THAT(object.optionalIntegers("list", {0, 9}, 4).error().message, HasSubstr("found a list of 2"));
}

TEST(JsonObjectTest, TakesNullForAbsent) {
    const auto json = parseJson(R"({"n": null})", "a.json");
    const auto file = JsonObject::of(*json, "a.json");
    EXPECT_FALSE(file->has("n"));
    EXPECT_EQ(*file->optionalInteger("n", {}), std::nullopt);
}

TEST(JsonObjectTest, RefusesIntegersBeyondSixtyFourBitsAndFractions) {
    const auto json = parseJson(R"({"a": 18446744073709551615, "b": 1e3, "c": 99999999999999999999})", "a.json");
    const auto file = JsonObject::of(*json, "a.json");
    for (const char* key : {"a", "b", "c"}) EXPECT_FALSE(file->optionalInteger(key, {})) << key;
}

}  // namespace
}  // namespace msao::engine
