// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/speech.h"

namespace msao::training {

/// Every voice; spoken once for all tests on a machine, since that takes a moment.
inline const engine::Result<world::SpeechBank>& demoVoices() {
    static const engine::Result<world::SpeechBank> voices = world::SpeechBank::open(world::defaultSpeechCache());
    return voices;
}

}  // namespace msao::training

/// Skips the test where espeak-ng is not installed.
#define MSAO_VOICES_OR_SKIP(voices)                                                    \
    if (!demoVoices() && demoVoices().error().code == engine::ErrorCode::FileNotFound) \
        GTEST_SKIP() << demoVoices().error().message;                                  \
    ASSERT_TRUE(demoVoices()) << demoVoices().error().message;                         \
    const world::SpeechBank& voices = *demoVoices()
