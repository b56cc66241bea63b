// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace msao::engine {

enum class Modality { Text, Image, Video, Audio };

inline constexpr std::array kModalities = {Modality::Text, Modality::Image, Modality::Video, Modality::Audio};

constexpr std::string_view modalityName(Modality modality) {
    switch (modality) {
        case Modality::Text:
            return "text";
        case Modality::Image:
            return "image";
        case Modality::Video:
            return "video";
        case Modality::Audio:
            return "audio";
    }
    return "";
}

}  // namespace msao::engine
