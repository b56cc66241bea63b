# SPDX-License-Identifier: Apache-2.0
"""Many sockets that say nothing, and some that never read."""
import resource
import socket
import time

import programs
import wire
from rfc6455.peer import BINARY, Peer, frame
from scenarios.rig import PROMPT_IDS, Row, may_look_into, open_files, own_bytes, poll, skipped_without_root
from wire_client import WireClient, metrics

KIB = 1024
NOTICED_SECONDS = 1.0  # how late a cut may be seen from here
CLOSED_SECONDS = 60  # that it happens is asked, not when


def run(rig):
    """The anchors' sockets are measured beside ours; they know of no login."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    count, beside = rig.pick(200, 1000), []
    for name, anchor in anchors(rig):
        with anchor as server:
            beside.append(f"{name} {idle_kib(server, count, lambda port=server.port: upgraded(port))[0]:.1f}")
    with rig.server() as server:
        return [idle(server, count, beside)] + slow(rig, server)


def idle(server, count, beside):
    fault, bar = f"{count} idle sockets, logged in", "≤ 24 KiB each, none left behind"
    if not may_look_into(server.process.pid):
        return skipped_without_root(fault, bar)
    each, closed = idle_kib(server, count, lambda: WireClient(server.port).peer)
    return Row(fault, bar, f"{each:.1f} KiB each ({', '.join(beside)}), {'all' if closed else 'not all'} closed", each <= 24 and closed)


def anchors(rig):
    yield "QWebSocketServer", programs.qt_anchor(rig.binaries, rig.folder / "qt.log")
    if programs.python_that_has("websockets"):
        yield "websockets", programs.websockets_anchor(rig.folder / "websockets.log")


def upgraded(port):
    peer = Peer("127.0.0.1", port)
    peer.upgrade()
    return peer


def idle_kib(server, count, connect):
    """(KiB of each, are all closed at the end)."""
    for _ in range(3):  # what the first clients make the server load is not theirs
        connect().leave()
    before, files = own_bytes(server.process.pid), open_files(server.process.pid)
    peers = [connect() for _ in range(count)]
    each = (own_bytes(server.process.pid) - before) / count / KIB
    for peer in peers:
        peer.leave()
    return each, poll(lambda: open_files(server.process.pid) <= files, CLOSED_SECONDS) is not None


def slow(rig, server):
    """They ask for more and more, and read nothing. Beside them somebody is answered."""
    count = rig.pick(5, 20)
    most, neighbour = 0, []
    with WireClient(server.port) as good:
        alone = good.answer(wire.question(1, 1, PROMPT_IDS, 100))
        before = own_bytes(server.process.pid)  # what the first answer makes the model hold is not theirs
        readers = [SlowReader(server.port) for _ in range(count)]
        connected = count
        while connected and time.monotonic() - max(reader.took_last for reader in readers) < (10 + 2 * NOTICED_SECONDS) * rig.patience:
            for reader in readers:
                reader.ask_more()
            neighbour.append(good.answer(wire.question(1, len(neighbour) + 2, PROMPT_IDS, 100)) == alone)
            most = max(most, own_bytes(server.process.pid) - before)
            connected = metrics(server.port)["connections"] - 2  # the good one's, and this one
    took = time.monotonic() - max(reader.took_last for reader in readers)
    for reader in readers:
        reader.client.peer.leave()
    return [Row(f"{count} readers that read nothing", "≤ 1 MiB held for each", f"{most / count / KIB:.0f} KiB each", most <= count * KIB * KIB),
            Row("", "cut ≤ 10 s after their last progress", f"{count - connected:.0f} of {count}, {took:.1f} s after the last progress of any",
                not connected and rig.within(took, 10 + NOTICED_SECONDS)),
            Row("", "others unaffected", f"{sum(neighbour)} of {len(neighbour)} answers as alone", all(neighbour) and bool(neighbour))]


class SlowReader:
    FLOOD = b"".join(frame(BINARY, wire.heartbeat(number + 1)) for number in range(2000))

    def __init__(self, port):
        self.client = WireClient(port)
        self.client.peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.client.peer.socket.setblocking(False)
        self.client.peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * KIB)
        self.at, self.took_last = 0, time.monotonic()

    def ask_more(self):
        """Until the server takes no more: it makes no progress with its answers."""
        try:
            while True:
                self.at += self.client.peer.socket.send(self.FLOOD[self.at % len(self.FLOOD):][:4 * KIB])
                self.took_last = time.monotonic()
        except OSError:  # no more for now, or cut
            pass
