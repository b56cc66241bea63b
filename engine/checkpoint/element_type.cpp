// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/element_type.h"

#include <algorithm>
#include <array>

namespace msao::engine {
namespace {

struct ElementFacts {
    ElementType type;
    std::size_t bytes;
    std::string_view name;  // as safetensors headers write it
};

constexpr std::array kElements = {
    ElementFacts{ElementType::F64, 8, "F64"}, ElementFacts{ElementType::F32, 4, "F32"},
    ElementFacts{ElementType::F16, 2, "F16"}, ElementFacts{ElementType::BF16, 2, "BF16"},
    ElementFacts{ElementType::I64, 8, "I64"}, ElementFacts{ElementType::I32, 4, "I32"},
    ElementFacts{ElementType::I16, 2, "I16"}, ElementFacts{ElementType::I8, 1, "I8"},
    ElementFacts{ElementType::U8, 1, "U8"},   ElementFacts{ElementType::Bool, 1, "BOOL"},
};

const ElementFacts& factsOf(ElementType type) {
    return *std::find_if(kElements.begin(), kElements.end(), [&](const auto& facts) { return facts.type == type; });
}

}  // namespace

std::size_t elementBytes(ElementType type) {
    return factsOf(type).bytes;
}

std::string_view elementName(ElementType type) {
    return factsOf(type).name;
}

std::optional<ElementType> elementTypeNamed(std::string_view name) {
    for (const ElementFacts& facts : kElements) {
        if (facts.name == name) return facts.type;
    }
    return std::nullopt;
}

}  // namespace msao::engine
