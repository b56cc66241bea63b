# SPDX-License-Identifier: Apache-2.0
"""What every scenario works with: the pair, the answer without faults, one server; and how a row of the table is made."""
import dataclasses
import os
import pathlib
import random
import select
import time

import programs
from edge_process import Edge

PROMPT_IDS = [5, 6, 7, 8, 9, 10, 11, 12]


@dataclasses.dataclass
class Row:
    fault: str
    bar: str
    measured: str
    is_met: bool | None  # None: it was not measured, and `measured` says why


class Rig:
    def __init__(self, binaries, folder, seed, is_short=True, patience=1.0):
        self.binaries, self.folder, self.seed, self.is_short = pathlib.Path(binaries).resolve(), pathlib.Path(folder), seed, is_short
        self.patience = patience
        self.random = random.Random(seed)
        self.pair = programs.make_pair(self.binaries, self.folder / "pair", 1)
        self._found = {}

    def pick(self, short, long):
        return short if self.is_short else long

    def within(self, found, bound):
        """Is a time within its bar? On a machine with other work the bar is so many times as long."""
        return found <= bound * self.patience

    def server(self, *more, port=0, **how):
        """All clients of a scenario are one user, who may have as many sessions as there are."""
        return programs.cloud(self.binaries, self.pair, self.folder / "cloud.log", "--sessions", 1_000_000, *more, port=port, **how)

    def edge(self, port, name, **how):
        return Edge(self.binaries, self.pair, port, self.folder / name, **how)

    def remembered(self, what, make):
        """What was found out once."""
        if what not in self._found:
            self._found[what] = make()
        return self._found[what]

    def answer_without_faults(self, port, **how):
        return self.remembered(str(sorted(how.items())), lambda: self._ask(port, **how))

    def _ask(self, port, **how):
        with self.edge(port, "without faults", **how) as edge:
            tokens = edge.finish().answer["tokens"]
            faults = edge.faults(tokens)
            if faults:
                raise programs.Failed(f"the run without faults: {faults}")
            return tokens


def wait(seconds):
    """For as long as a fault is to last."""
    select.select([], [], [], seconds)


def poll(condition, seconds, every=0.02):
    """How long it took until the condition held; nothing: it did not."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if condition():
            return time.monotonic() - began
        wait(every)
    return None


def may_look_into(pid):
    """Its files, its memory and what it has mapped: of msao-cloud, which nobody is to dump, only root may."""
    return os.access(f"/proc/{pid}/fd", os.R_OK | os.X_OK)


def skipped_without_root(fault, bar):
    return Row(fault, bar, "skipped: needs root", None)


def own_bytes(pid):
    """Memory that is the process's alone. Pages of its weights and of its program come and go as the kernel finds good."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("RssAnon:")).split()[1]) * 1024


def open_files(pid):
    return len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))
