// SPDX-License-Identifier: Apache-2.0
// Preloaded into msao-cloud: the N-th allocation of its model's thread fails, once. That thread is known by what only
// it asks for, memory for tensors. Who wrote N is whoever holds the file MSAO_FAULTS_CONTROL.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

/// In the file, as a test reads and writes it.
struct Control {
    std::atomic<std::int64_t> isLearning;  // not 0: who allocates tensors now is the model's thread
    std::atomic<std::int64_t> remaining;   // counts down; 1: the next one fails
    std::atomic<std::int64_t> failed;      // how many have
};

Control* openControl() {
    const char* path = std::getenv("MSAO_FAULTS_CONTROL");
    const int file = path == nullptr ? -1 : ::open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return nullptr;
    void* const page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    return page == MAP_FAILED ? nullptr : static_cast<Control*>(page);
}

Control* control() {
    static Control* const opened = openControl();
    return opened;
}

thread_local bool isModelThread = false;

bool fails() {
    if (!isModelThread || control()->remaining.load(std::memory_order_relaxed) <= 0) return false;
    if (control()->remaining.fetch_sub(1) != 1) return false;
    control()->failed.fetch_add(1);
    return true;
}

}  // namespace

extern "C" int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    using Function = int (*)(void**, std::size_t, std::size_t);
    static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "posix_memalign"));
    if (control() != nullptr && control()->isLearning.load() != 0) isModelThread = true;
    return fails() ? ENOMEM : real(memory, alignment, size);
}

void* operator new(std::size_t size) {
    void* const memory = fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
