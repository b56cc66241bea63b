# SPDX-License-Identifier: Apache-2.0
# configure, build and test one preset. Sourced by check and demo after common.sh.

configure() {
    local log="$repo/build/$1.configure.log"
    mkdir -p "$repo/build"
    cmake --preset "$1" </dev/null >"$log" 2>&1 || {
        cat "$log" >&2
        fail "CMake could not configure preset $1 (see above)" "Presets: cmake --list-presets"
    }
    grep -E '^-- CUDA' "$log" | sed 's/^-- /   /' || true
}

# A compiler of this code may take 2 GB (libtorch's headers), so memory bounds the jobs as well as the cores do.
build_jobs() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
    echo $((cores < gigabytes / 2 ? cores : (gigabytes / 2 > 1 ? gigabytes / 2 : 1)))
}

# build PRESET [TARGET...]
build() {
    local preset=$1 began=$SECONDS
    shift
    cmake --build --preset "$preset" --parallel "$(build_jobs)" ${1:+--target "$@"} </dev/null ||
        fail "the build of preset $preset failed (see the compiler's words above)"
    say "Built in $((SECONDS - began)) s."
}

# run_tests PRESET [CTEST OPTION...]. ctest's summary is the last thing printed, and its exit code is ours.
#
# Address layout randomisation is off: GCC 12's sanitizers give up on kernels that randomise more bits than they know of.
run_tests() {
    local preset=$1 without_randomisation=()
    shift
    ! setarch "$(uname -m)" --addr-no-randomize true 2>/dev/null ||
        without_randomisation=(setarch "$(uname -m)" --addr-no-randomize)
    "${without_randomisation[@]}" ctest --preset "$preset" --no-tests=error --parallel "$(nproc)" "$@" </dev/null
}
