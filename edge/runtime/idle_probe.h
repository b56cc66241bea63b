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

/// A look at a picture that nobody has asked about.
struct IdleLook {
    engine::FrameProbed frame;  // its gamma: since the picture before
    double sinceAsked = 1;      // the same since the picture at the last question; 1 where there is none to compare
};

/// The probe between questions: where the draft model looks in the picture that is there now, and how much of it
/// changed (Eq. 5). Nothing is planned, so nothing is said of what would travel.
class IdleProbe {
public:
    engine::Result<IdleLook> look(engine::Engine& draft, const engine::ImportanceSource& source,
                                  const engine::RgbImage& image, const std::string& words, std::stop_token stop);
    /// A question is being asked about what is there now: what is slow, and changes little from one picture to the
    /// next, is measured from here on.
    void asked();

private:
    /// A picture as the first blocks saw it.
    struct Seen {
        engine::TokenGrid grid;
        engine::FeatureRows pooled;
    };

    std::optional<Seen> m_before;
    std::optional<Seen> m_asked;
    std::int64_t m_frames = 0;
};

}  // namespace msao::edge
