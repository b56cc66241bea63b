# SPDX-License-Identifier: Apache-2.0
"""The closing handshake and its codes: sections 5.5.1, 7."""
from rfc6455.cases import hears_answer, on_open
from rfc6455.peer import BINARY, CLOSE, PING, close_payload, frame

for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999):
    @on_open("7.4", f"a close with {code} is echoed, and the connection ends")
    def _(server, peer, code=code):
        peer.send(frame(CLOSE, close_payload(code)))
        peer.is_closed(code, 1000)

for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535):
    @on_open("7.4", f"a close with {code}, which may not be sent, fails the connection")
    def _(server, peer, code=code):
        peer.send(frame(CLOSE, close_payload(code)))
        peer.is_closed(1002)


@on_open("5.5.1", "a close without a code is answered by a close")
def _(server, peer):
    peer.send(frame(CLOSE))
    peer.is_closed(None, 1000)


@on_open("5.5.1", "a close of one byte fails the connection")
def _(server, peer):
    peer.send(frame(CLOSE, b"\x03"))
    peer.is_closed(1002)


for name, reason in {"a reason": b"bye", "a reason of 123 bytes": b"r" * 123, "a reason beyond ASCII": "adiós 再见 🙂".encode()}.items():
    @on_open("5.5.1", f"a close with {name} closes")
    def _(server, peer, reason=reason):
        peer.send(frame(CLOSE, close_payload(1000, reason)))
        peer.is_closed(1000)

for name, reason in {"a byte of no text": b"\xff", "a character cut off": b"ok\xe2\x82", "a surrogate": b"\xed\xa0\x80",
                     "an overlong form": b"\xc0\xaf", "a point beyond Unicode": b"\xf4\x90\x80\x80"}.items():
    @on_open("5.5.1", f"a close whose reason has {name} fails the connection")
    def _(server, peer, reason=reason):
        peer.send(frame(CLOSE, close_payload(1000, reason)))
        peer.is_closed(1002, 1007)


@on_open("5.5.1", "what comes behind a close is not answered")
def _(server, peer):
    peer.send(frame(CLOSE, close_payload(1000)) + frame(PING, b"late") + frame(BINARY, server.message(1, 40)))
    peer.is_closed(1000)


@on_open("5.5.1", "a message before the close is still answered")
def _(server, peer):
    sent = server.message(1, 40)
    peer.send(frame(BINARY, sent) + frame(CLOSE, close_payload(1000)))
    hears_answer(server, peer, sent)
    peer.is_closed(1000)


@on_open("7.1.7", "what comes behind a fault is not answered")
def _(server, peer):
    peer.send(frame(BINARY, b"a", rsv=4) + frame(PING, b"late"))
    peer.is_closed(1002)


@on_open("7.1.1", "two closes are one")
def _(server, peer):
    peer.send(frame(CLOSE, close_payload(1000)) * 2)
    peer.is_closed(1000)


@on_open("7.1.4", "an end without a close disturbs nobody else")
def _(server, peer):
    peer.leave()
    other = server.open()
    other.stays_open()
    other.leave()
