# SPDX-License-Identifier: Apache-2.0
"""The three servers that the suite runs on, by what they do with a message: two echo it, msao-cloud speaks its protocol."""
import wire
from rfc6455.peer import BINARY, TEXT, Mismatch, Peer, frame


class Echo:
    """A server that sends back what it was sent."""

    takes_text = True
    subprotocol = None
    judges_limits = False  # those cases are limits of msao-cloud's

    def __init__(self, host, port):
        self.host, self.port = host, port

    def connect(self):
        return Peer(self.host, self.port)

    def open(self):
        """A peer behind the handshake, ready for messages."""
        peer = self.connect()
        peer.upgrade(self.subprotocol)
        return peer

    def message(self, number, size):
        return bytes((number + i) & 0xFF for i in range(size))

    def is_answer(self, sent, kind, answer):
        return (kind, answer) == (BINARY, sent)

    def hears_text(self, peer, text):
        kind, answer = peer.next_message()
        if (kind, answer) != (TEXT, text):
            raise Mismatch("another text came back")

    def refuses_text(self, peer):
        peer.is_closed(1007)


class Cloud(Echo):
    """msao-cloud answers every binary message by one of its own, and refuses text by its type (7.4.1: 1003)."""

    takes_text = False
    subprotocol = wire.SUBPROTOCOL
    judges_limits = True

    def greeted(self):
        """(peer, challenge) before the login."""
        peer = super().open()
        number, fields = wire.decode(peer.next_message()[1])
        if number != wire.CHALLENGE:
            raise Mismatch(f"the first message is {number}")
        return peer, fields

    def open(self):
        peer, challenge = self.greeted()
        peer.send(frame(BINARY, wire.hello(challenge)))
        number, _ = wire.decode(peer.next_message()[1])
        if number != wire.HELLO_REPLY:
            raise Mismatch(f"no login: message {number}")
        return peer

    def message(self, number, size):
        return wire.heartbeat(number, size) if size >= 5 else b"\xff" * size

    def is_answer(self, sent, kind, answer):
        if kind != BINARY:
            return False
        number, fields = wire.decode(answer)
        try:
            asked, content = wire.decode(sent)
        except (wire.Malformed, TypeError):
            return number == wire.REFUSED and fields.get(1) == wire.MALFORMED
        return asked == wire.HEARTBEAT and number == wire.HEARTBEAT_ACK and fields.get(1) == content[1]

    def hears_text(self, peer, text):
        peer.is_closed(1003)

    def refuses_text(self, peer):
        peer.is_closed(1003)
