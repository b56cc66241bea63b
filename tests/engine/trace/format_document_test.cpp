// SPDX-License-Identifier: Apache-2.0
// docs/trace-format.md and the code agree: every number in its tables, and every byte of its example.
#include "engine/trace/enum_names.h"
#include "engine/trace/event_encoder.h"
#include "engine/trace/fact_fields.h"
#include "tests/engine/trace/trace_files.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace msao::tests {
namespace {

using namespace engine;

std::string document() {
    std::ifstream in(MSAO_SOURCE_DIR "/docs/trace-format.md");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The bytes of the fenced block with this title: two hex digits each, what follows `;` is comment.
std::vector<std::byte> exampleBytes(const std::string& title) {
    const std::string text = document();
    const std::size_t begin = text.find("```" + title + "\n");
    EXPECT_NE(begin, std::string::npos) << title;
    const std::size_t end = text.find("\n```", begin);
    std::istringstream lines(text.substr(begin, end - begin));
    std::vector<std::byte> bytes;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream digits(line.substr(0, line.find(';')));
        for (std::string byte; digits >> byte;) bytes.push_back(static_cast<std::byte>(std::stoi(byte, nullptr, 16)));
    }
    return bytes;
}

std::vector<TraceEvent> exampleEvents() {
    return {{TraceTime{1'000'000}, RequestId{1}, TokenDrafted{0, 7, TokenId{9707}, 0.25f, 3.5, {}}},
            {TraceTime{1'000'500}, RequestId{1}, TokenEmitted{7, TokenId{9707}, Provenance::Accepted, "Hi"}}};
}

template <typename T>
std::string fieldList() {
    std::string list;
    T value{};
    Fields<T>::each(value, [&](std::uint64_t number, std::string_view name, auto&) {
        if (!list.empty()) list += ", ";
        list += std::to_string(number) + " `" + std::string(name) + "`";
    });
    return list;
}

template <typename Fact>
void expectTypeInDocument(const std::string& text) {
    const std::string row = "| " + std::to_string(Fields<Fact>::type) + " | `" + std::string(Fields<Fact>::name) +
                            "` | " + fieldList<Fact>() + " |";
    EXPECT_THAT(text, testing::HasSubstr(row));
}

template <typename T>
void expectStructInDocument(const std::string& text, const std::string& name) {
    EXPECT_THAT(text, testing::HasSubstr("| " + name + " | " + fieldList<T>() + " |"));
}

template <typename Enum>
void expectEnumInDocument(const std::string& text, const std::string& name) {
    std::string list;
    for (std::size_t number = 0; number < kEnumNames<Enum>.size(); ++number) {
        if (number > 0) list += ", ";
        list += std::to_string(number) + " `" + std::string(kEnumNames<Enum>[number].name) + "`";
    }
    EXPECT_THAT(text, testing::HasSubstr("| " + name + " | " + list + " |"));
}

template <std::size_t... index>
void expectAllTypes(const std::string& text, std::index_sequence<index...>) {
    (expectTypeInDocument<std::variant_alternative_t<index, TraceFact>>(text), ...);
}

TEST(TraceFormatDocumentTest, NumbersEveryTypeAndField) {
    const std::string text = document();
    expectAllTypes(text, std::make_index_sequence<std::variant_size_v<TraceFact>>());
    expectStructInDocument<SamplingOptions>(text, "sampling");
    expectStructInDocument<ModalityProbe>(text, "probe");
    expectStructInDocument<Plan>(text, "plan");
    expectStructInDocument<ModalityPlan>(text, "modality plan");
    expectStructInDocument<CostTerm>(text, "cost");
    expectStructInDocument<TokenProbability>(text, "candidate");
    expectStructInDocument<DraftBatch>(text, "batch");
    expectStructInDocument<Verdict>(text, "verdict");
    expectStructInDocument<CloudTimes>(text, "cloud times");
    expectStructInDocument<LinkEstimate>(text, "estimate");
    expectStructInDocument<PlanSearch>(text, "search");
    expectStructInDocument<PlanAxis>(text, "axis");
    expectStructInDocument<TriedPlan>(text, "tried");
    expectStructInDocument<ServerFigures>(text, "server");
}

TEST(TraceFormatDocumentTest, NumbersEveryEnumerator) {
    const std::string text = document();
    expectEnumInDocument<Mode>(text, "mode");
    expectEnumInDocument<Modality>(text, "modality");
    expectEnumInDocument<RequestOutcome>(text, "outcome");
    expectEnumInDocument<SendReason>(text, "send reason");
    expectEnumInDocument<Provenance>(text, "provenance");
    expectEnumInDocument<ThetaReason>(text, "theta reason");
    expectEnumInDocument<Side>(text, "side");
    expectEnumInDocument<PlanQuantity>(text, "plan quantity");
    expectEnumInDocument<ErrorCode>(text, "error code");
}

TEST(TraceFormatDocumentTest, ItsExampleFileReadsAsItsEvents) {
    const TemporaryFile file;
    file.write(exampleBytes("example-file"));
    const TraceContent content = readTrace(file.path());
    EXPECT_EQ(content.error + content.damage, "");
    EXPECT_EQ(content.events, exampleEvents());
}

// Not the file's own bytes: how zstd spells a block depends on its version.
TEST(TraceFormatDocumentTest, ItsExampleEventsAreWhatTheWriterEncodes) {
    const std::vector<TraceEvent> events = exampleEvents();
    std::vector<std::byte> encoded;
    encodeEvent(events[0], TraceTime{0}, encoded);
    encodeEvent(events[1], events[1].time - events[0].time, encoded);
    EXPECT_EQ(exampleBytes("example-events"), encoded);
}

}  // namespace
}  // namespace msao::tests
