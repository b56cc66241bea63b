# SPDX-License-Identifier: Apache-2.0
# Shared by check, demo and the scripts beside this file: words for the reader, and where things lie.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
deps="$repo/build/deps"
source "$repo/scripts/pins.sh"

# A CUDA toolkit counts also where its folder is not on the PATH.
if ! command -v nvcc >/dev/null && [ -x /usr/local/cuda/bin/nvcc ]; then
    PATH="$PATH:/usr/local/cuda/bin"
fi

stage() { printf '\n== %s\n' "$*"; }
say() { printf '   %s\n' "$*"; }

# fail WHAT [WHAT TO DO]
fail() {
    printf '\nFAILED: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '        %s\n' "$2" >&2
    exit 1
}

has_nvcc() { nvcc --version >/dev/null 2>&1; }

# A Python of the pinned version that can make virtual environments: Debian's own first, because it is the one that
# install_packages provides; MSAO_PYTHON overrides.
find_python() {
    local candidate
    for candidate in ${MSAO_PYTHON:+"$MSAO_PYTHON"} /usr/bin/python3 python3 "python$PYTHON_VERSION"; do
        if "$candidate" -c "import ensurepip, sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '$PYTHON_VERSION')" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Two tries: a long download over a real network is now and then cut. Wheels already complete are not fetched again.
pip_download() {
    local python=$1 folder=$2
    shift 2
    mkdir -p "$folder"
    "$python" -m pip download --quiet --no-deps --only-binary=:all: --dest "$folder" "$@" </dev/null ||
        "$python" -m pip download --quiet --no-deps --only-binary=:all: --dest "$folder" "$@" </dev/null ||
        fail "pip could not download: $*" "Is the package index reachable from here (proxy, pip configuration)? Then run this again."
}

# A virtual environment of the pinned Python in this folder, in place of what was there.
new_environment() {
    local python
    python=$(find_python) || fail "no Python $PYTHON_VERSION with the venv module was found" \
        "Install python3 and python3-venv (Debian 12), or name one: MSAO_PYTHON=/path/to/python$PYTHON_VERSION ./check"
    rm -rf "$1"
    "$python" -m venv "$1" </dev/null || fail "could not make a Python environment in $1"
}

# A virtual environment that holds nothing but pip, for downloading; Debian's Python has no pip of its own.
pip_python() {
    if ! "$deps/pip/bin/python" -m pip --version >/dev/null 2>&1; then
        new_environment "$deps/pip"
    fi
    echo "$deps/pip/bin/python"
}
