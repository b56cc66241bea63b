// SPDX-License-Identifier: Apache-2.0
// A field that is added to a value but not to its list would be lost in every trace, and no round trip would show it.
#include "engine/trace/fact_fields.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace msao::tests {
namespace {

using namespace engine;

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

struct Anything {
    template <typename T>
    requires(!kIsOptional<T>) operator T() const;
};

template <typename T, std::size_t... index>
constexpr bool takes(std::index_sequence<index...>) {
    return requires {
        T{(static_cast<void>(index), Anything{})...};
    };
}

/// How many members an aggregate has: the most initialisers that it takes.
template <typename T, std::size_t most = 12>
constexpr std::size_t memberCount() {
    if constexpr (most == 0 || takes<T>(std::make_index_sequence<most>())) {
        return most;
    } else {
        return memberCount<T, most - 1>();
    }
}

template <typename T>
void expectAllFieldsListed() {
    std::size_t listed = 0;
    T value{};
    Fields<T>::each(value, [&](std::uint64_t, std::string_view, auto&) { ++listed; });
    EXPECT_EQ(listed, memberCount<T>()) << typeid(T).name();
}

template <std::size_t... index>
void expectAllFacts(std::index_sequence<index...>) {
    (expectAllFieldsListed<std::variant_alternative_t<index, TraceFact>>(), ...);
}

TEST(FactFieldsTest, ListEveryMemberOfEveryFact) {
    expectAllFacts(std::make_index_sequence<std::variant_size_v<TraceFact>>());
}

TEST(FactFieldsTest, ListEveryMemberOfTheValuesInThem) {
    expectAllFieldsListed<SamplingOptions>();
    expectAllFieldsListed<ModalityProbe>();
    expectAllFieldsListed<ModalityPlan>();
    expectAllFieldsListed<Plan>();
    expectAllFieldsListed<CostTerm>();
    expectAllFieldsListed<TokenProbability>();
    expectAllFieldsListed<DraftBatch>();
    expectAllFieldsListed<Verdict>();
    expectAllFieldsListed<CloudTimes>();
    expectAllFieldsListed<LinkEstimate>();
}

}  // namespace
}  // namespace msao::tests
