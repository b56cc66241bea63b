// SPDX-License-Identifier: Apache-2.0
// What the cloud drafts for itself before a pass: with its copy of the draft model, or from the text itself.
#include "engine/answer/cloud_answer.h"
#include "msao/engine/cloud_answers.h"
#include "msao/engine/pass_plan.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

struct SelfDrafting {
    CloudAnswer* answer = nullptr;
    std::size_t wanted = 0;
    std::size_t known = 0;      // of text: committed, and drafts of the edge
    std::vector<TokenId> text;  // grows by the drafts
    bool isDone() const { return text.size() - known >= wanted; }
};

/// Where the copy's memory is full, the answer goes on without it.
Drafter* readyDrafter(CloudAnswer& answer) {
    Drafter* drafter = answer.drafter();
    while (drafter != nullptr && !drafter->hasReadPrompt()) {
        if (drafter->readPrompt()) continue;
        answer.dropDrafter();
        drafter = nullptr;
    }
    return drafter;
}

void shareSteps(std::span<SelfDrafting> all) {
    std::vector<std::int32_t> wanted;
    for (const SelfDrafting& drafting : all) wanted.push_back(static_cast<std::int32_t>(drafting.wanted));
    const auto steps = static_cast<std::size_t>(sharedDraftSteps(wanted));
    for (SelfDrafting& drafting : all) drafting.wanted = steps;
}

/// One token more for each that wants one; false when the model failed.
bool draftOneMore(std::span<SelfDrafting> all) {
    std::vector<Drafter*> drafters;
    std::vector<std::vector<TokenId>> texts;
    std::vector<SelfDrafting*> wanting;
    for (SelfDrafting& drafting : all) {
        if (drafting.isDone()) continue;
        drafters.push_back(drafting.answer->drafter());
        texts.push_back(drafting.text);
        wanting.push_back(&drafting);
    }
    const auto drafts = draftTogether(drafters, texts);
    if (!drafts) return false;
    for (std::size_t i = 0; i < wanting.size(); ++i) wanting[i]->text.push_back((*drafts)[i].token);
    return true;
}

}  // namespace

void CloudAnswers::draftForThemselves(std::span<const Running> batch) {
    std::vector<SelfDrafting> draftings;
    for (const Running& running : batch) {
        CloudAnswer& answer = *running.answer;
        const auto wanted = static_cast<std::size_t>(answer.selfDraftsWanted());
        if (wanted == 0) continue;
        if (readyDrafter(answer) == nullptr) {
            answer.selfDrafted(answer.lookedUp(wanted));
            continue;
        }
        SelfDrafting drafting{&answer, wanted, 0, answer.committedAndDrafts()};
        drafting.known = drafting.text.size();
        draftings.push_back(std::move(drafting));
    }
    shareSteps(draftings);
    const auto isDone = [](const SelfDrafting& drafting) { return drafting.isDone(); };
    while (!std::all_of(draftings.begin(), draftings.end(), isDone)) {
        if (draftOneMore(draftings)) {
            ++m_figures.draftPasses;
            continue;
        }
        for (SelfDrafting& drafting : draftings) drafting.answer->dropDrafter();
        break;
    }
    for (SelfDrafting& drafting : draftings)
        drafting.answer->selfDrafted(std::span(drafting.text).subspan(drafting.known));
}

}  // namespace msao::engine
