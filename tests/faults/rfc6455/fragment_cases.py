# SPDX-License-Identifier: Apache-2.0
"""Fragmentation and control frames between fragments: sections 5.4, 5.5."""
from rfc6455.cases import hears_answer, is_answered, on_open
from rfc6455.peer import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Mismatch, close_payload, frame


def fragments(message, sizes, opcode=BINARY):
    """The message cut behind `sizes` bytes each; the rest is the last fragment."""
    pieces, at = [], 0
    for size in sizes:
        pieces.append(frame(CONTINUATION if pieces else opcode, message[at:at + size], fin=False))
        at += size
    return pieces + [frame(CONTINUATION, message[at:])]


SHAPES = {"two fragments": [20], "three fragments": [10, 20], "a first fragment that is empty": [0], "fragments of one byte": [1] * 39,
          "a last fragment that is empty": [40], "empty fragments in the middle": [10, 0, 0, 10], "only empty fragments but one": [0, 0, 40, 0]}
for name, sizes in SHAPES.items():
    @on_open("5.4", f"{name} make one message")
    def _(server, peer, sizes=sizes):
        is_answered(server, peer, 1, 40, lambda sent: fragments(sent, sizes))


@on_open("5.4", "fragments in one segment make one message")
def _(server, peer):
    is_answered(server, peer, 1, 40, lambda sent: [b"".join(fragments(sent, [5, 5, 5]))])


@on_open("5.4", "a thousand fragments make one message")
def _(server, peer):
    is_answered(server, peer, 1, 3000, lambda sent: [b"".join(fragments(sent, [3] * 999))])


@on_open("5.4", "a message behind a fragmented one is its own")
def _(server, peer):
    is_answered(server, peer, 1, 40, lambda sent: fragments(sent, [20]))
    is_answered(server, peer, 2, 40)


@on_open("5.4", "a ping between fragments is answered at once, and the message comes whole")
def _(server, peer):
    sent = server.message(1, 40)
    first, second = fragments(sent, [20])
    peer.send(first, frame(PING, b"between"))
    peer.hears_pong(b"between")
    peer.send(second)
    hears_answer(server, peer, sent)


@on_open("5.4", "pings between all fragments are answered in order")
def _(server, peer):
    sent = server.message(1, 40)
    for number, piece in enumerate(fragments(sent, [10, 10, 10])):
        peer.send(frame(PING, b"%d" % number), piece)
        peer.hears_pong(b"%d" % number)
    hears_answer(server, peer, sent)


@on_open("5.5.3", "a pong between fragments that nobody asked for changes nothing")
def _(server, peer):
    sent = server.message(1, 40)
    first, second = fragments(sent, [20])
    peer.send(first, frame(PONG, b"unasked"), second)
    hears_answer(server, peer, sent)


@on_open("5.4", "a close between fragments closes")
def _(server, peer):
    first, _ = fragments(server.message(1, 40), [20])
    peer.send(first, frame(CLOSE, close_payload(1000)))
    peer.is_closed(1000, None, 1002)  # the RFC leaves open whether the cut message is a fault


@on_open("5.4", "a text in fragments comes whole")
def _(server, peer):
    peer.send(*fragments(b"Hello world", [5], TEXT))
    server.hears_text(peer, b"Hello world")


def fails(says, make):
    @on_open("5.4", says)
    def _(server, peer):
        peer.send(*make(server))
        peer.is_closed(1002)


fails("a continuation of nothing fails the connection", lambda s: [frame(CONTINUATION, b"Hello")])
fails("a continuation of nothing that is not the last likewise", lambda s: [frame(CONTINUATION, b"Hello", fin=False)])
fails("an empty continuation of nothing likewise", lambda s: [frame(CONTINUATION)])
fails("a new message before the last has ended fails the connection", lambda s: [frame(BINARY, b"a", fin=False), frame(BINARY, s.message(1, 40))])
fails("a new fragmented message before the last has ended likewise",
      lambda s: [frame(BINARY, b"a", fin=False), frame(BINARY, b"b", fin=False)])
fails("a text before a binary message has ended likewise", lambda s: [frame(BINARY, b"a", fin=False), frame(TEXT, b"b")])


@on_open("5.4", "a continuation behind a message that has ended fails the connection")
def _(server, peer):
    is_answered(server, peer, 1, 40, lambda sent: fragments(sent, [20]))
    peer.send(frame(CONTINUATION, b"more"))
    peer.is_closed(1002)


for name, opcode in {"ping": PING, "pong": PONG, "close": CLOSE}.items():
    @on_open("5.5", f"a {name} in fragments fails the connection")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode, close_payload(1000), fin=False) + frame(CONTINUATION, b"rest"))
        peer.is_closed(1002)

    @on_open("5.5", f"a {name} of 126 bytes fails the connection")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode, close_payload(1000, b"a" * 124)))
        peer.is_closed(1002)

    @on_open("5.5", f"a {name} that announces 64 KiB fails the connection before they come")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode, b"", length_bytes=8, announced=1 << 16))
        peer.is_closed(1002)


for size in (0, 1, 125):
    @on_open("5.5.3", f"a ping of {size} bytes is answered by a pong with the same")
    def _(server, peer, size=size):
        payload = bytes((7 * i) & 0xFF for i in range(size))
        peer.send(frame(PING, payload))
        peer.hears_pong(payload)

for size in (0, 125):
    @on_open("5.5.3", f"a pong of {size} bytes that nobody asked for is passed over")
    def _(server, peer, size=size):
        peer.send(frame(PONG, b"p" * size))
        peer.stays_open()


@on_open("5.5.2", "a ping that comes byte by byte is answered")
def _(server, peer):
    whole = frame(PING, b"slowly")
    peer.send(*(whole[i:i + 1] for i in range(len(whole))))
    peer.hears_pong(b"slowly")


@on_open("5.5.3", "of ten pings the last is answered, and none wrongly")
def _(server, peer):
    peer.send(b"".join(frame(PING, b"%d" % i) for i in range(10)))
    heard = -1
    while heard < 9:
        _, payload, _ = peer.next_or_fail("a pong")
        if not heard < int(payload) <= 9:
            raise Mismatch("a pong out of order")
        heard = int(payload)
