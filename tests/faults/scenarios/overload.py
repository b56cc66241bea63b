# SPDX-License-Identifier: Apache-2.0
"""Ten times as many questions as the server can answer, from people who do not wait for each other (an open loop)."""
import selectors
import time

import wire
from rfc6455.peer import BINARY
from scenarios.rig import Row
from wire_client import WireClient, metrics, page

PROMPT_TOKENS, ANSWER_TOKENS = 400, 8
CONNECTIONS = 16
TIMES = 10
LEAST_GOODPUT, MOST_LATENCY, REFUSED_MS, ALIVE_MS = 0.95, 1.5, 100, 100
OVER_SECONDS = 5  # what was asked last is answered by then


def run(rig):
    seconds = rig.pick(20, 300)
    prompt = wire.pack_tokens(rig.random.randrange(20, 400) for _ in range(PROMPT_TOKENS))
    with rig.server() as server:
        crowd = Crowd(server.port, prompt, OVER_SECONDS * rig.patience)
        room = crowd.fill()
        peak = crowd.closed_loop(room, max(10, seconds / 4))
        alive = []
        over = crowd.open_loop(TIMES * peak.goodput, seconds, lambda: alive.append(scrape_ms(server.port)))
        crowd.leave()
        restarts = metrics(server.port)["model_restarts_total"]
    goodput, p99 = over.goodput / peak.goodput, over.p99_ms / peak.p99_ms
    return [Row(f"{TIMES}× overload for {seconds} s ({over.asked / seconds:.0f} questions a second)", "goodput ≥ 95 % of peak",
                f"{100 * goodput:.0f} % of {peak.goodput:.0f} answers a second, {room} at a time", rig.within(LEAST_GOODPUT, goodput) and not restarts),
            Row("", "refusals ≤ 100 ms, each with a time to come back", f"p99 {over.refused_p99_ms:.0f} ms, {over.refused} refused, {over.refused_without} without a time",
                over.refused > 0 and rig.within(over.refused_p99_ms, REFUSED_MS) and not over.refused_without),
            Row("", "admitted answers' p99 ≤ 1.5 × peak's", f"{over.p99_ms:.0f} ms, peak's {peak.p99_ms:.0f} ms: {p99:.2f}", rig.within(p99, MOST_LATENCY)),
            Row("", "/healthz and /metrics ≤ 100 ms meanwhile", f"{max(alive):.0f} ms at most", rig.within(max(alive), ALIVE_MS))]


def scrape_ms(port):
    began = time.monotonic()
    page(port, "/healthz")
    page(port, "/metrics")
    return (time.monotonic() - began) * 1000


def at_99(values):
    return sorted(values)[min(len(values) - 1, int(0.99 * len(values)))] if values else float("inf")


class Measured:
    def __init__(self):
        self.began, self.asked, self.refused_without = time.monotonic(), 0, 0
        self.answered_ms, self.refused_ms = [], []

    def end(self, seconds):
        self.goodput, self.refused = len(self.answered_ms) / seconds, len(self.refused_ms)
        self.p99_ms, self.refused_p99_ms = at_99(self.answered_ms), at_99(self.refused_ms)
        return self


class Crowd:
    """Users of a few connections; every question is a conversation of its own."""

    def __init__(self, port, prompt, over_seconds):
        self.clients = [WireClient(port) for _ in range(CONNECTIONS)]
        self.selector = selectors.DefaultSelector()
        for client in self.clients:
            client.peer.socket.setblocking(False)
            self.selector.register(client.peer.socket, selectors.EVENT_READ, client)
        self.prompt, self.over_seconds, self.last = prompt, over_seconds, 0
        self.asked_at = {}  # by session
        self.beat_at = time.monotonic()
        self.now = Measured()

    def fill(self):
        """How many are answered at a time: as many as the server takes before it refuses one."""
        while not self.now.refused_ms:
            self.ask()
            self.hear(0)
        room = self.now.asked - len(self.now.refused_ms) - len(self.now.answered_ms)
        self.until(lambda: not self.asked_at)
        return room

    def closed_loop(self, users, seconds):
        """Everybody asks again when the answer is there. Measured once all have asked twice: not what begins, but what goes on."""
        for until in (lambda: len(self.now.answered_ms) >= 2 * users, lambda: time.monotonic() - self.now.began >= seconds):
            self.now = Measured()
            while not until():
                while len(self.asked_at) < users:
                    self.ask()
                self.hear(0.01)
        measured = self.now.end(seconds)
        self.until(lambda: not self.asked_at)
        return measured

    def open_loop(self, rate, seconds, every_second):
        self.now = Measured()
        next_second = self.now.began + 1
        while (passed := time.monotonic() - self.now.began) < seconds:
            while self.now.asked < passed * rate:
                self.ask()
            self.hear(0.005)
            if time.monotonic() >= next_second:
                next_second += 1
                every_second()
        measured = self.now.end(seconds)
        self.until(lambda: not self.asked_at)
        return measured

    def until(self, is_over):
        end = time.monotonic() + self.over_seconds
        while not is_over():
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.asked_at)} questions were neither answered nor refused")
            self.hear(0.01)

    def ask(self):
        self.last += 1
        self.now.asked += 1
        self.asked_at[self.last] = time.monotonic()
        question = wire.message(wire.OPEN, {1: self.last, 2: 1, 3: "cloud-only", 4: {3: 1.0, 4: 1.0}, 5: ANSWER_TOKENS, 6: 3, 9: self.prompt})
        self.send(self.clients[self.last % CONNECTIONS], question)

    def send(self, client, message):
        client.peer.socket.setblocking(True)
        client.send(message)
        client.peer.socket.setblocking(False)

    def hear(self, seconds):
        for key, _ in self.selector.select(seconds):
            peer = key.data.peer
            peer.buffer += peer.socket.recv(1 << 16)
            while (found := peer._take_frame()) is not None:
                if found[0] == BINARY:
                    self.note(key.data, *wire.decode(found[1]))
        if time.monotonic() - self.beat_at > 2:  # who says nothing is pinged, and cut
            self.beat_at = time.monotonic()
            for client in self.clients:
                self.send(client, wire.heartbeat(1))

    def note(self, client, number, fields):
        if number == wire.VERDICT and fields.get(8):
            session = fields[1]
            self.now.answered_ms.append(self.took_ms(session))
        elif number == wire.REFUSED:
            session = fields[2]
            self.now.refused_ms.append(self.took_ms(session))
            self.now.refused_without += 4 not in fields
        else:
            return
        self.send(client, wire.message(wire.CLOSE, {1: session}))

    def took_ms(self, session):
        return (time.monotonic() - self.asked_at.pop(session)) * 1000

    def leave(self):
        for client in self.clients:
            client.peer.leave()
