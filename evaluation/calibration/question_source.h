// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/prompt_description.h"

#include <cstddef>
#include <string>

namespace msao::calibration {

/// A question with what it is about, everything kept.
struct AskedQuestion {
    std::string text;
    engine::PromptDescription prompt;
};

/// The questions that a pair is measured on, the same ones in every run.
class QuestionSource {
public:
    virtual ~QuestionSource() = default;
    virtual std::size_t size() const = 0;
    /// For the tokenizer of `engine`; sounds are left out for a model that cannot hear.
    virtual engine::Result<AskedQuestion> question(std::size_t index, const engine::Engine& engine) const = 0;
};

}  // namespace msao::calibration
