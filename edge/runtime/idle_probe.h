// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/feature_rows.h"
#include "msao/engine/importance.h"
#include "msao/engine/trace_event.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace msao::edge {

/// The probe between questions: where the draft model looks in the picture that is there now, and how much of it
/// changed since the picture before (Eq. 5). Nothing is planned, so nothing is said of what would travel.
class IdleProbe {
public:
    engine::Result<engine::FrameProbed> look(engine::Engine& draft, const engine::ImportanceSource& source,
                                             const engine::RgbImage& image, const std::string& words,
                                             std::stop_token stop);

private:
    /// The picture before, as the first blocks saw it.
    struct Before {
        engine::TokenGrid grid;
        engine::FeatureRows pooled;
    };

    std::optional<Before> m_before;
    std::int64_t m_frames = 0;
};

}  // namespace msao::edge
