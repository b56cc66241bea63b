# SPDX-License-Identifier: Apache-2.0
"""A WebSocket client that does as it is told, right or wrong: bytes over a plain socket, with a deadline on each wait."""
import base64
import hashlib
import os
import socket
import struct
import time

TEXT, BINARY, CONTINUATION, CLOSE, PING, PONG = 1, 2, 0, 8, 9, 10
MASK = b"\x37\xfa\x21\x3d"
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # section 1.3
PATIENCE = 8.0  # the anchors are patient for 10


class Mismatch(Exception):
    """What was found instead of what the RFC asks for."""


def masked(payload, mask):
    whole = mask * (len(payload) // 4 + 1)
    return (int.from_bytes(payload, "big") ^ int.from_bytes(whole[:len(payload)], "big")).to_bytes(len(payload), "big")


def frame(opcode, payload=b"", fin=True, rsv=0, mask=MASK, length_bytes=None, announced=None):
    """`length_bytes`: 0, 2 or 8, whatever would be shortest. `announced`: a length that is not the payload's."""
    count = len(payload) if announced is None else announced
    if length_bytes is None:
        length_bytes = 0 if count < 126 else 2 if count < 1 << 16 else 8
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    masks = 0x80 if mask is not None else 0
    head = {0: lambda: bytes([first, masks | count & 0x7F]),
            2: lambda: bytes([first, masks | 126]) + struct.pack(">H", count),
            8: lambda: bytes([first, masks | 127]) + struct.pack(">Q", count)}[length_bytes]()
    return head + (mask + masked(payload, mask) if mask is not None else payload)


def close_payload(code, reason=b""):
    return struct.pack(">H", code) + reason


class Response:
    def __init__(self, head):
        lines = head.decode("latin-1").split("\r\n")
        self.line = lines[0]
        self.status = int(lines[0].split(" ")[1]) if lines[0].startswith("HTTP/1.1 ") else 0
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields.setdefault(name.strip().lower(), []).append(value.strip())

    def field(self, name):
        return ", ".join(self.fields.get(name, []))


def request_lines(host, key, subprotocol=None):
    lines = ["GET / HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}",
             "Sec-WebSocket-Version: 13"]
    return lines + ([f"Sec-WebSocket-Protocol: {subprotocol}"] if subprotocol else [])


class Peer:
    def __init__(self, host, port):
        self.host = f"{host}:{port}"
        self.socket = socket.create_connection((host, port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.key = base64.b64encode(os.urandom(16)).decode()

    def leave(self):
        self.socket.close()

    def send(self, *pieces):
        """A server that has closed already has said why before; what it said is read later."""
        try:
            for piece in pieces:
                self.socket.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def read(self, seconds):
        """More bytes; nothing when the server has closed. Silence raises TimeoutError."""
        self.socket.settimeout(max(0.001, seconds))
        try:
            return self.socket.recv(1 << 16)
        except (ConnectionResetError, BrokenPipeError):
            return b""

    # The handshake

    def request(self, lines):
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")

    def response(self, seconds=PATIENCE):
        """Nothing: the server closed without one."""
        end = time.monotonic() + seconds
        while b"\r\n\r\n" not in self.buffer:
            try:
                more = self.read(end - time.monotonic())
            except TimeoutError:
                raise Mismatch("no response") from None
            if not more:
                return None
            self.buffer += more
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        return Response(head)

    def upgrade(self, subprotocol=None):
        self.request(request_lines(self.host, self.key, subprotocol))
        response = self.response()
        if response is None or response.status != 101:
            raise Mismatch(f"no upgrade: {response.line if response else 'closed'}")
        return response

    def accept(self):
        return base64.b64encode(hashlib.sha1(self.key.encode() + MAGIC).digest()).decode()

    # Frames of the server

    def next_frame(self, seconds=PATIENCE):
        """(opcode, payload, is final); nothing when the connection is closed. The server's own framing is checked."""
        end = time.monotonic() + seconds
        while True:
            if (found := self._take_frame()) is not None:
                return found
            more = self.read(end - time.monotonic())
            if not more:
                return None
            self.buffer += more

    def _take_frame(self):
        if len(self.buffer) < 2:
            return None
        first, second = self.buffer[0], self.buffer[1]
        if first & 0x70:
            raise Mismatch("the server set a reserved bit (5.2)")
        if second & 0x80:
            raise Mismatch("the server masked a frame (5.1)")
        count, at = second & 0x7F, 2
        if count >= 126:
            size = 2 if count == 126 else 8
            if len(self.buffer) < 2 + size:
                return None
            count, at = int.from_bytes(self.buffer[2:2 + size], "big"), 2 + size
            if count < (126 if size == 2 else 1 << 16):
                raise Mismatch("the server wrote a length longer than it must be (5.2)")
        if len(self.buffer) < at + count:
            return None
        opcode, payload = first & 0x0F, self.buffer[at:at + count]
        if opcode >= 8 and (count > 125 or not first & 0x80):
            raise Mismatch("the server sent a control frame that is long or fragmented (5.5)")
        self.buffer = self.buffer[at + count:]
        return opcode, payload, bool(first & 0x80)

    def next_message(self, seconds=PATIENCE):
        """(opcode, payload) of the next data message; pings are answered. Raises Mismatch when none comes."""
        whole, kind = b"", None
        while True:
            opcode, payload, is_final = self.next_or_fail("a message", seconds)
            if opcode == PING:
                self.send(frame(PONG, payload))
            elif opcode == CLOSE:
                raise Mismatch(f"closed {told(payload)}")
            elif opcode in (TEXT, BINARY, CONTINUATION):
                if (opcode == CONTINUATION) != (kind is not None):
                    raise Mismatch("the server's fragments are out of order (5.4)")
                kind, whole = kind if kind is not None else opcode, whole + payload
                if is_final:
                    return kind, whole

    def next_or_fail(self, what, seconds=PATIENCE):
        try:
            found = self.next_frame(seconds)
        except TimeoutError:
            raise Mismatch(f"silent: no {what.removeprefix('a ')}") from None
        if found is None:
            raise Mismatch("dropped")
        return found

    # What must happen

    def hears_pong(self, payload):
        opcode, found, _ = self.next_or_fail("a pong")
        if opcode == CLOSE:
            raise Mismatch(f"closed {told(found)}")
        if (opcode, found) != (PONG, payload):
            raise Mismatch(f"expected the pong, found opcode {opcode} with {len(found)} bytes")

    def stays_open(self):
        """A ping is answered; messages that come before are passed over."""
        self.send(frame(PING, b"still there?"))
        self.passes_over_messages_until_pong(b"still there?")

    def passes_over_messages_until_pong(self, wanted):
        opcode, payload = BINARY, b""
        while opcode in (TEXT, BINARY, CONTINUATION):
            opcode, payload, _ = self.next_or_fail("a pong")
        if opcode == CLOSE:
            raise Mismatch(f"closed {told(payload)}")
        if (opcode, payload) != (PONG, wanted):
            raise Mismatch(f"expected the pong, found opcode {opcode} with {len(payload)} bytes")

    def is_closed(self, *codes):
        """A close frame with one of the codes (None: without), and then the end of the connection."""
        opcode, payload = None, b""
        while opcode != CLOSE:
            opcode, payload, _ = self.next_or_fail("a close")
        code = struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else None
        if code not in codes:
            raise Mismatch(f"closed {told(payload)}")
        try:
            after = self.next_frame()
        except TimeoutError:
            raise Mismatch(f"said {told(payload)} and left the connection open (7.1.1)") from None
        if after is not None:
            raise Mismatch(f"sent opcode {after[0]} behind its close frame (5.5.1)")

    def is_cut(self, seconds=PATIENCE):
        """The end of the connection, whatever is said before."""
        try:
            while self.next_frame(seconds) is not None:
                pass
        except TimeoutError:
            raise Mismatch("silent: the connection stays open") from None


def told(close):
    return str(struct.unpack(">H", close[:2])[0]) if len(close) >= 2 else "without a code"
