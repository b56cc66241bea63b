// SPDX-License-Identifier: Apache-2.0
#include "training/pointing.h"

#include "msao/world/named_things.h"

namespace msao::training {

std::vector<Pointer> pointersOf(const world::Question& question, const world::Situation& situation,
                                const TurnWriter& writer) {
    // What follows a question begins with a special token, so no token reaches across its end; and none reaches across
    // the end of a word.
    const auto around = static_cast<std::int64_t>(writer.question("").size());
    const auto tokensUpTo = [&](std::size_t end) {
        return static_cast<std::int64_t>(writer.question(question.text.substr(0, end)).size()) - around;
    };
    std::vector<Pointer> pointers;
    for (const world::NamedThing& named : world::namedThings(question.text, situation))
        pointers.push_back({tokensUpTo(named.end) - 1, named.objects});
    pointers.push_back({tokensUpTo(question.text.size()) + around - 1, question.objects});
    return pointers;
}

}  // namespace msao::training
