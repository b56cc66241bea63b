// SPDX-License-Identifier: Apache-2.0
// Broken and foreign tokenizer.json files, made here one by one: each is refused with a sentence that names what is
// wrong.
#include "tests/engine/text/small_tokenizer.h"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace msao::engine {
namespace {

using namespace engine::testing;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct BrokenValue {
    const char* pointer;      // the value that is replaced or added
    const char* replacement;  // JSON; empty: the value is removed
    const char* complaint;    // part of the message
};

void PrintTo(const BrokenValue& broken, std::ostream* out) {
    *out << broken.pointer << " = " << broken.replacement;
}

class BrokenValueTest : public ::testing::TestWithParam<BrokenValue> {};

json smallTokenizerWith(const BrokenValue& broken) {
    const std::string operation = *broken.replacement == '\0' ? "remove" : "add";
    json patch = {{"op", operation}, {"path", broken.pointer}};
    if (operation == "add") patch["value"] = json::parse(broken.replacement);
    return smallTokenizer().patch(json::array({patch}));
}

TEST_P(BrokenValueTest, IsRefusedInWords) {
    const auto tokenizer = readText(smallTokenizerWith(GetParam()).dump());
    ASSERT_FALSE(tokenizer);
    EXPECT_THAT(tokenizer.error().message, StartsWith("tokenizer.json: "));
    EXPECT_THAT(tokenizer.error().message, HasSubstr(GetParam().complaint));
    EXPECT_EQ(tokenizer.error().message.find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    ForeignArchitecture, BrokenValueTest,
    ::testing::Values(
        BrokenValue{"/model/type", R"("Unigram")", R"(key `model.type`: expected "BPE" as in Qwen2, found "Unigram")"},
        BrokenValue{"/model/type", "", R"(expected "BPE" as in Qwen2, found nothing)"},
        BrokenValue{"/model/type", "7", "`model.type`"}, BrokenValue{"/model", R"("BPE")", "model"},
        BrokenValue{"/model", "[]", "model"}, BrokenValue{"/model", "", "model.vocab"},
        BrokenValue{"/model/byte_fallback", "true", "`model.byte_fallback`: expected false"},
        BrokenValue{"/model/ignore_merges", R"("yes")", "`model.ignore_merges`"},
        BrokenValue{"/model/dropout", "0.1", "`model.dropout`"},
        BrokenValue{"/model/continuing_subword_prefix", R"("##")", "`model.continuing_subword_prefix`"},
        BrokenValue{"/model/end_of_word_suffix", R"("</w>")", "`model.end_of_word_suffix`"},
        BrokenValue{"/normalizer", "null", R"(`normalizer.type`: expected "NFC" as in Qwen2, found nothing)"},
        BrokenValue{"/normalizer/type", R"("NFKC")", R"(found "NFKC")"},
        BrokenValue{"/normalizer", R"([{"type":"NFC"}])", "`normalizer.type`"},
        BrokenValue{"/pre_tokenizer", "", "`pre_tokenizer.type`"},
        BrokenValue{"/pre_tokenizer/type", R"("ByteLevel")", "`pre_tokenizer.type`"},
        BrokenValue{"/pre_tokenizer/pretokenizers", "{}", "`pre_tokenizer.pretokenizers.0.type`"},
        BrokenValue{"/pre_tokenizer/pretokenizers/0/pattern/Regex", R"("\\s+|\\S+")",
                    "`pre_tokenizer.pretokenizers.0.pattern.Regex`"},
        BrokenValue{"/pre_tokenizer/pretokenizers/0/pattern", R"({"String":" "})", "pattern.Regex`"},
        BrokenValue{"/pre_tokenizer/pretokenizers/0/behavior", R"("Removed")", "behavior`: expected \"Isolated\""},
        BrokenValue{"/pre_tokenizer/pretokenizers/0/invert", "true", "invert`: expected false"},
        BrokenValue{"/pre_tokenizer/pretokenizers/1/add_prefix_space", "true", "add_prefix_space`: expected false"},
        BrokenValue{"/pre_tokenizer/pretokenizers/1/use_regex", "",
                    "use_regex`: expected false as in Qwen2, found nothing"},
        BrokenValue{"/pre_tokenizer/pretokenizers/2", R"({"type":"Digits"})", "pretokenizers.2`: expected nothing"},
        BrokenValue{"/post_processor/type", R"("TemplateProcessing")", "`post_processor.type`"},
        BrokenValue{"/decoder/type", R"("Metaspace")", "`decoder.type`"},
        BrokenValue{"/decoder", "null", "`decoder.type`"}));

INSTANTIATE_TEST_SUITE_P(
    BadVocabulary, BrokenValueTest,
    ::testing::Values(BrokenValue{"/model/vocab", "", "`model.vocab`"},
                      BrokenValue{"/model/vocab", "{}",
                                  "expected an entry for each of the 256 bytes, found none for byte 0"},
                      BrokenValue{"/model/vocab", "[]", "expected '{'"},
                      BrokenValue{"/model/vocab", "null", "expected '{'"},
                      BrokenValue{"/model/vocab/a", "", "found none for byte 97"},
                      BrokenValue{"/model/vocab/new", "-1", "entry `new`: expected an id from 0 to 524287, found -1"},
                      BrokenValue{"/model/vocab/new", "524288", "found 524288"},
                      BrokenValue{"/model/vocab/new", "9223372036854775807", "found 9223372036854775807"},
                      BrokenValue{"/model/vocab/new", "18446744073709551615", "expected an integer"},
                      BrokenValue{"/model/vocab/new", "1e3", "expected an integer"},
                      BrokenValue{"/model/vocab/new", R"("270")", "expected an integer"},
                      BrokenValue{"/model/vocab/new", "null", "expected an integer"},
                      BrokenValue{"/model/vocab/new", "[1]", "expected an integer"},
                      BrokenValue{"/model/vocab/new", "97", "expected an id of its own, found 97 again"},
                      BrokenValue{"/model/vocab/", "270", "expected some text, found none"}));

INSTANTIATE_TEST_SUITE_P(
    BadMerges, BrokenValueTest,
    ::testing::Values(BrokenValue{"/model/merges", "", "`model.merges`"},
                      BrokenValue{"/model/merges", "{}", "expected '['"},
                      BrokenValue{"/model/merges", "7", "expected '['"},
                      BrokenValue{"/model/merges/0", R"("th")",
                                  "`model.merges[0]`: expected two entries and one space between, found `th`"},
                      BrokenValue{"/model/merges/0", R"("t h e")", "found `t h e`"},
                      BrokenValue{"/model/merges/0", R"("t zz")", "expected an entry of model.vocab, found `zz`"},
                      BrokenValue{"/model/merges/0", R"("t t")", "expected an entry of model.vocab, found `tt`"},
                      BrokenValue{"/model/merges/0", R"(["t"])", "expected ','"},
                      BrokenValue{"/model/merges/0", R"(["t","h","e"])", "expected ']'"},
                      BrokenValue{"/model/merges/0", R"([1,2])", "expected a string"},
                      BrokenValue{"/model/merges/0", R"({"a":"b"})", "expected a string"},
                      BrokenValue{"/model/merges/-", R"("t h")", "`model.merges[5]`: expected each pair once"}));

INSTANTIATE_TEST_SUITE_P(
    BadAddedTokens, BrokenValueTest,
    ::testing::Values(BrokenValue{"/added_tokens", "{}", "`added_tokens`: expected a list"},
                      BrokenValue{"/added_tokens/0", "3", "added_tokens[0]"},
                      BrokenValue{"/added_tokens/0/id", "", "`added_tokens[0].id`"},
                      BrokenValue{"/added_tokens/0/id", "-2", "`added_tokens[0].id`"},
                      BrokenValue{"/added_tokens/0/id", "1e300", "`added_tokens[0].id`"},
                      BrokenValue{"/added_tokens/0/id", "97", "expected an id that is not taken"},
                      BrokenValue{"/added_tokens/0/id", "301", "`added_tokens[1].id`"},
                      BrokenValue{"/added_tokens/0/content", R"("the")",
                                  "expected the id of that entry in model.vocab, 257"},
                      BrokenValue{"/added_tokens/0/content", R"("")", "`added_tokens[0].content`"},
                      BrokenValue{"/added_tokens/0/content", R"("<tool_call>")",
                                  "`added_tokens[1].content`: expected each token once"},
                      BrokenValue{"/added_tokens/0/special", R"("true")", "`added_tokens[0].special`"},
                      BrokenValue{"/added_tokens/0/single_word", "true", "`added_tokens[0].single_word`"}));

std::string complaintAbout(std::string_view text) {
    const auto tokenizer = readText(text);
    return tokenizer ? "" : tokenizer.error().message;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

TEST(BrokenTokenizerTest, RefusesWhatIsNotJson) {
    for (const char* text : {"", " ", "null", "[]", "7", "\"x\"", "{", "{}", "{\"model\"", "{\"model\":}", "{,}",
                             "\xEF\xBB\xBF{}", "\xFF\xFE{}"}) {
        EXPECT_THAT(complaintAbout(text), StartsWith("tokenizer.json: ")) << text;
    }
}

TEST(BrokenTokenizerTest, RefusesAFileCutAnywhere) {
    const std::string text = smallTokenizer().dump();
    for (std::size_t length = 0; length < text.size(); length += 7) {
        EXPECT_THAT(complaintAbout(text.substr(0, length)), StartsWith("tokenizer.json: ")) << length;
    }
}

TEST(BrokenTokenizerTest, RefusesTextBehindTheEnd) {
    EXPECT_THAT(complaintAbout(smallTokenizer().dump() + "{}"), HasSubstr("expected the end of the file"));
    EXPECT_THAT(complaintAbout(smallTokenizer().dump() + std::string(1, '\0')),
                HasSubstr("expected the end of the file"));
}

TEST(BrokenTokenizerTest, RefusesKeysThatStandTwice) {
    const std::string text = smallTokenizer().dump();
    EXPECT_THAT(complaintAbout(replaced(text, "{", R"({"model":{},)")), HasSubstr("found `model` twice"));
    EXPECT_THAT(complaintAbout(replaced(text, R"("vocab":)", R"("vocab":{},"vocab":)")),
                HasSubstr("found `model.vocab` twice"));
    EXPECT_THAT(complaintAbout(replaced(text, R"("th":256)", R"("th":256,"\u0074h":270)")),
                HasSubstr("expected once, found twice"));
}

TEST(BrokenTokenizerTest, RefusesStringsThatAreNotUtf8) {
    const std::string text = smallTokenizer().dump();
    EXPECT_THAT(complaintAbout(replaced(text, R"("th":256)", "\"t\xC3\":256")), HasSubstr("valid UTF-8"));
    EXPECT_THAT(complaintAbout(replaced(text, "\"t h\"", "\"t \xED\xA0\x80\"")), HasSubstr("valid UTF-8"));
    EXPECT_THAT(complaintAbout(replaced(text, R"("NFC")", "\"\xFF\"")), StartsWith("tokenizer.json: "));
}

TEST(BrokenTokenizerTest, RefusesBadEscapes) {
    const std::string text = smallTokenizer().dump();
    for (const char* escape : {R"("\x")", R"("\u12")", R"("\uD800")", R"("\uDC00")", R"("\uD800\u0041")", R"("\u00g0")",
                               "\"\t\"", R"("\)"}) {
        const std::string broken = replaced(text, R"("th")", escape);
        EXPECT_THAT(complaintAbout(broken), HasSubstr("not valid JSON")) << escape;
    }
}

TEST(BrokenTokenizerTest, RefusesDeepNesting) {
    for (const char* open : {"[", "{\"a\":"}) {
        std::string deep;
        for (int i = 0; i < 1000000; ++i) deep += open;
        EXPECT_THAT(complaintAbout(deep), StartsWith("tokenizer.json: "));
        EXPECT_THAT(complaintAbout(R"({"normalizer":)" + deep), StartsWith("tokenizer.json: "));
        EXPECT_THAT(complaintAbout(R"({"model":{"merges":)" + deep), StartsWith("tokenizer.json: "));
    }
    EXPECT_THAT(complaintAbout(R"({"normalizer":)" + std::string(1000, '[') + std::string(1000, ']') + "}"),
                HasSubstr("nested deeper"));
}

TEST(BrokenTokenizerTest, RefusesTooMuchBesidesTheVocabulary) {
    EXPECT_THAT(complaintAbout(R"({"version":")" + std::string(3 << 20, 'x') + "\"}"),
                HasSubstr("bytes besides model.vocab and model.merges"));
}

TEST(BrokenTokenizerTest, RefusesAHugeFileAtOnce) {
    const auto path =
        std::filesystem::temp_directory_path() / ("msao_huge_tokenizer_" + std::to_string(::getpid()) + ".json");
    std::ofstream(path).put('{');
    std::filesystem::resize_file(path, std::uintmax_t{2} << 30);  // sparse
    const auto begin = std::chrono::steady_clock::now();
    const auto tokenizer = Tokenizer::read(path);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::filesystem::remove(path);
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(tokenizer.error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(tokenizer.error().message, HasSubstr("found 2147483648"));
    EXPECT_LT(seconds.count(), 2.0);
}

TEST(BrokenTokenizerTest, NamesTheFileThatIsNotThere) {
    const auto tokenizer = Tokenizer::read("/nowhere/tokenizer.json");
    ASSERT_FALSE(tokenizer);
    EXPECT_THAT(tokenizer.error().message, HasSubstr("/nowhere/tokenizer.json"));
}

}  // namespace
}  // namespace msao::engine
