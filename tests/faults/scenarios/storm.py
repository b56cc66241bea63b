# SPDX-License-Identifier: Apache-2.0
"""Everybody's server dies, and everybody comes back at once, by the edge's own rule: 0.25 s, times 1.6, a fifth more or less,
10 s at most. All of them share one address, as behind a company's router."""
import random
import threading
import time

from rfc6455.peer import Mismatch
from scenarios.rig import Row, wait
from wire_client import WireClient

FIRST_SECONDS, FACTOR, JITTER, MOST_SECONDS = 0.25, 1.6, 0.2, 10.0
BAR_SECONDS, GIVE_UP_SECONDS = 15, 60


class Returner(threading.Thread):
    def __init__(self, port, seed):
        super().__init__(daemon=True)
        self.port, self.random = port, random.Random(seed)
        self.client, self.back_at = WireClient(port), None

    def run(self):
        pause = FIRST_SECONDS
        began = time.monotonic()
        while time.monotonic() - began < GIVE_UP_SECONDS:
            wait(pause * (1 + JITTER * (2 * self.random.random() - 1)))
            pause = min(MOST_SECONDS, pause * FACTOR)
            try:
                self.client = WireClient(self.port)
                self.back_at = time.monotonic()
                return
            except (OSError, Mismatch):
                continue


def run(rig):
    count = rig.pick(100, 500)
    with rig.server() as server:
        returners = [Returner(server.port, f"{rig.seed}/{number}") for number in range(count)]
        server.kill()
        for returner in returners:
            returner.client.peer.leave()
            returner.start()
        port_is_back = server.start()
        for returner in returners:
            returner.join()
        back = sorted(returner.back_at - port_is_back for returner in returners if returner.back_at)
        for returner in returners:
            returner.client.peer.leave()
    at_95 = back[int(0.95 * count)] if len(back) > int(0.95 * count) else float("inf")
    return [Row(f"{count} clients of one address come back at once", "95 % back ≤ 15 s after the port is", f"{len(back)} back, 95 % within {at_95:.1f} s",
                rig.within(at_95, BAR_SECONDS))]
