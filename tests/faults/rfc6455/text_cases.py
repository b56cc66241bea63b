# SPDX-License-Identifier: Apache-2.0
"""UTF-8 in texts: section 8.1. msao-cloud takes no text at all and says so with 1003, good text or bad."""
from rfc6455.cases import on_open
from rfc6455.peer import CONTINUATION, PING, TEXT, frame

GOOD = {"two bytes a character": "κόσμε".encode(), "three bytes a character": "再见".encode(), "four bytes a character": "🙂🚀".encode(),
        "the last point before the surrogates": b"\xed\x9f\xbf", "the first point behind them": b"\xee\x80\x80",
        "the last point of all": b"\xf4\x8f\xbf\xbf", "a zero": b"\0", "a byte order mark": b"\xef\xbb\xbfa", "a point that is no character": b"\xef\xbf\xbf"}
BAD = {"a lone continuation": b"\x80", "a character cut off at its first byte": b"a\xf0", "a character cut off at its third": b"a\xf0\x9f\x99",
       "an overlong slash of two bytes": b"\xc0\xaf", "an overlong slash of three": b"\xe0\x80\xaf", "an overlong slash of four": b"\xf0\x80\x80\xaf",
       "the first surrogate": b"\xed\xa0\x80", "the last surrogate": b"\xed\xbf\xbf", "two surrogates that make a pair": b"\xed\xa0\xbd\xed\xb9\x82",
       "the first point beyond Unicode": b"\xf4\x90\x80\x80", "five bytes a character": b"\xf8\x88\x80\x80\x80", "FE": b"\xfe", "FF": b"\xff",
       "bad bytes behind good ones": "κόσμε".encode() + b"\xed\xa0\x80 edited"}

for name, text in GOOD.items():
    @on_open("8.1", f"a text with {name} is taken")
    def _(server, peer, text=text):
        peer.send(frame(TEXT, text))
        server.hears_text(peer, text)

for name, text in BAD.items():
    @on_open("8.1", f"a text with {name} fails the connection")
    def _(server, peer, text=text):
        peer.send(frame(TEXT, text))
        server.refuses_text(peer)


@on_open("5.6", "a character spread over fragments is one character")
def _(server, peer):
    peer.send(frame(TEXT, b"\xf0\x9f", fin=False), frame(CONTINUATION, b"\x99\x82"))
    server.hears_text(peer, "🙂".encode())


@on_open("5.6", "every byte of a text in a fragment of its own is the same text")
def _(server, peer):
    text = "κόσμε 再 🙂".encode()
    for i in range(len(text)):
        peer.send(frame(CONTINUATION if i else TEXT, text[i:i + 1], fin=i == len(text) - 1))
    server.hears_text(peer, text)


@on_open("5.6", "a ping between the bytes of a character does not part them")
def _(server, peer):
    peer.send(frame(TEXT, b"\xe2\x82", fin=False), frame(PING, b"p"), frame(CONTINUATION, b"\xac"))
    if server.takes_text:
        peer.hears_pong(b"p")
    server.hears_text(peer, "€".encode())


@on_open("8.1", "a character that the last fragment leaves cut off fails the connection")
def _(server, peer):
    peer.send(frame(TEXT, b"ab\xe2", fin=False), frame(CONTINUATION, b"\x82"))
    server.refuses_text(peer)


@on_open("8.1", "a character broken by the next fragment fails the connection")
def _(server, peer):
    peer.send(frame(TEXT, b"ab\xe2\x82", fin=False), frame(CONTINUATION, b"cd"))
    server.refuses_text(peer)
