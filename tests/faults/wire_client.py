# SPDX-License-Identifier: Apache-2.0
"""A client that speaks the protocol over a raw socket, as far as a scenario wants: it can also stop in the middle."""
import socket
import struct

import wire
from rfc6455.peer import BINARY, Peer, frame

PATIENCE = 30.0


class Refused(Exception):
    def __init__(self, code, retry_after=None):
        """`retry_after`: ms, where there is any sense in it."""
        super().__init__(f"refused with code {code}")
        self.code, self.retry_after = code, retry_after


class WireClient:
    """Logged in, unless the server refuses. `wrap` makes an encrypted socket of a plain one."""

    def __init__(self, port, login=None, says_hello=True, wrap=None):
        self.peer = Peer("127.0.0.1", port)
        if wrap:
            self.peer.socket = wrap(self.peer.socket)
        self.peer.upgrade(wire.SUBPROTOCOL)
        number, self.challenge = self.next()
        assert number == wire.CHALLENGE, number
        self.hello = None
        if says_hello:
            self.say_hello(wire.hello(self.challenge, login))

    def say_hello(self, hello):
        self.hello = hello
        self.send(hello)
        self.welcome = self.await_message(wire.HELLO_REPLY)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.peer.leave()

    def vanish(self):
        """Without a word: RST."""
        self.peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.peer.leave()

    def send(self, *messages):
        self.peer.send(b"".join(frame(BINARY, message) for message in messages))

    def next(self, seconds=PATIENCE):
        """(number, fields) of the next message."""
        return wire.decode(self.peer.next_message(seconds)[1])

    def await_message(self, wanted, seconds=PATIENCE):
        """The fields of the next message of this number; a refusal that comes first is raised."""
        while True:
            number, fields = self.next(seconds)
            if number == wanted:
                return fields
            if number == wire.REFUSED:
                raise Refused(fields.get(1, 0), fields.get(4))

    def answer(self, question, count=None):
        """The tokens of the answer up to its end, or the first `count` of them and more that came along."""
        self.send(question)
        return self.go_on([], count)

    def go_on(self, tokens, count=None):
        """`tokens`: what is there already."""
        while count is None or len(tokens) < count:
            verdict = self.await_message(wire.VERDICT)
            first = verdict.get(4, 0)
            if first > len(tokens):
                raise AssertionError(f"a verdict begins at {first} behind {len(tokens)} tokens")
            tokens[first:] = wire.unpack_tokens(verdict.get(5, b""))
            if verdict.get(8):
                break
        return tokens


def metrics(port):
    """The numbers of /metrics by name."""
    found = {}
    for line in page(port, "/metrics").splitlines():
        name, _, value = line.rpartition(" ")
        if name and not name.startswith("#"):
            found[name.removeprefix("msao_cloud_")] = float(value)
    return found


def page(port, path):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.settimeout(PATIENCE)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        whole = b""
        while more := connection.recv(1 << 16):
            whole += more
    return whole.partition(b"\r\n\r\n")[2].decode()
