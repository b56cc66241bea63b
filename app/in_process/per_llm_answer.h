// SPDX-License-Identifier: GPL-3.0-or-later
// Mode perllm for real: one model cut at a layer, both halves as threads of this process, hidden states between them.
#pragma once

#include "app/in_process/in_process_answer.h"

namespace msao::app {

/// The edge reads the prompt with towers and lower layers, the cloud goes on from its hidden states, draws each token
/// and sends it back, and the edge begins the next. Nothing is pruned, nothing drafted. `models.target` is the model:
/// its halves have sessions of their own and never work at once. On a link that is down it waits.
engine::Result<InProcessAnswer> answerPerLlm(const InProcessModels& models, const InProcessQuestion& question,
                                             engine::TraceSink& trace, std::stop_token stop);

}  // namespace msao::app
