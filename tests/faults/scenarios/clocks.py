# SPDX-License-Identifier: Apache-2.0
"""Somebody sets the clock, of the server or of the edge, in the middle of an answer."""
import time

import fake_clock
import programs
from fake_clock import FakeClock
from fault_proxy import FaultProxy
from faulty_stream import Faults
from scenarios.rig import Row, may_look_into, skipped_without_root, wait
from wire_client import metrics

HOUR, YEAR = 3600, 365 * 24 * 3600
JUMPS = {"+1 h": HOUR, "−1 h": -HOUR, "+1 year": YEAR}
LINE = Faults(latency_ms=60)  # so that the answer outlives all jumps


def run(rig):
    if not fake_clock.LIBRARIES:
        print(fake_clock.MISSING)
        return []
    return [jumps(rig, "server"), jumps(rig, "edge"), waits_a_year(rig)]


def jumps(rig, side):
    fault, bar = f"the {side}'s clock: {', then '.join(JUMPS)}, in one answer", "no disconnect, R1, times of the trace in order"
    clock = FakeClock(rig.folder / "wall clock")
    faked = {"environment": clock.environment}
    with rig.server(**(faked if side == "server" else {})) as server:
        expected = rig.answer_without_faults(server.port, mode="sync")
        with FaultProxy("127.0.0.1", server.port, up=LINE, down=LINE) as proxy, \
                rig.edge(proxy.port, "clock", mode="sync", **(faked if side == "edge" else {})) as edge:
            proxy.wait_for_bytes("down", 600, 60)
            faked_process = (server if side == "server" else edge).process
            if not may_look_into(faked_process.pid):
                return skipped_without_root(fault, bar)
            is_faked = clock.is_in(faked_process)
            offsets = []
            for seconds in JUMPS.values():
                clock.set(seconds)
                wait(fake_clock.READ_SECONDS + 0.1)
                offsets.append(abs(clock.offset() - seconds) < 60)
            was_running = edge.process.poll() is None
            faults, cuts = ended(edge, expected)
    is_met = not faults and cuts == 0 and is_faked and all(offsets) and was_running
    return Row(fault, bar, f"{cuts} disconnects, R1 {'holds' if not faults else faults[:2]}" + ("" if was_running else ", too late for the last jump"), is_met)


def ended(edge, expected):
    try:
        edge.finish()
    except programs.Failed as failed:
        return [str(failed)], 0
    times = [event["time_ns"] for event in edge.events]
    faults = edge.faults(expected) + ([] if times == sorted(times) else ["the trace goes back in time"])
    return faults, edge.disconnections()


def waits_a_year(rig):
    """What is kept for an edge that is gone, is kept by a clock that nobody sets."""
    clock = FakeClock(rig.folder / "wall clock")
    with rig.server(environment=clock.environment) as server:
        expected = rig.answer_without_faults(server.port, mode="sync")
        before = metrics(server.port)["resumes_total"]
        with FaultProxy("127.0.0.1", server.port, up=LINE, down=LINE) as proxy, rig.edge(proxy.port, "clock", mode="sync") as edge:
            proxy.wait_for_bytes("down", 1200, 60)
            proxy.refuse()
            clock.set(YEAR)
            began = time.monotonic()
            wait(fake_clock.READ_SECONDS + 0.1)
            proxy.refuse(False)
            faults, cuts = ended(edge, expected)
        resumes = metrics(server.port)["resumes_total"] - before
    return Row("the server's clock +1 year while an answer waits for its edge", "resumed, not asked anew; R1",
               f"{resumes:.0f} resumed after {time.monotonic() - began:.1f} s, R1 {'holds' if not faults else faults[:2]}",
               not faults and resumes == 1 and cuts == 1)
