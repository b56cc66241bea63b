#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A proxy that stands between two programs and does to their connections what networks do.

    fault_proxy.py --to HOST:PORT [--listen PORT] [--seed N] [--up FAULTS] [--down FAULTS]

FAULTS are fields of faulty_stream.Faults: latency_ms=20,bytes_per_second=125000. Up is from whoever connects. It prints
where it listens, and takes orders from its standard input while it runs, one a line:

    up FAULTS | down FAULTS     from now on (all fields that are not named are as at first)
    refuse | accept             nobody gets in; connections that stand are cut
    cut                         RST to both sides of every connection
    counts                      prints connections and bytes of both directions so far"""
import argparse
import collections
import dataclasses
import queue
import select
import socket
import struct
import sys
import threading
import time

from faulty_stream import Faults, FaultyStream

READ_BYTES = 16 * 1024
TURN_SECONDS = 0.05  # at least so often faults are looked at again


class Direction:
    """One way of a connection: what was read and waits for its time."""

    def __init__(self, proxy, side, number, source, sink):
        self.proxy, self.side, self.number, self.source, self.sink = proxy, side, number, source, sink
        self.stream = FaultyStream(self.faults, f"{proxy.seed}/{number}/{side}")
        self.waiting = collections.deque()  # (when, bytes), None for the end
        self.queued = 0
        self.has_ended = self.is_done = self.is_blocked = False
        self.stopped_since = None

    @property
    def faults(self):
        return self.proxy.faults[self.side]

    def is_stopped(self):
        return self.faults.is_held or self.faults.is_half_open or self.faults.timeout_ms > 0

    def wants_bytes(self):
        return not self.has_ended and not self.is_stopped() and self.queued <= self.faults.queue_bytes and self.stream.allowed()[0] != 0

    def take(self, now):
        allowed, _ = self.stream.allowed()
        try:
            data = self.source.recv(min(READ_BYTES, READ_BYTES if allowed is None else allowed))
        except BlockingIOError:
            return
        self.queued += len(data)
        self.waiting.extend(self.stream.take(now, data))
        if not data:
            self.has_ended = True
            self.waiting.append((self.stream.close_due(now), None))

    def deliver(self, now):
        self.is_blocked = False
        while self.waiting and self.waiting[0][0] <= now and not self.is_stopped():
            due, piece = self.waiting.popleft()
            if piece is None:
                self.is_done = True
                return self.sink.shutdown(socket.SHUT_WR)
            try:
                sent = self.sink.send(piece)
            except BlockingIOError:
                sent = 0
            self.queued -= sent
            self.proxy.note(self.side, self.number, piece[:sent])
            if sent < len(piece):
                self.is_blocked = True
                return self.waiting.appendleft((due, piece[sent:]))

    def end_wanted(self, now):
        """How the whole connection ends because of this direction: "", "close" or "reset"."""
        allowed, how = self.stream.allowed()
        if allowed is not None and allowed <= 0 and not self.waiting:
            return how
        if not self.faults.timeout_ms:
            self.stopped_since = None
        elif self.stopped_since is None:
            self.stopped_since = now
        elif now - self.stopped_since >= self.faults.timeout_ms / 1000:
            return "close"
        return ""


class Connection:
    def __init__(self, proxy, number, client, server):
        self.ends = (client, server)
        self.directions = [Direction(proxy, "up", number, client, server), Direction(proxy, "down", number, server, client)]

    def turn(self, now, readable):
        """False: it is over."""
        try:
            for direction in self.directions:
                direction.stream.faults = direction.faults  # they may have changed
                if direction.source.fileno() in readable and direction.wants_bytes():
                    direction.take(now)
                direction.deliver(now)
                if how := direction.end_wanted(now):
                    self.end(how == "reset")
                    return False
        except OSError:  # one side is gone: the other hears of it as it did
            self.end(is_reset=True)
            return False
        if all(direction.is_done for direction in self.directions):
            self.end()
            return False
        return True

    def end(self, is_reset=False):
        for end in self.ends:
            hang_up(end, is_reset)


def hang_up(end, is_reset):
    if is_reset:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()


class FaultProxy:
    """Runs in a thread of its own from `with` to its end. Its methods may be called from any other."""

    def __init__(self, host, port, listen=0, seed=0, up=None, down=None, tap=None):
        """`tap`: called with side, number of the connection, time and bytes of all that is delivered, in the proxy's thread."""
        self.target, self.seed, self.tap = (host, port), seed, tap
        self.faults = {"up": up or Faults(), "down": down or Faults()}
        self.bytes = {"up": 0, "down": 0}  # delivered
        self.accepted = 0
        self.connections = []
        self.is_refusing = self.is_ending = False
        self._listener = socket.create_server(("127.0.0.1", listen))
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._passed = threading.Condition()
        self._orders = queue.SimpleQueue()
        self._bell, self._ear = socket.socketpair()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._order(setattr, self, "is_ending", True)
        self._thread.join()
        for end in (self._listener, self._bell, self._ear):
            end.close()

    def set(self, both=None, up=None, down=None):
        self._order(self.faults.update, {"up": up or both or Faults(), "down": down or both or Faults()})

    def set_side(self, side, faults):
        self._order(self.faults.__setitem__, side, faults)

    def counts(self):
        """Connections, and bytes delivered up and down: all of what anybody has received by now."""
        found = []
        self._order(lambda: found.extend((self.accepted, self.bytes["up"], self.bytes["down"])))
        return tuple(found)

    def wait_for_bytes(self, side, count, seconds):
        """False: fewer have passed in this time."""
        with self._passed:
            return self._passed.wait_for(lambda: self.bytes[side] >= count, seconds)

    def note(self, side, number, data):
        if self.tap:
            self.tap(side, number, time.monotonic(), data)
        with self._passed:
            self.bytes[side] += len(data)
            self._passed.notify_all()

    def cut(self):
        self._order(self._cut)

    def refuse(self, is_refusing=True):
        self._order(setattr, self, "is_refusing", is_refusing)
        if is_refusing:
            self.cut()

    def _order(self, act, *arguments):
        """Done in the proxy's thread before this returns."""
        done = threading.Event()
        self._orders.put((act, arguments, done))
        self._bell.send(b"!")
        done.wait()

    def _cut(self):
        for connection in self.connections:
            connection.end(is_reset=True)
        self.connections.clear()

    def _run(self):
        while not self.is_ending:
            readable = self._wait()
            if self._ear.fileno() in readable:
                self._obey()
            if self._listener.fileno() in readable:
                self._accept()
            now = time.monotonic()
            self.connections[:] = [c for c in self.connections if c.turn(now, readable)]
        self._cut()

    def _wait(self):
        """The sockets that have something to read."""
        poll, seconds, now = select.poll(), TURN_SECONDS, time.monotonic()
        for end in (self._listener, self._ear):
            poll.register(end, select.POLLIN)
        for direction in (d for connection in self.connections for d in connection.directions):
            if direction.wants_bytes():
                poll.register(direction.source, select.POLLIN)
            if direction.waiting and not direction.is_stopped():
                seconds = min(seconds, 0.002 if direction.is_blocked else max(0.0, direction.waiting[0][0] - now))
        return {descriptor for descriptor, _ in poll.poll(seconds * 1000)}

    def _obey(self):
        self._ear.recv(READ_BYTES)
        while not self._orders.empty():
            act, arguments, done = self._orders.get()
            act(*arguments)
            done.set()

    def _accept(self):
        """Whoever is refused gets an RST, as from a port that nobody listens at."""
        client, _ = self._listener.accept()
        try:
            if self.is_refusing:
                raise ConnectionRefusedError
            server = socket.create_connection(self.target)
        except OSError:
            return hang_up(client, is_reset=True)
        for end in (client, server):
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.accepted += 1
        self.connections.append(Connection(self, self.accepted, client, server))
        return None


