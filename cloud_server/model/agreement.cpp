// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/agreement.h"

#include "msao/engine/prompt.h"
#include "msao/engine/sampling.h"

#include <cstdint>

namespace msao::cloud {

using engine::Logits;
using engine::TokenId;

engine::Result<std::size_t> agreedTokens(engine::Engine& model, const DrawnSample& sample) {
    MSAO_TRY(const engine::Prompt prompt, engine::buildPrompt(sample.prompt, {}, {}, model.config()));
    engine::Session session = model.newSession();
    const auto draws = [&](Logits& logits, std::int64_t row, TokenId token) {
        return engine::sampleToken(logits.row(row), model.tokenEnd(), {}, {}, 0) == token;
    };
    MSAO_TRY(Logits behindPrompt, model.prefill(session, prompt));
    std::size_t agreed = draws(behindPrompt, 0, sample.drawn.front()) ? 1 : 0;
    const engine::DecodeRequest request{&session, sample.drawn};
    Logits logits;
    MSAO_CHECK(model.decode({&request, 1}, logits));
    for (std::size_t i = 1; i < sample.drawn.size(); ++i) {
        if (draws(logits, static_cast<std::int64_t>(i) - 1, sample.drawn[i])) ++agreed;
    }
    return agreed;
}

}  // namespace msao::cloud
