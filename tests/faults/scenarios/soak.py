# SPDX-License-Identifier: Apache-2.0
"""One fault after the other, drawn at random, on one server: nothing creeps."""
import contextlib
import time

import programs
import wire
from fault_proxy import FaultProxy
from faulty_stream import Faults
from rfc6455.peer import Mismatch
from scenarios.rig import PROMPT_IDS, Row, may_look_into, open_files, own_bytes, poll, skipped_without_root, wait
from wire_client import Refused, WireClient, metrics

NEAR = Faults(latency_ms=5)
SLOPE_BYTES = 1 << 20  # of a thousand faults
LEAST_FAULTS = 400  # of fewer a slope says nothing


def run(rig):
    seconds = rig.pick(300, 3600)
    with rig.server("--resume-seconds", 2) as server:
        expected = rig.answer_without_faults(server.port, mode="sync", tokens=200)
        for _ in range(20):  # warm: what a server needs once is not what creeps
            for fault in CLIENT_FAULTS:
                fault(rig, server.port)
        may_look = may_look_into(server.process.pid)
        files, began, count, asked, wrong = open_files(server.process.pid) if may_look else None, time.monotonic(), 0, 0, []
        memory = [own_bytes(server.process.pid)]
        while (time.monotonic() - began < seconds or count < LEAST_FAULTS) and server.is_alive():
            asked += 1
            faults, done = one_answer(rig, server, expected)
            wrong += faults
            count += done
            for fault in CLIENT_FAULTS * 30:
                fault(rig, server.port)
                count += 1
            memory.append(own_bytes(server.process.pid))
        quiet = may_look and poll(lambda: open_files(server.process.pid) <= files and metrics(server.port)["kv_pages_in_use"] == 0, 60)
        is_alive = server.is_alive()
    print("\n".join(wrong), end="\n" if wrong else "")
    slope = (memory[-1] - memory[0]) * 1000 / max(1, count)
    return [Row(f"soak of {seconds} s, {count} faults", "R1", f"{asked - len(wrong)}/{asked}", is_alive and not wrong and asked > 0),
            Row("", "RSS ≤ 1 MB more a thousand faults", f"{slope / 1e6:.2f} MB", slope <= SLOPE_BYTES),
            at_rest(may_look, quiet)]


def at_rest(may_look, quiet):
    bar = "files and KV as before at the end"
    return Row("", bar, "as before" if quiet is not None else "not", quiet is not None) if may_look else skipped_without_root("", bar)


def one_answer(rig, server, expected):
    """([what is wrong], how many faults)."""
    faults = LINE_FAULTS[:]
    rig.random.shuffle(faults)
    with FaultProxy("127.0.0.1", server.port, seed=rig.random.randrange(1 << 32), up=NEAR, down=NEAR) as proxy, \
            rig.edge(proxy.port, "soak", mode="sync", tokens=200) as edge:
        for place, fault in enumerate(faults[:2]):
            proxy.wait_for_bytes("down", 900 + 600 * place, 30)
            fault(proxy)
        try:
            found = edge.finish().faults(expected)
        except programs.Failed as failed:
            found = [str(failed)]
    return ([f"{[fault.__name__ for fault in faults[:2]]}: {found[:3]}"] if found else []), 2


def cut(proxy):
    proxy.cut()


def refused_for_a_while(proxy):
    proxy.refuse()
    wait(0.5)
    proxy.refuse(False)


def held_for_a_second(proxy):
    proxy.set(Faults(is_held=True))
    wait(1)
    proxy.set(NEAR)


def far_for_a_second(proxy):
    proxy.set(Faults(latency_ms=150))
    wait(1)
    proxy.set(NEAR)


def sliced(proxy):
    proxy.set(Faults(latency_ms=5, slice_bytes=7))


LINE_FAULTS = [cut, refused_for_a_while, held_for_a_second, far_for_a_second, sliced]


def leaves_in_the_middle(rig, port):
    client = WireClient(port)
    client.send(wire.question(1, 1, PROMPT_IDS, 200))
    client.go_on([], 3)
    client.vanish()


def says_noise(rig, port):
    with WireClient(port) as client:
        client.send(rig.random.randbytes(60))
        client.next()


def breaks_the_framing(rig, port):
    with WireClient(port) as client:
        client.peer.send(bytes([0xF0 | rig.random.randrange(16)]) + rig.random.randbytes(13))  # reserved bits
        client.peer.is_cut()


def flips_bits(rig, port):
    with FaultProxy("127.0.0.1", port, seed=rig.random.randrange(1 << 32), up=Faults(flip_every_bytes=60)) as proxy:
        with contextlib.suppress(OSError, Mismatch, Refused, wire.Malformed, AssertionError), WireClient(proxy.port) as client:
            client.answer(wire.question(1, 1, PROMPT_IDS, 5), 1)


CLIENT_FAULTS = [leaves_in_the_middle, says_noise, breaks_the_framing, flips_bits]
