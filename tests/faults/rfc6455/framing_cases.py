# SPDX-License-Identifier: Apache-2.0
"""Base framing: sections 5.1, 5.2, 5.3, 5.6."""
from rfc6455.cases import hears_answer, is_answered, on_open
from rfc6455.peer import BINARY, CLOSE, PING, TEXT, close_payload, frame

OPCODES = {"text": TEXT, "binary": BINARY, "ping": PING, "close": CLOSE}

for size in (5, 32, 124, 125, 126, 127, 128, 1000, 4096, 65535, 65536, 200_000):
    @on_open("5.2", f"a message of {size} bytes comes whole")
    def _(server, peer, size=size):
        is_answered(server, peer, 3, size)


@on_open("5.2", "an empty message is a message")
def _(server, peer):
    is_answered(server, peer, 1, 0)


@on_open("5.6", "an empty text is a text")
def _(server, peer):
    peer.send(frame(TEXT, b""))
    server.hears_text(peer, b"")


@on_open("5.6", "a text comes whole")
def _(server, peer):
    peer.send(frame(TEXT, b"Hello"))
    server.hears_text(peer, b"Hello")


@on_open("5.2", "a frame that comes byte by byte is the same frame")
def _(server, peer):
    is_answered(server, peer, 1, 300, lambda sent: [frame(BINARY, sent)[i:i + 1] for i in range(len(frame(BINARY, sent)))])


@on_open("5.2", "a 16-bit length that comes in two pieces is the same length")
def _(server, peer):
    is_answered(server, peer, 1, 300, lambda sent: [frame(BINARY, sent)[:3], frame(BINARY, sent)[3:]])


@on_open("5.2", "a 64-bit length that comes in two pieces is the same length")
def _(server, peer):
    is_answered(server, peer, 1, 70_000, lambda sent: [frame(BINARY, sent)[:7], frame(BINARY, sent)[7:]])


@on_open("5.3", "a mask that comes in two pieces is the same mask")
def _(server, peer):
    is_answered(server, peer, 1, 32, lambda sent: [frame(BINARY, sent)[:4], frame(BINARY, sent)[4:]])


@on_open("5.2", "twenty frames in one segment are twenty messages, in order")
def _(server, peer):
    sent = [server.message(i + 1, 40) for i in range(20)]
    peer.send(b"".join(frame(BINARY, message) for message in sent))
    for message in sent:
        hears_answer(server, peer, message)


@on_open("5.2", "a frame behind half a frame waits for its other half")
def _(server, peer):
    one, two = frame(BINARY, server.message(1, 40)), frame(BINARY, server.message(2, 40))
    peer.send(one + two[:9])
    hears_answer(server, peer, server.message(1, 40))
    peer.send(two[9:])
    hears_answer(server, peer, server.message(2, 40))


for name, mask in {"of zeros": bytes(4), "of ones": b"\xff" * 4, "that is a frame's header": b"\x82\x05\x88\x00"}.items():
    @on_open("5.3", f"a mask {name} is a mask")
    def _(server, peer, mask=mask):
        is_answered(server, peer, 1, 77, lambda sent: [frame(BINARY, sent, mask=mask)])


@on_open("5.3", "every frame has a mask of its own")
def _(server, peer):
    for number, mask in enumerate((b"abcd", b"\0\1\2\3", b"zzzz"), 1):
        is_answered(server, peer, number, 50, lambda sent, mask=mask: [frame(BINARY, sent, mask=mask)])


for name, opcode in OPCODES.items():
    @on_open("5.1", f"a {name} frame without a mask fails the connection")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode, close_payload(1000) if opcode == CLOSE else b"Hello", mask=None))
        peer.is_closed(1002)


@on_open("5.1", "a fragment without a mask fails the connection")
def _(server, peer):
    sent = server.message(1, 40)
    peer.send(frame(BINARY, sent[:20], fin=False) + frame(0, sent[20:], mask=None))
    peer.is_closed(1002)


for bits in range(1, 8):
    @on_open("5.2", f"reserved bits {bits:03b} in a message fail the connection")
    def _(server, peer, bits=bits):
        peer.send(frame(BINARY, server.message(1, 32), rsv=bits))
        peer.is_closed(1002)

for name in ("ping", "close"):
    for bits in (4, 2, 1):
        @on_open("5.2", f"reserved bits {bits:03b} in a {name} fail the connection")
        def _(server, peer, bits=bits, opcode=OPCODES[name]):
            peer.send(frame(opcode, close_payload(1000), rsv=bits))
            peer.is_closed(1002)


@on_open("5.2", "a reserved bit in a fragment behind the first fails the connection")
def _(server, peer):
    sent = server.message(1, 40)
    peer.send(frame(BINARY, sent[:20], fin=False) + frame(0, sent[20:], rsv=4))
    peer.is_closed(1002)


for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
    @on_open("5.2", f"opcode {opcode:X} fails the connection")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode, b"Hello"))
        peer.is_closed(1002)

for opcode in (3, 11):
    @on_open("5.2", f"opcode {opcode:X} without payload fails the connection")
    def _(server, peer, opcode=opcode):
        peer.send(frame(opcode))
        peer.is_closed(1002)

for size, length_bytes in ((0, 2), (125, 2), (5, 8), (126, 8), (65535, 8)):
    @on_open("5.2", f"{size} as a length of {length_bytes} bytes is not the shortest, and fails the connection")
    def _(server, peer, size=size, length_bytes=length_bytes):
        peer.send(frame(BINARY, bytes(size), length_bytes=length_bytes))
        peer.is_closed(1002)


@on_open("5.2", "a 64-bit length whose first bit is 1 fails the connection")
def _(server, peer):
    peer.send(frame(BINARY, b"Hello", length_bytes=8, announced=1 << 63))
    peer.is_closed(1002, 1009)


@on_open("5.2", "a 64-bit length of all ones fails the connection")
def _(server, peer):
    peer.send(frame(BINARY, b"Hello", length_bytes=8, announced=(1 << 64) - 1))
    peer.is_closed(1002, 1009)
