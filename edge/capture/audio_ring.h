// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace msao::edge {

/// The newest samples, as many as it has room for.
class AudioRing {
public:
    explicit AudioRing(std::size_t capacity = 0) : m_capacity(capacity) {}

    void push(std::span<const float> samples);
    std::size_t size() const { return m_samples.size(); }
    /// Some were pushed that are no longer there.
    bool hasForgotten() const { return m_hasForgotten; }
    /// In the order in which they came. Nothing is left.
    std::vector<float> take();

private:
    std::size_t m_capacity;
    std::vector<float> m_samples;  // grows to the capacity, and no further
    std::size_t m_oldest = 0;      // where the next one goes, once it is full
    bool m_hasForgotten = false;
};

}  // namespace msao::edge
