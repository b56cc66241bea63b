// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/cuda_emulation.h"

#include <ucontext.h>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

namespace msao::emulation {
namespace {

constexpr int kLanes = 32;
constexpr std::size_t kStackBytes = std::size_t{64} << 10;

/// For the compiler's own setjmp: unlike the library's it is a handful of instructions, and no sanitizer takes part.
using Position = void* [5];

enum class Waiting { No, ForBlock, ForWarp, Done };

struct Fibre {
    std::unique_ptr<std::byte[]> stack;
    ucontext_t start{};
    Position position{};
    bool hasStarted = false;
    Waiting waiting = Waiting::No;
    float given = 0;
    int mask = 0;
};

/// The block that runs. Fibres are entered once by setcontext and then left and re-entered by jumps, which need no call
/// of the kernel.
struct Block {
    Launch launch;
    const std::function<void()>* kernel = nullptr;
    std::vector<Fibre> fibres;
    std::vector<float> shared;
    Position scheduler{};
    std::size_t current = 0;
    Index thread;
    Index index;
};

Block running;

[[noreturn, gnu::noinline, gnu::no_sanitize_address]] void leave() {
    __builtin_longjmp(running.scheduler, 1);
}

[[noreturn, gnu::noinline, gnu::no_sanitize_address]] void enter(Fibre& fibre) {
    if (fibre.hasStarted) __builtin_longjmp(fibre.position, 1);
    fibre.hasStarted = true;
    setcontext(&fibre.start);
    std::abort();  // setcontext does not come back
}

void fibreMain() {
    (*running.kernel)();
    running.fibres[running.current].waiting = Waiting::Done;
    leave();
}

[[gnu::noinline, gnu::no_sanitize_address]] void wait(Waiting what) {
    Fibre& self = running.fibres[running.current];
    self.waiting = what;
    if (__builtin_setjmp(self.position) == 0) leave();
}

[[gnu::noinline, gnu::no_sanitize_address]] void resume(std::size_t index) {
    running.current = index;
    running.thread = {static_cast<unsigned>(index), 0, 0};
    Fibre& fibre = running.fibres[index];
    if (__builtin_setjmp(running.scheduler) == 0) enter(fibre);
}

void runReadyFibres() {
    const std::size_t count = running.fibres.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = running.launch.schedule == Schedule::Forward ? i : count - 1 - i;
        if (running.fibres[index].waiting == Waiting::No) resume(index);
    }
}

/// Lets a warp go on once all its lanes have given their value. True if it did.
bool releaseWarp(std::size_t first) {
    for (std::size_t i = first; i < first + kLanes; ++i) {
        if (running.fibres[i].waiting != Waiting::ForWarp) return false;
    }
    float received[kLanes];
    for (std::size_t i = 0; i < kLanes; ++i) {
        const auto partner = first + (i ^ static_cast<std::size_t>(running.fibres[first + i].mask));
        received[i] = running.fibres[partner].given;
    }
    for (std::size_t i = 0; i < kLanes; ++i) {
        running.fibres[first + i].given = received[i];
        running.fibres[first + i].waiting = Waiting::No;
    }
    return true;
}

bool releaseBlock() {
    for (const Fibre& fibre : running.fibres) {
        if (fibre.waiting != Waiting::ForBlock && fibre.waiting != Waiting::Done) return false;
    }
    for (Fibre& fibre : running.fibres) {
        if (fibre.waiting == Waiting::ForBlock) fibre.waiting = Waiting::No;
    }
    return true;
}

bool allDone() {
    for (const Fibre& fibre : running.fibres) {
        if (fibre.waiting != Waiting::Done) return false;
    }
    return true;
}

void start(Fibre& fibre) {
    if (fibre.stack == nullptr) fibre.stack = std::make_unique_for_overwrite<std::byte[]>(kStackBytes);
    getcontext(&fibre.start);
    fibre.start.uc_stack.ss_sp = fibre.stack.get();
    fibre.start.uc_stack.ss_size = kStackBytes;
    fibre.start.uc_link = nullptr;
    makecontext(&fibre.start, fibreMain, 0);
    fibre.hasStarted = false;
    fibre.waiting = Waiting::No;
}

void startFibres() {
    for (Fibre& fibre : running.fibres) start(fibre);
}

void runBlock() {
    startFibres();
    // What a block finds in shared memory is what another left there; NaN shows who reads it.
    running.shared.assign(running.launch.sharedBytes / sizeof(float), std::numeric_limits<float>::quiet_NaN());
    while (!allDone()) {
        runReadyFibres();
        bool isReleased = false;
        for (std::size_t w = 0; w < running.fibres.size(); w += kLanes) isReleased = releaseWarp(w) || isReleased;
        if (!isReleased && !allDone() && !releaseBlock()) {
            throw std::logic_error("threads of a block wait for each other at different places");
        }
    }
}

}  // namespace

void run(const Launch& launch, const std::function<void()>& kernel) {
    if (launch.threads == 0 || launch.threads % kLanes != 0) throw std::logic_error("blocks are made of whole warps");
    running.launch = launch;
    running.kernel = &kernel;
    running.fibres.resize(launch.threads);
    for (unsigned z = 0; z < launch.grid.z; ++z) {
        for (unsigned y = 0; y < launch.grid.y; ++y) {
            for (unsigned x = 0; x < launch.grid.x; ++x) {
                running.index = {x, y, z};
                runBlock();
            }
        }
    }
}

float* dynamicShared() {
    return running.shared.data();
}
void waitForBlock() {
    wait(Waiting::ForBlock);
}
float exchange(float value, int laneMask) {
    Fibre& self = running.fibres[running.current];
    self.given = value;
    self.mask = laneMask;
    wait(Waiting::ForWarp);
    return running.fibres[running.current].given;
}
const Index& thread() {
    return running.thread;
}
const Index& block() {
    return running.index;
}
const Index& grid() {
    return running.launch.grid;
}

}  // namespace msao::emulation
