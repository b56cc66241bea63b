// SPDX-License-Identifier: Apache-2.0
// Expected failures are values: a Result holds either what was asked for or one Error that says why not.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace msao::engine {

/// What a caller can act on; the message carries the facts (file, key, expected, found).
enum class ErrorCode {
    InvalidArgument,
    FileNotFound,
    FileUnreadable,
    MalformedFile,
    UnsupportedModel,
    ShapeMismatch,
    LimitExceeded,
    OutOfMemory,
    Cancelled,
    Internal,
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {
        assert(m_state.index() == 1);
        return *std::get_if<1>(&m_state);
    }

private:
    T& value() {
        assert(m_state.index() == 0);
        return *std::get_if<0>(&m_state);
    }
    const T& value() const {
        assert(m_state.index() == 0);
        return *std::get_if<0>(&m_state);
    }

    std::variant<T, Error> m_state;
};

/// A Result for actions that answer nothing but "done".
struct Done {};
using Status = Result<Done>;

#define MSAO_CONCAT_IMPL(a, b) a##b
#define MSAO_CONCAT(a, b) MSAO_CONCAT_IMPL(a, b)

/// MSAO_TRY(auto tensor, file.tensor("x")): binds the value, or returns the Error from the enclosing function.
#define MSAO_TRY(declaration, expression)                                                     \
    auto MSAO_CONCAT(msaoResult, __LINE__) = (expression);                                    \
    if (!MSAO_CONCAT(msaoResult, __LINE__)) return MSAO_CONCAT(msaoResult, __LINE__).error(); \
    declaration = *std::move(MSAO_CONCAT(msaoResult, __LINE__))

/// For a Status: returns the Error from the enclosing function, or goes on.
#define MSAO_CHECK(expression)                      \
    do {                                            \
        auto msaoStatus = (expression);             \
        if (!msaoStatus) return msaoStatus.error(); \
    } while (false)

}  // namespace msao::engine
