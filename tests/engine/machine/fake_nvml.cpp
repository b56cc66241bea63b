// SPDX-License-Identifier: Apache-2.0
// A GPU at the device's boundary: the part of NVML's C interface that is used, with figures that never change.
#include <cstddef>

namespace {
int device = 0;
}

extern "C" {

int nvmlInit_v2() {
    return 0;
}
int nvmlShutdown() {
    return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** handle) {
    *handle = &device;
    return index == 0 ? 0 : 2;
}
int nvmlDeviceGetUtilizationRates(void* handle, unsigned* percent) {
    percent[0] = 62;
    percent[1] = 30;
    return handle == &device ? 0 : 2;
}
int nvmlDeviceGetMemoryInfo(void* handle, unsigned long long* bytes) {
    bytes[0] = 24'000'000'000;
    bytes[1] = 15'000'000'000;
    bytes[2] = 9'000'000'000;
    return handle == &device ? 0 : 2;
}
/// As a card without a meter says it: not supported.
int nvmlDeviceGetPowerUsage(void*, unsigned*) {
    return 3;
}
}
