// SPDX-License-Identifier: Apache-2.0
#include "training/device.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

#include <exception>
#include <string>

namespace msao::training {

bool hasCuda() {
    return at::hasCUDA();
}

engine::Status runGuarded(const std::function<engine::Status()>& work) {
    try {
        return work();
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        return engine::Error{engine::ErrorCode::Internal, message.substr(0, message.find('\n'))};
    } catch (const std::exception& error) {
        return engine::Error{engine::ErrorCode::Internal, error.what()};
    }
}

}  // namespace msao::training
