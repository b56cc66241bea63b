// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/loaded_pair.h"

#include <optional>

namespace msao::app {

using namespace engine;

namespace {

Status checkNamed(const std::filesystem::path& folder, const PairNeeds& needs, const char* option) {
    if (!folder.empty()) return Done{};
    return Error{ErrorCode::InvalidArgument, needs.who + ' ' + option};
}

}  // namespace

Result<LoadedPair> loadPair(const NamedPair& named, const PairNeeds& needs, std::stop_token stop) {
    std::optional<ModelArguments> target;
    std::optional<ModelArguments> draft;
    if (needs.target) {
        MSAO_CHECK(checkNamed(named.target, needs, "--target"));
        MSAO_TRY(target, named.weights.targetModel(named.model, named.target));
    }
    if (needs.draft || needs.cloudDraft) {
        MSAO_CHECK(checkNamed(named.draft, needs, "--draft"));
        MSAO_TRY(draft, named.weights.draftModel(named.model, named.draft));
    }
    LoadedPair pair;
    if (target) {
        MSAO_TRY(pair.target, target->load(stop));
    }
    if (needs.draft) {
        MSAO_TRY(pair.draft, draft->load(stop));
    }
    if (needs.cloudDraft) {
        MSAO_TRY(pair.cloudDraft, draft->load(stop));
    }
    return pair;
}

}  // namespace msao::app
