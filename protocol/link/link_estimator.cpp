// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/link_estimator.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace msao::protocol {
namespace {

// Few, so that a step of the link is believed within a few round trips; more than one, so that a stray sample is not.
constexpr std::size_t kRateSamples = 5;
constexpr std::size_t kRoundTripSamples = 8;
constexpr double kJitterGain = 0.25;
constexpr std::uint64_t kLeastSampleBytes = 4096;  // less says more of latency than of bandwidth
constexpr std::size_t kMaxDepartures = 4096;       // without an acknowledgement; older ones are forgotten

void push(std::deque<double>& samples, double sample, std::size_t limit) {
    samples.push_back(sample);
    if (samples.size() > limit) samples.pop_front();
}

double seconds(LinkTime time) {
    return std::chrono::duration<double>(time).count();
}

}  // namespace

void LinkEstimator::sent(LinkTime now, std::uint64_t sentBytes, bool moreWaits) {
    m_departures.push_back({now, sentBytes, moreWaits});
    if (m_departures.size() > kMaxDepartures) m_departures.pop_front();
}

/// The newest message that has arrived whole. Was the link ever at rest among those that left before it?
std::optional<LinkEstimator::Departure> LinkEstimator::lastDeparted(std::uint64_t acknowledgedBytes) {
    std::optional<Departure> last;
    m_wasBusySince = true;
    while (!m_departures.empty() && m_departures.front().sentBytes <= acknowledgedBytes) {
        if (last) m_wasBusySince = m_wasBusySince && last->moreWaits;
        last = m_departures.front();
        m_departures.pop_front();
    }
    return last;
}

void LinkEstimator::acknowledged(LinkTime now, std::uint64_t acknowledgedBytes) {
    const auto departure = lastDeparted(acknowledgedBytes);
    if (!departure) return;
    const auto before = std::exchange(m_last, Arrival{*departure, now});
    if (!before) return;
    const std::uint64_t bytes = departure->sentBytes - before->departure.sentBytes;
    // The slower of sending and acknowledging: acknowledgements that were held up somewhere come in a heap.
    const LinkTime elapsed = std::max(departure->time - before->departure.time, now - before->time);
    if (bytes < kLeastSampleBytes || elapsed <= LinkTime::zero()) return;
    takeRate(static_cast<double>(bytes) / seconds(elapsed), m_wasBusySince && before->departure.moreWaits);
}

/// Traffic that left the link at rest shows how much it carries at least.
void LinkEstimator::takeRate(double bytesPerSecond, bool wasBusy) {
    if (wasBusy || bytesPerSecond > medianRate()) push(m_rates, bytesPerSecond, kRateSamples);
}

double LinkEstimator::medianRate() const {
    if (m_rates.empty()) return 0;
    std::vector<double> sorted(m_rates.begin(), m_rates.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void LinkEstimator::roundTrip(double rttMs) {
    if (!std::isfinite(rttMs) || rttMs < 0) return;
    if (!m_roundTrips.empty()) m_jitterMs += kJitterGain * (std::abs(rttMs - m_roundTrips.back()) - m_jitterMs);
    push(m_roundTrips, rttMs, kRoundTripSamples);
}

void LinkEstimator::reconnected() {
    m_departures.clear();
    m_last.reset();
}

engine::LinkEstimate LinkEstimator::estimate() const {
    const auto least = std::min_element(m_roundTrips.begin(), m_roundTrips.end());
    return {medianRate(), least == m_roundTrips.end() ? 0 : *least, m_jitterMs};
}

}  // namespace msao::protocol
