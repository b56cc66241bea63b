# SPDX-License-Identifier: Apache-2.0
"""The messages of docs/protocol.md as a stranger would write them from that page: CBOR by hand, numbers as they stand there."""
import hashlib
import hmac
import os
import struct

SUBPROTOCOL = "msao.v1"
(HELLO, OPEN, CHUNK, DRAFTS, MODE_CHANGE, CANCEL, RESUME, CLOSE, HEARTBEAT) = range(1, 10)
(CHALLENGE, HELLO_REPLY, OPENED, VERDICT, CANCELLED, RESUMED, HEARTBEAT_ACK, REFUSED, DRAIN) = range(10, 19)
MALFORMED, UNKNOWN_MESSAGE, UNEXPECTED, LOGIN_FAILED, BUSY, RESUME_REFUSED = 1, 2, 3, 8, 10, 15
UNKNOWN_KEY = 100  # readers pass it over, so it carries filling


class Malformed(Exception):
    pass


def _head(major, value):
    for code, form, limit in ((24, ">B", 1 << 8), (25, ">H", 1 << 16), (26, ">I", 1 << 32), (27, ">Q", 1 << 64)):
        if value < 24:
            return bytes([major << 5 | value])
        if value < limit:
            return bytes([major << 5 | code]) + struct.pack(form, value)
    raise ValueError(value)


def encode(value):
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, (bytes, bytearray)):
        return _head(2, len(value)) + bytes(value)
    if isinstance(value, str):
        text = value.encode()
        return _head(3, len(text)) + text
    if isinstance(value, (list, tuple)):
        return _head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        return _head(5, len(value)) + b"".join(encode(k) + encode(v) for k, v in value.items())
    raise TypeError(type(value))


class _Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise Malformed("ends early")
        self.at += count
        return self.data[self.at - count:self.at]

    def item(self):
        first = self.take(1)[0]
        major, low = first >> 5, first & 31
        if major == 7:
            return self.simple(low)
        value = low if low < 24 else int.from_bytes(self.take({24: 1, 25: 2, 26: 4, 27: 8}.get(low, 99)), "big")
        if major == 0:
            return value
        if major == 1:
            return -1 - value
        if major == 2:
            return self.take(value)
        if major == 3:
            return self.take(value).decode()
        if major == 4:
            return [self.item() for _ in range(value)]
        if major == 5:
            return {self.item(): self.item() for _ in range(value)}
        raise Malformed(f"major type {major}")

    def simple(self, low):
        if low in (20, 21):
            return low == 21
        form = {25: ">e", 26: ">f", 27: ">d"}.get(low)
        if form is None:
            raise Malformed(f"simple value {low}")
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]


def decode(data):
    reader = _Reader(data)
    value = reader.item()
    if reader.at != len(data):
        raise Malformed("bytes behind the item")
    return value


def message(number, fields):
    return encode([number, {key: value for key, value in fields.items() if value not in (None, 0, False, "", b"")}])


def pack_tokens(tokens):
    packed = bytearray()
    for token in tokens:
        while token >= 0x80:
            packed.append(token & 0x7F | 0x80)
            token >>= 7
        packed.append(token)
    return bytes(packed)


def unpack_tokens(packed):
    tokens, value, shift = [], 0, 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            tokens.append(value)
            value = shift = 0
    return tokens


def hash_of_tokens(tokens):
    return hashlib.sha256(struct.pack(f"<{len(tokens)}I", *tokens)).digest()


def login_proof(secret, cloud_nonce, edge_nonce):
    key = hmac.digest(secret, b"msao.v1 edge key", "sha256")
    cover = hmac.digest(hashlib.sha256(key).digest(), cloud_nonce + edge_nonce, "sha256")
    return bytes(a ^ b for a, b in zip(key, cover))


def hello(challenge, login=None):
    """`login`: a token's name and its secret."""
    nonce = os.urandom(32)
    proof = {1: login[0], 2: login_proof(login[1], challenge[2], nonce)} if login else None
    return message(HELLO, {1: 1, 2: 0xFF, 3: "faults", 4: nonce, 5: proof})


def heartbeat(number, size=0):
    """A message that is answered by its number, filled up to `size` bytes if that is more than it needs."""
    short = message(HEARTBEAT, {1: number})
    if size <= len(short):
        return short
    for sent in (0, 1, 24):  # an integer's first byte may be all it has: one of these makes up for it
        for filling in range(max(1, size - len(short) - 12), size):
            whole = message(HEARTBEAT, {1: number, 2: sent, UNKNOWN_KEY: bytes(filling)})
            if len(whole) == size:
                return whole
            if len(whole) > size:
                break
    raise ValueError(f"no heartbeat has {size} bytes")


def question(session, request, prompt, max_new_tokens, mode="cloud-only", modalities=None):
    """Greedy. `prompt`: text, or ids."""
    text, ids = (prompt, None) if isinstance(prompt, str) else (None, pack_tokens(prompt))
    return message(OPEN, {1: session, 2: request, 3: mode, 4: {3: 1.0, 4: 1.0}, 5: max_new_tokens, 6: 3, 8: text, 9: ids,
                          10: modalities})


def drafts(session, request, epoch, position, tokens):
    return message(DRAFTS, {1: session, 2: request, 3: epoch, 4: position, 5: pack_tokens(tokens)})


def resume(session, request, token, committed):
    """`committed`: the tokens that the edge has."""
    return message(RESUME, {1: session, 2: request, 3: token, 4: len(committed), 5: hash_of_tokens(committed)})
