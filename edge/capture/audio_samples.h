// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAudioFormat>
#include <QByteArray>

#include <vector>

namespace msao::edge {

/// What a device gave, as one channel: the mean of all. Samples that are no numbers become silence, louder ones than
/// full scale full scale. A frame that is cut short is left out.
std::vector<float> monoSamples(const QByteArray& bytes, const QAudioFormat& format);

}  // namespace msao::edge
