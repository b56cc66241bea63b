# SPDX-License-Identifier: Apache-2.0
"""Lines that become slow, fall silent, or lead nowhere any more, while both ends live on."""
import time

import programs
import wire
from fault_proxy import FaultProxy
from faulty_stream import Faults
from history import line_states
from scenarios.rig import PROMPT_IDS, Row, poll, wait
from wire_client import WireClient, metrics

NEAR, FAR = Faults(latency_ms=10), Faults(latency_ms=250)
TOKENS = 250
MODE = "sync"  # one batch a round trip: the answer lasts as long as the line makes it


def run(rig):
    with rig.server() as server:
        return round_trips(rig, server) + blackouts(rig, server) + [half_open_edge(rig, server), half_open_server(rig)]


def under_way(rig, server, name):
    """A proxy, and an edge whose answer has begun; what it should be."""
    expected = rig.answer_without_faults(server.port, mode=MODE, tokens=TOKENS)
    proxy = FaultProxy("127.0.0.1", server.port, seed=rig.seed, up=NEAR, down=NEAR)
    return expected, proxy, lambda: rig.edge(proxy.port, name, mode=MODE, tokens=TOKENS)


def round_trips(rig, server):
    times, faults, cuts = rig.pick(2, 10), [], 0
    expected, proxy, ask = under_way(rig, server, "round trips")
    with proxy, ask() as edge:
        proxy.wait_for_bytes("down", 1000, 60)
        for _ in range(times):
            for line in (FAR, NEAR):
                proxy.set(line)
                wait(0.8)
        faults, cuts = result(edge, expected)
    return [Row(f"RTT 20 → 500 ms and back, {times} times", "no disconnect, R1", f"{cuts} disconnects, R1 {'holds' if not faults else faults[:2]}",
                not faults and cuts == 0)]


def result(edge, expected):
    try:
        edge.finish()
    except programs.Failed as failed:
        return [str(failed)], 0
    return edge.faults(expected), edge.disconnections()


def blackouts(rig, server):
    rows = []
    for seconds in rig.pick((1, 4, 6), (1, 4, 6, 30)):
        expected, proxy, ask = under_way(rig, server, f"blackout {seconds}")
        with proxy, ask() as edge:
            proxy.wait_for_bytes("down", 1000, 60)
            proxy.set(Faults(is_held=True))
            wait(seconds)
            over = time.monotonic()
            proxy.set(NEAR)
            faults, cuts = result(edge, expected)
        bar, back_bar = ("no disconnect, R1", None) if seconds <= 4 else ("R1, back ≤ 12 s", 12)
        back = back_after(edge, over) if cuts and not faults else 0.0
        is_met = not faults and (cuts == 0 if back_bar is None else rig.within(back, back_bar))
        rows.append(Row(f"blackout of {seconds} s", bar, f"{cuts} disconnects, back after {back:.1f} s, R1 {'holds' if not faults else faults[:2]}", is_met))
    return rows


def back_after(edge, over):
    """Seconds from the end of a fault to the line's return. What was said last, was said when the line was lost."""
    states = line_states(edge.events)
    lost = [when for when, connected in states if not connected]
    back = [when for when, connected in states if connected and when > lost[0]]
    return edge.said[0][0] + (back[-1] - lost[0]) - over if back else float("inf")


def half_open_edge(rig, server):
    expected, proxy, ask = under_way(rig, server, "half-open")
    with proxy, ask() as edge:
        proxy.wait_for_bytes("down", 1000, 60)
        began = time.monotonic()
        proxy.set(Faults(is_half_open=True))
        said = edge.wait_until_it_says(15 * rig.patience, after=began)
        proxy.set(NEAR)
        faults, _ = result(edge, expected)
    noticed = said - began if said else float("inf")
    return Row("half-open TCP", "the edge notices ≤ 6 s, R1", f"{noticed:.1f} s, R1 {'holds' if not faults else faults[:2]}", rig.within(noticed, 6) and not faults)


def half_open_server(rig):
    """What is freed at once is the connection; the KV state waits for the edge as long as --resume-seconds says."""
    resume_seconds = 1
    with rig.server("--resume-seconds", resume_seconds) as server, FaultProxy("127.0.0.1", server.port, up=NEAR, down=NEAR) as proxy:
        client = WireClient(proxy.port)
        client.send(wire.question(1, 1, PROMPT_IDS, 2000, mode="sync"))
        client.await_message(wire.OPENED)
        client.go_on([], 1)
        held = metrics(server.port)["kv_pages_in_use"]
        proxy.set(Faults(is_half_open=True))
        took = poll(lambda: metrics(server.port)["kv_pages_in_use"] == 0, 20 * rig.patience, every=0.1)
        client.vanish()
    return Row("", f"the server frees its KV ≤ 15 s (and --resume-seconds, here {resume_seconds})",
               f"{held:.0f} pages after {took:.1f} s" if took else f"{held:.0f} pages were kept", bool(held and took and rig.within(took, 15 + resume_seconds)))
