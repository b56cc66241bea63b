# SPDX-License-Identifier: Apache-2.0
"""What every peer does: answers the prompts that come on stdin, a line of JSON each, as `msao eval rounds` does."""
import json
import os
import pathlib
import sys


def status(pid):
    """What the kernel says of a process; nothing where it has just ended."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return dict(line.split(":", 1) for line in lines)


def peak_memory_bytes():
    """Of this process and those it started, one and all; pages that they share count for each."""
    processes = {int(path.name): status(path.name) for path in pathlib.Path("/proc").iterdir() if path.name.isdigit()}
    family = {os.getpid()}
    while grown := {pid for pid, told in processes.items() if pid not in family and int(told.get("PPid", 0)) in family}:
        family |= grown
    return sum(1024 * int(processes[pid].get("VmHWM", "0 kB").split()[0]) for pid in family)


def serve(make):
    """`make()` loads the model; what it returns is called with each order, and returns tokens, first_token_ms,
    first_tokens (how many came at once with the first) and decode_ms."""
    # Packages narrate, also from C++; only figures go to whoever asks.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    answer = make()
    for line in sys.stdin:
        reply = answer(json.loads(line)) | {"peak_memory_bytes": peak_memory_bytes()}
        print(json.dumps(reply), file=out, flush=True)


class TokenTimes:
    """When tokens came: the first, with those that came at once with it, and the last."""

    def __init__(self, clock):
        self.clock = clock
        self.began = clock()
        self.first = self.last = None
        self.first_tokens = 0

    def came(self, count):
        self.last = self.clock()
        if self.first is None:
            self.first, self.first_tokens = self.last, count

    def figures(self):
        first = self.first if self.first is not None else self.clock()
        return {"first_token_ms": 1000 * (first - self.began), "first_tokens": self.first_tokens,
                "decode_ms": 1000 * ((self.last or first) - first)}
