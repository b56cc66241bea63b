# SPDX-License-Identifier: Apache-2.0
"""The server dies in the middle of an answer, and comes back on its port."""
import time

import programs
from fault_proxy import FaultProxy
from faulty_stream import Faults
from history import line_states
from scenarios.rig import Row

LINE = Faults(latency_ms=10)  # so that an answer takes some seconds, and dies at any place of it
MODES = ("never-idle", "sync", "cloud-only")
SHOWN_SECONDS, RESUMED_SECONDS = 1.0, 4.0


def run(rig):
    """Rows of the bars for SIGKILL."""
    count, runs, faults = rig.pick(5, 100), [], []
    with rig.server() as server:
        for number in range(2 * count):  # of an answer that was on its way whole, nothing is learned
            mode = MODES[number % rig.pick(2, len(MODES))]
            expected, bytes_down = fault_free(rig, server, mode)
            at = rig.random.randrange(bytes_down // 10, bytes_down * 8 // 10)
            found = kill_once(rig, server, mode, at, expected)
            runs += [found] if found else []
            if found and found[0]:
                faults.append(f"{mode}, killed behind {at} bytes: {found[0][:3]}")
            if len(runs) == count:
                break
    print("\n".join(faults), end="\n" if faults else "")
    shown, resumed, good = max(run[1] for run in runs), max(run[2] for run in runs), len(runs) - len(faults)
    return [Row(f"server SIGKILLed at {count} random points of an answer, restarted", f"R1 {count}/{count}", f"{good}/{len(runs)}", good == count),
            Row("", "state shown ≤ 1 s", f"{shown:.2f} s at most", rig.within(shown, SHOWN_SECONDS)),
            Row("", "resumed ≤ 4 s after the port is back", f"{resumed:.2f} s at most", rig.within(resumed, RESUMED_SECONDS))]


def fault_free(rig, server, mode):
    """The answer, and how many bytes come down while it is given."""
    def ask():
        with FaultProxy("127.0.0.1", server.port, up=LINE, down=LINE) as proxy:
            return rig.answer_without_faults(proxy.port, mode=mode), proxy.counts()[2]
    return rig.remembered(f"bytes down, {mode}", ask)


def kill_once(rig, server, mode, at, expected):
    """(faults, seconds until it was shown, seconds from the port's return to the next verified token); nothing: too late."""
    with FaultProxy("127.0.0.1", server.port, up=LINE, down=LINE) as proxy, rig.edge(proxy.port, "killed", mode=mode) as edge:
        if not proxy.wait_for_bytes("down", at, 60):
            return ["the answer had fewer bytes than without faults"], 0.0, 0.0
        killed = time.monotonic()
        server.kill()
        port_is_back = server.start()
        try:
            edge.finish()
        except programs.Failed as failed:
            return [str(failed)], 0.0, 0.0
        said = edge.wait_until_it_says(0, after=killed)
        if said is None:
            faults = edge.faults(expected)
            return (faults, 0.0, 0.0) if faults else None
        return edge.faults(expected), said - killed, max(0.0, resumed_at(edge, said) - port_is_back)


def resumed_at(edge, said):
    """When the line was up again; the trace's clock and ours meet at the moment when the loss was noticed."""
    states = line_states(edge.events)
    lost = next(when for when, connected in states if not connected)
    back = [when for when, connected in states if connected and when > lost]
    return said + (back[-1] - lost) if back else float("inf")
