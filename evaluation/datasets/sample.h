// SPDX-License-Identifier: Apache-2.0
// One question of a dataset: what is shown and played, what is asked, and what makes an answer right.
#pragma once

#include "msao/engine/audio.h"
#include "msao/engine/image.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::evaluation {

/// Which language tokens of a picture or clip are kept.
struct KeptGrid {
    std::vector<bool> kept;  // steps * rows * columns
    std::int64_t steps = 1;  // of time
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int32_t framesPerStep = 1;
};

/// How many pixels of what was asked about lie on kept tokens.
struct PixelShare {
    std::int64_t kept = 0;
    std::int64_t all = 0;
    bool operator==(const PixelShare&) const = default;
};

struct Sample {
    std::string id;
    std::string type;       // what accuracy is told by: "count", an ability, an answer type
    std::string dimension;  // a coarser one, or empty
    std::string group;      // answers of one group are right together or not at all; empty: it stands alone

    engine::RgbClip pictures;  // no frame: nothing is shown; one: a picture; more: a clip
    bool isClip = false;
    std::optional<engine::Sound> sound;
    std::string question;  // in the words that the model is asked in
    std::string expected;  // a right answer, for people who read mistakes

    std::function<double(std::string_view answer)> score;        // 0...1
    std::optional<double> constantScore;                         // of the best constant answer to this type
    std::function<PixelShare(const KeptGrid&)> pixelsOfObjects;  // empty: nobody knows where the objects are
};

}  // namespace msao::evaluation
