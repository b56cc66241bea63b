# SPDX-License-Identifier: Apache-2.0
"""Bad messages from somebody who may log in, beside good sessions."""
import json
import pathlib
import subprocess
import threading

import wire
from rfc6455.peer import Mismatch
from scenarios.rig import PROMPT_IDS, Row
from wire_client import WireClient, metrics

VECTORS = pathlib.Path(__file__).resolve().parents[3] / "docs/protocol"
GOOD_SESSIONS = 8
BATCH = 50


def run(rig):
    randoms = rig.pick(2000, 100_000)
    with rig.server() as server:
        alone = [good_answer(server.port, session) for session in range(GOOD_SESSIONS)]
        answers, is_over = [[] for _ in alone], threading.Event()

        def stay(session):
            while not is_over.is_set():
                answers[session].append(good_answer(server.port, session))
        good = [threading.Thread(target=stay, args=(session,)) for session in range(GOOD_SESSIONS)]
        for thread in good:
            thread.start()
        try:
            hand_made = send_all(server.port, list(hand_made_messages(rig.binaries)))
            random_ones = send_all(server.port, [random_message(rig.random) for _ in range(randoms)])
        finally:
            is_over.set()
            for thread in good:
                thread.join()
        restarts, is_alive = metrics(server.port)["model_restarts_total"], server.is_alive()
    total = sum(map(len, answers))
    same = sum(answer == alone[session] for session, found in enumerate(answers) for answer in found)
    return [Row(f"{randoms} random and {hand_made[1]} hand-made bad messages with a valid login", "each answered, with a code where it is bad",
                f"{random_ones[0]} + {hand_made[0]}", (random_ones[0], hand_made[0]) == (randoms, hand_made[1])),
            Row("", f"{GOOD_SESSIONS} good sessions beside them identical", f"{same} of {total} answers", same == total >= GOOD_SESSIONS),
            Row("", "no restart, of the program or of the model", f"{'alive' if is_alive else 'dead'}, {restarts:.0f} restarts", is_alive and not restarts)]


def good_answer(port, session):
    with WireClient(port) as client:
        return client.answer(wire.question(1, 1, PROMPT_IDS + [20 + session], 150))


def send_all(port, messages):
    """(answered, sent). Behind every batch a heartbeat is answered, so everything before it was."""
    answered = 0
    client = WireClient(port)
    for begin in range(0, len(messages), BATCH):
        batch = messages[begin:begin + BATCH]
        try:
            client.send(*batch)
            answered += answers_until_heartbeat(client, len(batch), begin)
        except Mismatch as mismatch:
            print(f"the batch at {begin}: {mismatch}")
            client = WireClient(port)
    client.peer.leave()
    return answered, len(messages)


def answers_until_heartbeat(client, sent, begin):
    """How many of a batch were answered, by Refused or by what a good message is answered with."""
    number = 0x70000000 + begin
    client.send(wire.heartbeat(number))
    answered = 0
    while True:
        kind, fields = client.next()
        if kind == wire.HEARTBEAT_ACK and fields.get(1) == number:
            return min(answered, sent)
        answered += 1
        if kind == wire.REFUSED and not 1 <= fields.get(1, 0) <= 25:
            raise Mismatch(f"a refusal without a code: {fields}")


def hand_made_messages(binaries):
    """All of docs/protocol/vectors.json, each good message of the edge's cut anywhere, and each field of each message spoiled in
    every way that its kind and bounds know: those are made from the protocol's own table of fields."""
    vectors = json.loads((VECTORS / "vectors.json").read_text(encoding="utf-8"))
    for vector in vectors["refused"]:
        yield bytes.fromhex(vector["bytes"])
    yield from (bytes.fromhex(line) for line in subprocess.run([binaries / "spoiled_messages"], capture_output=True, text=True, check=True)
                .stdout.splitlines())


def random_message(random):
    """Noise; noise in an array of two; and a good shape with fields of any kind. Their number is none of a message."""
    kind = random.randrange(3)
    noise = random.randbytes(random.randrange(60))
    if kind == 0:
        return b"\xff" + noise
    number = random.choice([0, 10, 13, 18, 19, 24, 255, 1 << 31])
    if kind == 1:
        return b"\x82" + wire.encode(number) + noise
    return wire.encode([number, {random.randrange(1, 20): random_value(random, 3) for _ in range(random.randrange(8))}])


def random_value(random, depth):
    kind = random.randrange(7 if depth else 5)
    if kind == 5:
        return [random_value(random, depth - 1) for _ in range(random.randrange(4))]
    if kind == 6:
        return {random.randrange(30): random_value(random, depth - 1) for _ in range(random.randrange(4))}
    return (random.randrange(1 << random.randrange(1, 64)), -random.randrange(1, 1 << 20), random.randbytes(random.randrange(40)),
            "x" * random.randrange(40), random.random() * 1e6)[kind]
