// SPDX-License-Identifier: Apache-2.0
// The law: whatever the drafter, the policy, the chunking and the network did, the answer is, token for token, what the
// target says alone. `lossless_answers [prompts] [seeds] [first seed]`; exit code 1 and the case at a difference.
#include "tests/engine/answer/answer_world.h"

#include <cstdio>
#include <cstdlib>
#include <map>

using namespace msao::engine;
using namespace msao::engine::testing;

namespace {

struct Tally {
    long prompts = 0;
    long answers = 0;
    long tokens = 0;
    long drafted = 0;
    long accepted = 0;
    std::map<std::string, long> byMode;
};

bool isAnswer(const EdgeAnswer& answer, const std::vector<TokenId>& expected) {
    const std::vector<AnswerToken>& found = answer.tokens();
    if (found.size() != expected.size()) return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].token != expected[i] || found[i].provenance == Provenance::Unverified) return false;
    }
    return true;
}

bool runCase(SyntheticPair& pair, std::vector<AskedQuestion> questions, std::uint64_t seed, Tally& tally) {
    std::vector<std::vector<TokenId>> expected;
    for (const AskedQuestion& question : questions) expected.push_back(answerOf(*pair.target, question));
    AnswerWorld world(pair, std::move(questions), {.losesLinks = seed % 3 == 0, .cloudHasDraft = seed % 2 == 0}, seed);
    if (const std::string fault = world.run(); !fault.empty()) {
        std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), fault.c_str());
        return false;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const EdgeAnswer& answer = world.answer(i);
        if (expected[i].empty() || !isAnswer(answer, expected[i])) {
            std::printf("seed %llu, edge %zu, mode %s: expected the target's %zu tokens, found %zu others\n",
                        static_cast<unsigned long long>(seed), i,
                        std::string(modeName(answer.controller().mode())).c_str(), expected[i].size(),
                        answer.tokens().size());
            return false;
        }
        ++tally.answers;
        ++tally.byMode[std::string(modeName(answer.controller().mode()))];
        tally.tokens += static_cast<long>(expected[i].size());
        tally.drafted += answer.controller().counts().proposed;
        tally.accepted += answer.controller().counts().accepted;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const long prompts = argc > 1 ? std::atol(argv[1]) : 100;
    const long seeds = argc > 2 ? std::atol(argv[2]) : 2;
    const auto firstSeed = static_cast<std::uint64_t>(argc > 3 ? std::atoll(argv[3]) : 20261121);
    std::printf("first seed %llu\n", static_cast<unsigned long long>(firstSeed));
    Tally tally;
    constexpr double kAgreements[] = {0.5, 0.8, 0.95};
    std::uint64_t seed = firstSeed;
    for (const double agreement : kAgreements) {
        SyntheticPair pair(agreement, firstSeed + static_cast<std::uint64_t>(100 * agreement));
        if (!pair.error.empty()) {
            std::printf("%s\n", pair.error.c_str());
            return 1;
        }
        const long promptsBefore = tally.prompts;
        while (tally.prompts < promptsBefore + (prompts + 2) / 3) {
            std::mt19937_64 dice(++seed);
            std::vector<AskedQuestion> questions;
            for (std::uint64_t edges = 1 + dice() % 3; edges > 0; --edges)
                questions.push_back(randomQuestion(*pair.draft, dice));
            tally.prompts += static_cast<long>(questions.size());
            for (long i = 0; i < seeds; ++i) {
                for (AskedQuestion& question : questions) question.sampling.seed = dice();
                if (!runCase(pair, questions, ++seed, tally)) return 1;
            }
        }
    }
    std::printf(
        "%ld prompts x %ld seeds: %ld answers, %ld tokens, none differs; %ld drafted, %ld of them in the answers\n",
        tally.prompts, seeds, tally.answers, tally.tokens, tally.drafted, tally.accepted);
    for (const auto& [mode, answers] : tally.byMode) std::printf("  %-18s %6ld answers\n", mode.c_str(), answers);
    return 0;
}
