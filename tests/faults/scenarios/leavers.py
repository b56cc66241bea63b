# SPDX-License-Identifier: Apache-2.0
"""Clients that leave in the middle of an answer, in every way there is, beside one that stays."""
import threading

import wire
from scenarios.rig import PROMPT_IDS, Row, poll
from wire_client import WireClient, metrics

WAYS = ("reset", "close", "cancel", "end", "before the first token")


def run(rig):
    times = rig.pick(50, 1000)
    with rig.server("--resume-seconds", 1) as server:
        alone = neighbour(server.port)
        answers, is_over = [], threading.Event()

        def stay():
            while not is_over.is_set():
                answers.append(neighbour(server.port))
        beside = threading.Thread(target=stay)
        beside.start()
        try:
            for number in range(times):
                leave(rig, server.port, WAYS[number % len(WAYS)])
        finally:
            is_over.set()
            beside.join()
        freed = poll(lambda: in_use(server.port) == (0, 0, 0), 60)
        left = in_use(server.port)
        is_alive = server.is_alive()
    parked = farewells(rig, times)
    same = sum(answer == alone for answer in answers)
    return [Row(f"client leaves mid-answer, {times} times", "0 blocks in use at the end (--resume-seconds 1)",
                f"{left[0]:.0f} pages, {left[1]:.0f} answers, {left[2]:.0f} sessions" + (f" after {freed:.1f} s" if freed is not None else ""),
                is_alive and freed is not None),
            Row("", "the neighbour's answers unaffected", f"{same} of {len(answers)} as alone", same == len(answers) > 0),
            Row(f"client says Close mid-answer and resets the line on what it has not read, {times} times", "no answer waits for its return",
                f"{parked:.0f} wait", parked == 0)]


def farewells(rig, times):
    """How many answers a server keeps for clients that have said that they want no more."""
    with rig.server("--resume-seconds", 600) as server:
        for number in range(times):
            client = WireClient(server.port)
            client.send(wire.question(1, 1, PROMPT_IDS + [20 + number % 300], 400))
            client.await_message(wire.OPENED)
            client.go_on([], rig.random.randrange(1, 40))
            client.send(wire.message(wire.CLOSE, {1: 1}))
            client.vanish()
        poll(lambda: in_use(server.port) == (0, 0, 0), 20)
        return metrics(server.port)["answers_parked"]


def in_use(port):
    found = metrics(port)
    return found["kv_pages_in_use"] + found["kv_pages_promised"], found["answers_open"] + found["answers_parked"], found["sessions"]


def neighbour(port):
    with WireClient(port) as client:
        return client.answer(wire.question(1, 1, PROMPT_IDS[::-1], 120))


def leave(rig, port, way):
    client = WireClient(port)
    client.send(wire.question(1, 1, PROMPT_IDS + [rig.random.randrange(20, 400) for _ in range(rig.random.randrange(60))], 400))
    if way != "before the first token":
        client.await_message(wire.OPENED)
        client.go_on([], rig.random.randrange(1, 40))
    if way == "cancel":
        client.send(wire.message(wire.CANCEL, {1: 1, 2: 1}))
        client.await_message(wire.CANCELLED)
    if way == "end":
        client.send(wire.message(wire.CLOSE, {1: 1}))
    if way in ("reset", "before the first token"):
        return client.vanish()
    return client.peer.leave()