def parse_faults(text):
    fields = {field.name: field.type for field in dataclasses.fields(Faults)}
    faults = Faults()
    for word in filter(None, text.split(",")):
        name, _, value = word.partition("=")
        if name not in fields:
            raise ValueError(f"expected fields of Faults, found `{name}`: {', '.join(fields)}")
        setattr(faults, name, value not in ("", "0", "false") if fields[name] is bool else fields[name](value))
    return faults


def obey(proxy, line):
    order, _, rest = line.strip().partition(" ")
    if order in ("up", "down"):
        proxy.set_side(order, parse_faults(rest))
    elif order in ("refuse", "accept"):
        proxy.refuse(order == "refuse")
    elif order == "cut":
        proxy.cut()
    elif order == "counts":
        print("connections {} up {} down {}".format(*proxy.counts()), flush=True)
    else:
        print(f"not an order: {order}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", required=True, metavar="HOST:PORT")
    parser.add_argument("--listen", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--up", type=parse_faults, default=Faults())
    parser.add_argument("--down", type=parse_faults, default=Faults())
    options = parser.parse_args()
    host, _, port = options.to.rpartition(":")
    with FaultProxy(host, int(port), options.listen, options.seed, options.up, options.down) as proxy:
        print(f"listening on 127.0.0.1:{proxy.port}", flush=True)
        for line in sys.stdin:
            obey(proxy, line)


if __name__ == "__main__":
    main()
