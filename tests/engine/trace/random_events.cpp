// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/trace/random_events.h"

#include "engine/trace/enum_names.h"
#include "engine/trace/fact_fields.h"

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace msao::tests {
namespace {

using namespace engine;

/// Draws values by their type, the ends of their range more often than chance would.
class ValueDrawer {
public:
    explicit ValueDrawer(std::mt19937_64& random) : m_random(random) {}

    void draw(bool& value) { value = below(2) == 1; }
    void draw(TokenId& value) { value = TokenId{static_cast<std::int32_t>(below(152'064))}; }
    void draw(TraceTime& value) { value = TraceTime(static_cast<std::int64_t>(m_random() >> 1)); }
    void draw(std::integral auto& value) {
        const std::uint64_t bits = m_random() >> below(64);
        value = static_cast<std::decay_t<decltype(value)>>(below(4) == 0 ? ~bits : bits);
    }
    void draw(std::floating_point auto& value) { value = drawFinite<std::decay_t<decltype(value)>>(); }

    void draw(std::string& value) {
        value.resize(below(8) == 0 ? below(300) : below(12));
        for (char& c : value) c = static_cast<char>(below(256));
    }

    template <typename Enum>
    requires std::is_enum_v<Enum>
    void draw(Enum& value) { value = kEnumNames<Enum>[below(kEnumNames<Enum>.size())].value; }

    void draw(std::vector<bool>& bits) {
        bits.resize(below(400));
        for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = below(2) == 1;
    }

    template <typename T>
    void draw(std::vector<T>& values) {
        values.resize(below(7));
        for (T& value : values) draw(value);
    }

    template <typename T>
    void draw(std::optional<T>& value) {
        if (below(2) == 1) draw(value.emplace());
    }

    template <typename T>
    requires HasFields<T>
    void draw(T& value) {
        Fields<T>::each(value, [this](std::uint64_t, std::string_view, auto& field) { draw(field); });
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }

private:
    template <typename T>
    T drawFinite() {
        if (below(2) == 0) return static_cast<T>(below(1001)) / 1000;
        const auto value = static_cast<T>(std::bit_cast<double>(m_random()));
        return std::isfinite(value) ? value : T{0};
    }

    std::mt19937_64& m_random;
};

template <std::size_t... index>
TraceFact defaultFact(std::size_t type, std::index_sequence<index...>) {
    TraceFact fact;
    static_cast<void>(((index == type && (fact.emplace<index>(), true)) || ...));
    return fact;
}

}  // namespace

std::uint64_t testSeed() {
    const char* wanted = std::getenv("MSAO_TEST_SEED");
    const std::uint64_t seed = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : std::random_device{}();
    std::printf("MSAO_TEST_SEED=%llu\n", static_cast<unsigned long long>(seed));
    return seed;
}

TraceEvent RandomEvents::next() {
    ValueDrawer drawer(m_random);
    const std::size_t pause = drawer.below(500) == 0 ? 3'000'000'000u : 5'000'000u;  // ns
    if (drawer.below(5) != 0) m_time += TraceTime(drawer.below(pause));
    constexpr std::size_t types = std::variant_size_v<TraceFact>;
    TraceEvent event{m_time, RequestId{drawer.below(4)}, {}};
    event.fact = defaultFact(drawer.below(types), std::make_index_sequence<types>());
    std::visit([&](auto& fact) { drawer.draw(fact); }, event.fact);
    return event;
}

std::vector<TraceEvent> RandomEvents::take(std::size_t count) {
    std::vector<TraceEvent> events;
    for (std::size_t i = 0; i < count; ++i) events.push_back(next());
    return events;
}

}  // namespace msao::tests
