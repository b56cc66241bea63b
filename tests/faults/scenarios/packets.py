# SPDX-License-Identifier: Apache-2.0
"""Packets that are lost on a line of real TCP, between the sockets of edge and server: one in twenty, or all for a while."""
import time

import wan
from scenarios.lines import back_after, result
from scenarios.rig import Row, wait
from wan import Line, Wan

NEAR, LOSSY, SILENT = Line(delay_ms=10), Line(delay_ms=10, loss=0.05), Line(delay_ms=10, loss=1.0)
MODE = "sync"
TOKENS = 250


def run(rig):
    if obstacle := wan.obstacle():
        print(f"skipped: {obstacle}")
        return []
    with Wan(NEAR, rig.seed) as line, rig.server(inside=line.at_cloud) as server:
        expected = rig.remembered("over packets", lambda: without_faults(rig, line, server.port))
        return [losses(rig, line, server.port, expected)] + [blackout(rig, line, server.port, expected, seconds)
                                                             for seconds in rig.pick((1, 4), (1, 4, 6, 30))]


def edge(rig, line, port, name):
    return rig.edge(port, name, mode=MODE, tokens=TOKENS, inside=line.at_edge)


def without_faults(rig, line, port):
    with edge(rig, line, port, "packets without faults") as asked:
        return asked.finish().answer["tokens"]


def losses(rig, line, port, expected):
    seconds, began, answers, faults, cuts = rig.pick(15, 300), time.monotonic(), 0, [], 0
    packets, lost = line.packets, line.lost
    line.line = LOSSY
    while time.monotonic() - began < seconds:
        with edge(rig, line, port, "lossy") as asked:
            found, disconnects = result(asked, expected)
        answers, cuts, faults = answers + 1, cuts + disconnects, faults + found
    line.line = NEAR
    packets, lost = line.packets - packets, line.lost - lost
    return Row(f"5 % of the packets lost both ways for {seconds} s", "no disconnect, R1",
               f"{cuts} disconnects in {answers} answers over {packets} packets, {lost} of them lost; R1 {'holds' if not faults else faults[:2]}",
               not faults and cuts == 0 and lost > 0)


def blackout(rig, line, port, expected, seconds):
    """TCP sends again ever more rarely, and may come back some time after the line does."""
    with edge(rig, line, port, "blackout") as asked:
        seen = line.packets
        while line.packets < seen + 60:  # the answer is on its way
            wait(0.01)
        line.line = SILENT
        wait(seconds)
        over = time.monotonic()
        line.line = NEAR
        faults, cuts = result(asked, expected)
    back = back_after(asked, over) if cuts and not faults else 0.0
    if seconds <= 4:
        return Row(f"no packet passes for {seconds} s", "no disconnect, R1", f"{cuts} disconnects, R1 {'holds' if not faults else faults[:2]}", not faults and cuts == 0)
    return Row(f"no packet passes for {seconds} s", "R1, back ≤ 12 s", f"{cuts} disconnects, back after {back:.1f} s, R1 {'holds' if not faults else faults[:2]}",
               not faults and rig.within(back, 12))
