# SPDX-License-Identifier: Apache-2.0
"""The N-th allocation of the model's thread fails, for every N: tensors, KV bookkeeping, what a pass needs, what it reports.
That thread is where the device is. The other threads are Qt's, which ends a program that has no memory for an event."""
import itertools
import mmap
import os
import random
import struct
import threading
import time

import wire
from rfc6455.peer import Mismatch
from scenarios import tenants
from scenarios.rig import PROMPT_IDS, Row
from wire_client import Refused, WireClient, metrics

TOKENS = 12
NEIGHBOUR = PROMPT_IDS[::-1]
REFUSED_MS = 100
OUT_OF_MEMORY = 12


class FailingAllocator:
    """What fail_allocation.cpp reads."""

    def __init__(self, rig):
        self.path = rig.folder / "allocations"
        self.path.write_bytes(bytes(24))
        with self.path.open("r+b") as file:
            self.page = mmap.mmap(file.fileno(), 24)
        self.environment = {**os.environ, "LD_PRELOAD": str(rig.binaries / "libfaults_fail_allocation.so"), "MSAO_FAULTS_CONTROL": str(self.path)}

    def learn(self, is_learning):
        self.page[:8] = struct.pack("<q", is_learning)

    def fail(self, number):
        self.page[8:16] = struct.pack("<q", number)

    def failed(self):
        return struct.unpack("<q", self.page[16:24])[0]


def run(rig):
    allocator, numbers = FailingAllocator(rig), range(1, 1001, rig.pick(23, 1))
    with rig.server(environment=allocator.environment) as server:
        allocator.learn(True)
        alone, beside = answer(server.port, PROMPT_IDS, TOKENS), answer(server.port, NEIGHBOUR, tenants.TOKENS)
        allocator.learn(False)
        neighbours = [Neighbour(server.port, beside, rig.seed, drafts) for drafts in (False, True)]
        for neighbour in neighbours:
            neighbour.start()
        outcomes = {"the same answer": 0, "refused with a time": 0}
        refused_ms, wrong = [], []
        try:
            for number in numbers:
                if not server.is_alive():
                    break
                outcome, took = one(server.port, allocator, number, alone)
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
                refused_ms += [took] if outcome == "refused with a time" else []
                wrong += [] if outcome in ("the same answer", "refused with a time") else [f"N = {number}: {outcome}"]
        finally:
            allocator.fail(0)
            for neighbour in neighbours:
                neighbour.stop()
        is_alive = server.is_alive()
        after = is_alive and answer(server.port, PROMPT_IDS, TOKENS) == alone
        restarts = metrics(server.port)["model_restarts_total"] if is_alive else 0
    print("\n".join(wrong[:10]), end="\n" if wrong else "")
    failed = allocator.failed()
    return [Row(f"the N-th allocation of the model's thread fails, N = 1…1,000 ({len(numbers)} of them)", "no exit; the same answer or a refusal",
                f"{'alive' if is_alive else 'dead'}; {failed} failed, the model began anew {restarts:.0f} times; "
                + ", ".join(f"{count} × {name}" for name, count in outcomes.items()),
                is_alive and after and not wrong and failed >= len(numbers) // 2),
            Row("", "refusals ≤ 100 ms, with a time to come back", f"{max(refused_ms):.0f} ms at most" if refused_ms else "nobody was refused",
                not refused_ms or rig.within(max(refused_ms), REFUSED_MS)),
            Row("", "the answers of two neighbours, one of whom drafts, identical", ", ".join(f"{sum(n.same)} of {len(n.same)}" for n in neighbours),
                all(n.same and all(n.same) for n in neighbours))]


class Neighbour(threading.Thread):
    """Asks the same again and again, alone or with drafts of which some are wrong."""

    def __init__(self, port, expected, seed, drafts):
        super().__init__(daemon=True)
        self.port, self.expected, self.random, self.drafts = port, expected, random.Random(seed), drafts
        self.same, self.is_over = [], threading.Event()

    def run(self):
        with WireClient(self.port) as client:
            for request in itertools.count(1):
                if self.is_over.is_set():
                    return
                try:
                    answer = tenants.ask(client, request, NEIGHBOUR, self.expected if self.drafts else [], self.random)
                except Refused as refused:  # the allocation that failed was its own
                    if refused.code == OUT_OF_MEMORY and refused.retry_after:
                        continue
                    answer = refused
                except (OSError, Mismatch) as fault:
                    answer = fault
                self.same.append(answer == self.expected)
                if not self.same[-1]:
                    print(f"a neighbour{' that drafts' if self.drafts else ''}: {answer}")
                    return

    def stop(self):
        self.is_over.set()
        self.join()


def answer(port, prompt, tokens):
    with WireClient(port) as client:
        return client.answer(wire.question(1, 1, prompt, tokens))


def one(port, allocator, number, alone):
    """(what came of it, ms until then)."""
    before, began = allocator.failed(), time.monotonic()
    try:
        with WireClient(port) as client:
            began = time.monotonic()
            allocator.fail(number)
            found = client.answer(wire.question(1, 1, PROMPT_IDS, TOKENS))
    except Refused as refused:
        took = (time.monotonic() - began) * 1000
        return ("refused with a time" if refused.code == OUT_OF_MEMORY and refused.retry_after else f"refused with {refused.code}"), took
    except (OSError, Mismatch) as error:
        return f"{type(error).__name__}: {error}", 0
    if allocator.failed() == before:
        allocator.fail(0)  # it needed fewer
    return ("the same answer" if found == alone else f"another answer: {found}"), 0
