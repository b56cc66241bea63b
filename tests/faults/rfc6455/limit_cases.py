# SPDX-License-Identifier: Apache-2.0
"""Limits (section 10.4 leaves them to the server): those of docs/cloud-server.md. The others' columns say what they do."""
import time

import wire
from rfc6455.cases import case, hears_answer, on_open
from rfc6455.peer import BINARY, CONTINUATION, PING, Mismatch, frame

MESSAGE_BYTES = 256 * 1024
BEFORE_LOGIN = 4 * 1024


@on_open("10.4", "a message of exactly 256 KiB is taken", is_limit=True)
def _(server, peer):
    sent = server.message(1, MESSAGE_BYTES)
    peer.send(frame(BINARY, sent))
    hears_answer(server, peer, sent)


for name, announced in {"one byte more than 256 KiB": MESSAGE_BYTES + 1, "2 GiB": 1 << 31, "an exabyte": 1 << 60}.items():
    @on_open("10.4", f"a frame that announces {name} is refused by its header", is_limit=True)
    def _(server, peer, announced=announced):
        peer.send(frame(BINARY, b"Hello", length_bytes=8, announced=announced))
        peer.is_closed(1009)


@on_open("10.4", "a fragment that announces 2 GiB is refused by its header", is_limit=True)
def _(server, peer):
    peer.send(frame(BINARY, b"Hello", fin=False, length_bytes=8, announced=1 << 31))
    peer.is_closed(1009)


@on_open("10.4", "fragments that grow beyond 256 KiB together are refused", is_limit=True)
def _(server, peer):
    peer.send(frame(BINARY, bytes(200_000), fin=False), frame(CONTINUATION, bytes(62_000), fin=False), frame(CONTINUATION, bytes(1000)))
    peer.is_closed(1009)


@on_open("10.4", "between 20,000 empty fragments and their end a ping is answered", is_limit=True)
def _(server, peer):
    peer.send(frame(BINARY, b"", fin=False), frame(CONTINUATION, b"", fin=False) * 20_000, frame(PING, b"there?"))
    peer.hears_pong(b"there?")


@case("10.4", "before the login a message of more than 4 KiB is refused by its header", is_limit=True)
def _(server):
    if not server.judges_limits:
        raise Mismatch("has no login")
    peer, _ = server.greeted()
    peer.send(frame(BINARY, b"", announced=BEFORE_LOGIN + 1, length_bytes=2))
    peer.is_closed(1009)
    peer.leave()


@case("10.4", "who sends no request is told so after 5 s, and cut", is_limit=True, is_slow=True)
def _(server):
    began = time.monotonic()
    response = server.connect().response(8)
    if response is None or response.status != 408:
        raise Mismatch(response.line if response else "dropped")
    if time.monotonic() - began < 4:
        raise Mismatch("earlier")


@case("10.4", "who sends half a request likewise", is_limit=True, is_slow=True)
def _(server):
    peer = server.connect()
    peer.send(b"GET / HTTP/1.1\r\nHost: a\r\n")
    response = peer.response(8)
    if response is None or response.status != 408:
        raise Mismatch(response.line if response else "dropped")


@case("10.4", "who upgrades and does not log in is cut after 5 s, with 1008", is_limit=True, is_slow=True)
def _(server):
    if not server.judges_limits:
        raise Mismatch("has no login")
    peer, _ = server.greeted()
    opcode, payload, _ = peer.next_or_fail("a close", 7)
    if (opcode, payload[:2]) != (8, (1008).to_bytes(2, "big")):
        raise Mismatch(f"opcode {opcode}")


@on_open("10.4", "who begins a message and does not end it is cut after 10 s", is_limit=True, is_slow=True)
def _(server, peer):
    peer.send(frame(BINARY, b"Hello", announced=100)[:11])
    deadline = time.monotonic() + 9
    while (left := deadline - time.monotonic()) > 0:  # it lives: only its message does not end
        try:
            if peer.next_frame(left) is None:
                raise Mismatch("cut earlier")
        except TimeoutError:
            break
    peer.is_cut(5)


@on_open("10.4", "who goes silent is pinged after 5 s and cut after 12 s", is_limit=True, is_slow=True)
def _(server, peer):
    began = time.monotonic()
    opcode, _, _ = peer.next_or_fail("a ping", 7)
    if opcode != PING:
        raise Mismatch(f"opcode {opcode} instead of a ping")
    peer.is_cut(9)
    if not 11 <= time.monotonic() - began <= 14:
        raise Mismatch("cut at another time")


@case("10.4", "the 21st socket of an address that has not logged in is refused, and room is made when one goes", is_limit=True)
def _(server):
    if not server.judges_limits:
        raise Mismatch("has no login")
    strangers = [server.greeted() for _ in range(20)]
    refused = server.connect()
    refused.send(b"GET / HTTP/1.1\r\n")
    refused.is_cut()
    strangers.pop()[0].leave()
    end = time.monotonic() + 3
    while time.monotonic() < end:
        try:
            server.greeted()[0].leave()
            break
        except (Mismatch, OSError):
            continue
    else:
        raise Mismatch("no room though one has gone")
    for stranger, challenge in strangers:  # who has logged in does not count, so the next case finds room
        stranger.send(frame(BINARY, wire.hello(challenge)))
        stranger.next_message()
        stranger.leave()


@case("10.4", "pages for operators are not for WebSockets, and unknown ones are 404", is_limit=True)
def _(server):
    peer = server.connect()
    peer.request(["GET /nobody HTTP/1.1", f"Host: {peer.host}"])
    response = peer.response()
    if response is None or response.status != 404:
        raise Mismatch(response.line if response else "dropped")


@on_open("10.7", "a message that means nothing is refused, and the next one is answered", is_limit=True)
def _(server, peer):
    if not server.judges_limits:
        raise Mismatch("understands no messages")
    peer.send(frame(BINARY, b"\xff\xff"))
    number, fields = wire.decode(peer.next_message()[1])
    if (number, fields.get(1)) != (wire.REFUSED, wire.MALFORMED):
        raise Mismatch(f"message {number}")
    peer.stays_open()
