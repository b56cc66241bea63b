# SPDX-License-Identifier: Apache-2.0
"""A thin line in both directions, while a picture goes up: what is urgent does not wait behind it."""
import struct
import zlib

import wire
from fault_proxy import FaultProxy
from faulty_stream import Faults
from scenarios.rig import Row

LINE = Faults(latency_ms=10, bytes_per_second=125_000, queue_bytes=32 * 1024)
RTT_MS, BAR_MS = 20, 300
SIDE = 560


class HeartbeatTap:
    """Reads round trips off the line: an acknowledgement repeats when its heartbeat was sent, by the edge's clock, which
    on this machine is also ours."""

    def __init__(self):
        self.bytes = b""
        self.round_trips_ms = []

    def __call__(self, side, number, when, data):
        if side != "down" or number != 1:
            return
        self.bytes += data
        if b"\r\n\r\n" in self.bytes and self.bytes.startswith(b"HTTP"):
            self.bytes = self.bytes.partition(b"\r\n\r\n")[2]
        while (message := self._take_message()) is not None:
            kind, fields = wire.decode(message)
            if kind == wire.HEARTBEAT_ACK:
                self.round_trips_ms.append(when * 1000 - fields[2] / 1000)

    def _take_message(self):
        if self.bytes.startswith(b"HTTP") or len(self.bytes) < 4:
            return None
        count, at = self.bytes[1], 2
        if count == 126:
            count, at = struct.unpack(">H", self.bytes[2:4])[0], 4
        if len(self.bytes) < at + count:
            return None
        opcode, message, self.bytes = self.bytes[0] & 15, self.bytes[at:at + count], self.bytes[at + count:]
        return message if opcode == 2 else self._take_message()


def noise_picture(path, random, side=SIDE):
    """A PNG that does not compress."""
    rows = b"".join(b"\0" + random.randbytes(3 * side) for _ in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
    return path


def run(rig):
    how = {"mode": "sync", "tokens": 60, "more": ("--image", noise_picture(rig.folder / "noise.png", rig.random), "--prune", "off")}
    tap = HeartbeatTap()
    with rig.server() as server:
        expected = rig.answer_without_faults(server.port, **how)
        with FaultProxy("127.0.0.1", server.port, seed=rig.seed, up=LINE, down=LINE, tap=tap) as proxy, rig.edge(proxy.port, "upload", **how) as edge:
            faults = edge.finish().faults(expected)
            _, up, _ = proxy.counts()
    times = sorted(tap.round_trips_ms)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))] if times else float("inf")
    return [Row(f"1 Mbps both ways while a picture of {up // 1000} kB goes up", f"control p95 ≤ RTT + {BAR_MS} ms, R1",
                f"{p95:.0f} ms of {len(times)} heartbeats at an RTT of {RTT_MS} ms, R1 {'holds' if not faults else faults[:2]}",
                len(times) >= 3 and rig.within(p95, RTT_MS + BAR_MS) and not faults)]
